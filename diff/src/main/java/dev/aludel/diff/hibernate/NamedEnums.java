package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Kind;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.AuxiliaryDatabaseObject;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.model.relational.internal.SqlStringGenerationContextImpl;
import org.jspecify.annotations.Nullable;

/**
 * The enum types of a metamodel. Hibernate keeps them as statements among its auxiliary database objects: {@code create
 * type Color as enum (…)}. Every other statement is for others to read: {@link #others}, also the two {@code create cast} that let
 * strings pass for values.
 */
final class NamedEnums {

    private static final Pattern ARRAY = Pattern.compile("(?is)(.+?)((?:\\s+array(?:\\s*\\[\\d+])?|\\[\\d*])*)");

    private final Map<Name, EnumType> types;
    private final List<List<String>> others;

    private NamedEnums(Map<Name, EnumType> types, List<List<String>> others) {
        this.types = types;
        this.others = others;
    }

    static NamedEnums of(Metadata metadata) {
        var types = new LinkedHashMap<Name, EnumType>();
        var others = new ArrayList<List<String>>();
        for (List<String> object : objects(metadata.getDatabase())) {
            var rest = new ArrayList<String>();
            for (String sql : object) {
                Optional<EnumType> type = parse(sql);
                type.ifPresent(found -> types.put(found.name(), found));
                if (type.isEmpty()) {
                    rest.add(sql);
                }
            }
            others.add(rest);
        }
        others.removeIf(List::isEmpty);
        return new NamedEnums(types, others);
    }

    private static List<List<String>> objects(Database database) {
        SqlStringGenerationContext context =
                SqlStringGenerationContextImpl.fromExplicit(database.getJdbcEnvironment(), database, null, null);
        return database.getAuxiliaryDatabaseObjects().stream()
                .filter(object -> object.appliesToDialect(database.getDialect()))
                .map(object -> List.of(create(object, context)))
                .toList();
    }

    private static String[] create(AuxiliaryDatabaseObject object, SqlStringGenerationContext context) {
        String @Nullable [] sql = object.sqlCreateStrings(context);
        return sql == null ? new String[0] : sql;
    }

    Findings read() {
        return Findings.all(types.values().stream().map(Findings::of).toList());
    }

    /** The statements of each auxiliary object that make no enum type. */
    List<List<String>> others() {
        return List.copyOf(others);
    }

    /** The text of a column's type, with the name of an enum as the model spells it. */
    String typeText(String declared) {
        var matcher = ARRAY.matcher(declared);
        if (!matcher.matches()) {
            return declared;
        }
        try {
            Name name = Name.parse(matcher.group(1));
            return types.containsKey(name) ? name + matcher.group(2) : declared;
        } catch (IllegalArgumentException e) {
            // no name but a whole definition
            return declared;
        }
    }

    /** {@code create type name as enum ('a', 'b')} as the type that it makes; empty for any other statement. */
    static Optional<EnumType> parse(String sql) {
        List<Token> tokens = SqlTokens.meaningful(sql);
        if (tokens.size() < 6 || !tokens.get(0).is("create") || !tokens.get(1).is("type")) {
            return Optional.empty();
        }
        var name = new StringBuilder();
        int at = 2;
        while (at < tokens.size() && !tokens.get(at).is("as")) {
            name.append(tokens.get(at++).text());
        }
        if (at + 1 >= tokens.size() || !tokens.get(at + 1).is("enum")) {
            return Optional.empty();
        }
        List<String> labels = tokens.subList(at, tokens.size()).stream()
                .filter(token -> token.kind() == Kind.STRING)
                .map(Expressions::literal)
                .toList();
        return Optional.of(new EnumType(Name.parse(name.toString()), labels));
    }
}
