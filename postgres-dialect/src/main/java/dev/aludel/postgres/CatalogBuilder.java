package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.Identity;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects the rows of one catalog read and what ties them together: oids and column numbers. */
final class CatalogBuilder {

    /** A catalog's row, and the column in it or 0, as {@code pg_description} points at it. */
    private record Address(String catalog, long oid, int column) {}

    /** What keeps the versions of Aludel and of other migration tools, besides the tables that are excluded anyway. */
    private static final Set<String> OF_TOOLS = Set.of(
            VersionSql.REFUSE, VersionSql.CHAIN, "flyway_schema_history", "databasechangelog", "databasechangeloglock");

    private final Scope scope;
    private final Set<Name> exclude;
    private final Map<Long, Name> tables = new LinkedHashMap<>();
    private final Map<Long, Map<Integer, String>> columns = new HashMap<>();
    private final Map<Address, SequenceOptions> identities = new HashMap<>();
    private final Map<Address, ObjectId> described = new HashMap<>();
    private final Map<String, SqlType> types = new HashMap<>();
    private final Map<Name, List<SchemaObject>> members = new HashMap<>();
    private final List<SchemaObject> others = new ArrayList<>();

    CatalogBuilder(Scope scope, Set<String> exclude) {
        this.scope = scope;
        this.exclude = exclude.stream().map(Name::parse).map(scope::relative).collect(Collectors.toUnmodifiableSet());
    }

    /** The name in the spelling of models, from a row that has {@code schema} and the given column. */
    Name name(ResultSet row, String column) throws SQLException {
        return scope.relative(Name.of(row.getString("schema"), row.getString(column)));
    }

    /**
     * The name of a collation or operator class, from {@code quote_ident} texts. Those of PostgreSQL and of the first
     * managed schema are found without a schema.
     */
    @Nullable
    Name reference(@Nullable String qualified) {
        if (qualified == null) {
            return null;
        }
        Name name = Name.parse(qualified);
        return name.schema().equals(SqlTypes.CATALOG) ? name.inSchema("") : scope.relative(name);
    }

    Scope scope() {
        return scope;
    }

    /** Is what has this name nobody's business? */
    boolean excludes(Name name) {
        return exclude.contains(name) || OF_TOOLS.contains(name.local());
    }

    /** Remembers a table, unless it is nobody's business. */
    void table(long oid, Name name) {
        if (!excludes(name)) {
            tables.put(oid, name);
            members.put(name, new ArrayList<>());
            described.put(new Address("pg_class", oid, 0), ObjectId.table(name));
        }
    }

    /** The table of that oid; null when it is left alone. */
    @Nullable
    Name table(long oid) {
        return tables.get(oid);
    }

    /** Remembers what a column is called, of tables that are left alone too. */
    void column(long table, int number, String name) {
        columns.computeIfAbsent(table, key -> new HashMap<>()).put(number, name);
    }

    /**
     * The names of a table's columns; null stands for an expression.
     *
     * @param numbers an array or vector of the catalog, {@code {1,2}} or {@code 1 2}
     */
    List<@Nullable String> keys(long table, String numbers) {
        var names = new ArrayList<@Nullable String>();
        for (int number : CatalogText.numbers(numbers)) {
            names.add(number == 0 ? null : column(table, number));
        }
        return names;
    }

    /** The same where there are no expressions. */
    List<String> columns(long table, String numbers) {
        return CatalogText.numbers(numbers).stream()
                .map(number -> column(table, number))
                .toList();
    }

    private String column(long table, int number) {
        String name = columns.getOrDefault(table, Map.of()).get(number);
        if (name == null) {
            throw new TornCatalog("column " + number + " of a table");
        }
        return name;
    }

    /** Does an expression have this collation by itself, from within or from a column that it mentions? */
    boolean inherits(Name table, String expression, Name collation) {
        var mentioned = SqlTokens.meaningful(expression).stream()
                .map(SqlTokens.Token::identifier)
                .collect(Collectors.toSet());
        boolean within = mentioned.contains("collate") && mentioned.contains(collation.local());
        return within
                || members.getOrDefault(table, List.of()).stream()
                        .anyMatch(member -> member instanceof Column column
                                && collation.equals(column.collation())
                                && mentioned.contains(column.name()));
    }

    /** Remembers the options of the sequence behind an identity column. */
    void identity(long table, int column, SequenceOptions options) {
        identities.put(new Address("pg_class", table, column), options);
    }

    Identity identity(long table, int column, boolean always) {
        var options = identities.get(new Address("pg_class", table, column));
        if (options == null) {
            throw new TornCatalog("the sequence of an identity column");
        }
        return new Identity(always, options);
    }

    /** A type as {@code format_type} says it; each is read once. */
    SqlType type(String formatted) {
        return types.computeIfAbsent(formatted, text -> SqlTypes.read(text, scope));
    }

    /** Remembers what is said about a row of a catalog that is no object of the model. */
    void describe(ObjectId id, String catalog, long oid) {
        described.put(new Address(catalog, oid, 0), id);
    }

    /** Adds an object that was read from a row of a catalog. */
    void add(SchemaObject object, String catalog, long oid) {
        add(object, catalog, oid, 0);
    }

    void add(SchemaObject object, String catalog, long oid, int column) {
        described.put(new Address(catalog, oid, column), object.id());
        add(object);
    }

    /** Adds an object that nothing in the catalog points at. */
    void add(SchemaObject object) {
        Name table = object.table();
        if (table == null) {
            others.add(object);
        } else {
            members.getOrDefault(table, new ArrayList<>()).add(object);
        }
    }

    /** Adds a comment, if what it is about is in the model. That on a column of a view is a setting of the view. */
    void comment(String catalog, long oid, int column, String name, String text) {
        ObjectId on = described.get(new Address(catalog, oid, column));
        ObjectId owner = described.get(new Address(catalog, oid, 0));
        if (text.isEmpty()) {
            return;
        }
        if (on != null) {
            add(new Comment(on, text));
        } else if (owner != null && SqlObject.isRelation(owner)) {
            String comment =
                    CommentSupport.on(ObjectId.column(owner.name(), name), Scope.unqualified(scope.majorVersion()));
            add(new Setting(owner, "comment on column " + name, comment + Sql.literal(text), comment + "NULL"));
        }
    }

    /** Adds a setting, if what it is about is in the model. */
    void setting(String catalog, long oid, int column, String key, String set, String reset) {
        ObjectId on = described.get(new Address(catalog, oid, column));
        if (on != null) {
            add(new Setting(on, key, set, reset));
        }
    }

    SchemaModel build() {
        var all = new ArrayList<>(others);
        tables.values().forEach(name -> all.add(Table.of(name, members.get(name))));
        all.sort((a, b) -> Boolean.compare(a.table() != null, b.table() != null));
        return SchemaModel.of(all);
    }
}
