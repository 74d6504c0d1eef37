package dev.aludel.postgres;

import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Schemas, enums, domains and composite types as scripts make them: what is compared part by part and not as its SQL. */
final class TypesInSql {

    private final TokenCursor cursor;

    private TypesInSql(String statement) {
        this.cursor = new TokenCursor(statement);
    }

    /**
     * What a statement makes; empty if that is something else.
     *
     * @throws IllegalArgumentException if it makes such a thing and cannot be read
     */
    static Optional<SchemaObject> made(String statement) {
        var read = new TypesInSql(statement);
        try {
            return read.made();
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("it ends too early", e);
        }
    }

    private Optional<SchemaObject> made() {
        if (!cursor.skip("create")) {
            return Optional.empty();
        }
        return switch (cursor.next()) {
            case "schema" -> Optional.of(namespace());
            case "domain" -> Optional.of(domain());
            case "type" -> type();
            default -> Optional.empty();
        };
    }

    private Namespace namespace() {
        cursor.skip("if", "not", "exists");
        var namespace = new Namespace(cursor.identifier());
        atEnd();
        return namespace;
    }

    private Domain domain() {
        Name name = cursor.name();
        cursor.skip("as");
        var fragment = FragmentParser.parse(cursor.piece(cursor.at(), cursor.size()));
        if (!fragment.isOfDomain()) {
            throw new IllegalArgumentException("a domain has a default, NOT NULL and checks, and nothing else");
        }
        var checks = new ArrayList<Domain.Check>();
        var taken = new HashSet<String>();
        fragment.checks().forEach(check -> taken.add(check.name()));
        for (var check : fragment.checks()) {
            String given = check.name().isEmpty()
                    ? DefaultNames.free(DefaultNames.check(name, List.of()), taken::contains)
                    : check.name();
            taken.add(given);
            checks.add(new Domain.Check(given, check.expression(), true));
        }
        return new Domain(
                name,
                type(fragment.type()),
                fragment.collation(),
                Boolean.FALSE.equals(fragment.nullable()),
                fragment.defaultSql(),
                checks);
    }

    private Optional<SchemaObject> type() {
        Name name = cursor.name();
        if (!cursor.skip("as")) {
            return Optional.empty();
        }
        boolean labels = cursor.skip("enum");
        if (!labels && !cursor.is("(")) {
            return Optional.empty();
        }
        var parts = cursor.parts(cursor.parenthesised());
        atEnd();
        return Optional.of(labels ? new EnumType(name, labels(parts)) : new CompositeType(name, attributes(parts)));
    }

    private List<String> labels(List<TokenCursor.Range> parts) {
        return parts.stream().map(this::label).toList();
    }

    private String label(TokenCursor.Range part) {
        cursor.moveTo(part.from());
        if (cursor.token().kind() != SqlTokens.Kind.STRING || part.to() > part.from() + 1) {
            throw new IllegalArgumentException("\"" + cursor.word() + "\" is no value of an enum");
        }
        return CatalogText.unquoted(cursor.token().text());
    }

    private List<CompositeType.Attribute> attributes(List<TokenCursor.Range> parts) {
        var attributes = new ArrayList<CompositeType.Attribute>();
        for (var part : parts) {
            cursor.moveTo(part.from());
            String name = cursor.identifier();
            var fragment = FragmentParser.parse(cursor.piece(cursor.at(), part.to()));
            attributes.add(new CompositeType.Attribute(name, type(fragment.type()), fragment.collation()));
        }
        return attributes;
    }

    private static SqlType type(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a type is missing");
        }
        return SqlType.of(SqlTypes.normal(text));
    }

    private void atEnd() {
        if (!cursor.atEnd() && !cursor.is(";")) {
            throw new IllegalArgumentException("\"" + cursor.word() + "\" is not expected");
        }
    }
}
