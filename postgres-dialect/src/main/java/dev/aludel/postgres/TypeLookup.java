package dev.aludel.postgres;

import dev.aludel.core.dialect.Normalized;
import dev.aludel.core.dialect.Normalized.Undecided;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.CompositeType.Attribute;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Types that are neither PostgreSQL's own nor enums of the model: those of extensions, domains. The server says which
 * schema they are in, under the search path that the connection came with, because that is what the ORM's own
 * statements mean by such a name.
 */
final class TypeLookup {

    private static final String QUERY = """
            SELECT w.spelled, n.nspname, t.typname
              FROM pg_catalog.unnest(ARRAY[%s]::pg_catalog.text[]) AS w(spelled)
              JOIN pg_catalog.pg_type t ON t.oid = pg_catalog.to_regtype(w.spelled)::pg_catalog.oid
              JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace""";

    private final SchemaModel wanted;
    private final SchemaModel live;
    private final Scope scope;
    private final Map<String, Name> known;
    private final List<Undecided> undecided = new ArrayList<>();

    private TypeLookup(SchemaModel wanted, SchemaModel live, Scope scope, Map<String, Name> known) {
        this.wanted = wanted;
        this.live = live;
        this.scope = scope;
        this.known = known;
    }

    /** The wanted model with its types resolved. One query, or none when there is nothing to ask. */
    static Normalized resolve(@Nullable Connection connection, SchemaModel wanted, SchemaModel live, Scope scope)
            throws SQLException {
        var asked = new TreeMap<String, String>();
        for (SqlType type : types(wanted)) {
            asked(type, wanted, scope).ifPresent(name -> asked.put(type.base(), name));
        }
        var known = connection == null || asked.isEmpty() ? Map.<String, Name>of() : ask(connection, asked);
        return new TypeLookup(wanted, live, scope, known).normalized();
    }

    /** Of columns, domains and attributes. */
    private static List<SqlType> types(SchemaModel wanted) {
        var types = new ArrayList<SqlType>();
        for (SchemaObject object : wanted.objects()) {
            if (object instanceof Table table) {
                table.columns().forEach(column -> types.add(column.type()));
            } else if (object instanceof Domain domain) {
                types.add(domain.type());
            } else if (object instanceof CompositeType composite) {
                composite.attributes().forEach(attribute -> types.add(attribute.type()));
            }
        }
        return types;
    }

    private Normalized normalized() {
        var objects = new ArrayList<SchemaObject>();
        for (SchemaObject object : wanted.objects()) {
            if (object instanceof Table table) {
                objects.add(of(table));
            } else if (object instanceof Domain domain) {
                objects.add(domain.withType(type(domain.id(), domain.type(), before(domain))));
            } else if (object instanceof CompositeType composite) {
                objects.add(of(composite));
            } else {
                objects.add(object);
            }
        }
        return new Normalized(SchemaModel.of(objects).withNegotiable(wanted.negotiable()), undecided);
    }

    /** How to spell to the server what it must be asked about. Fully quoted, so that it is never a syntax error. */
    private static Optional<String> asked(SqlType type, SchemaModel wanted, Scope scope) {
        if (SqlTypes.isBuiltIn(type)) {
            return Optional.empty();
        }
        return name(type)
                .filter(name -> !isWanted(scope.relative(name), wanted))
                .map(name -> {
                    String local = quoted(name.local());
                    return name.isUnqualified() ? local : quoted(name.schema()) + "." + local;
                });
    }

    private static boolean isWanted(Name type, SchemaModel wanted) {
        return wanted.userType(SqlType.of(SqlTypes.userType(type))).isPresent();
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static Optional<Name> name(SqlType type) {
        try {
            return Optional.of(Name.parse(type.base()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Name> ask(Connection connection, Map<String, String> asked) throws SQLException {
        var names = new HashMap<String, Name>();
        Aside aside = Aside.on(connection);
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try {
                String query = QUERY.formatted(Sql.literals(asked.values()));
                statement.execute(aside.begin() + ";\n" + query + ";\n" + aside.end());
                statement.getMoreResults();
                try (var row = statement.getResultSet()) {
                    while (row.next()) {
                        names.put(row.getString(1), Name.of(row.getString(2), row.getString(3)));
                    }
                }
            } finally {
                aside.recover(connection, statement);
            }
        }
        var types = new HashMap<String, Name>();
        asked.forEach((base, spelled) -> {
            if (names.containsKey(spelled)) {
                types.put(base, names.get(spelled));
            }
        });
        return types;
    }

    private Optional<SqlType> before(Domain domain) {
        return live.find(domain.id()).map(Domain.class::cast).map(Domain::type);
    }

    private CompositeType of(CompositeType composite) {
        var before = live.find(composite.id()).map(CompositeType.class::cast);
        var attributes = new ArrayList<Attribute>();
        for (Attribute attribute : composite.attributes()) {
            Optional<SqlType> there =
                    before.flatMap(type -> type.attribute(attribute.name())).map(Attribute::type);
            SqlType type = type(composite.id(), attribute.type(), there);
            attributes.add(new Attribute(attribute.name(), type, attribute.collation()));
        }
        return new CompositeType(composite.name(), attributes);
    }

    private Table of(Table table) {
        var members = new ArrayList<SchemaObject>();
        for (SchemaObject member : table.members()) {
            members.add(member instanceof Column column ? of(column) : member);
        }
        return Table.of(table.name(), members);
    }

    private Column of(Column column) {
        Optional<Column> before = live.table(column.table()).flatMap(table -> table.column(column.name()));
        return column.withType(type(column.id(), column.type(), before.map(Column::type)));
    }

    private SqlType type(ObjectId on, SqlType type, Optional<SqlType> before) {
        if (SqlTypes.isBuiltIn(type)) {
            return type;
        }
        Name name = known.get(type.base());
        if (name != null) {
            return name.schema().equals(SqlTypes.CATALOG)
                    ? SqlType.of(SqlTypes.normal(type.withBase(name.local()).text()))
                    : type.withBase(SqlTypes.userType(scope.relative(name)));
        }
        Optional<Name> own = name(type).map(scope::relative).filter(local -> isWanted(local, wanted));
        if (own.isPresent()) {
            return type.withBase(SqlTypes.userType(own.get()));
        }
        if (before.isEmpty() || before.get().equals(type)) {
            return type;
        }
        undecided.add(new Undecided(
                on,
                type.text(),
                before.get().text(),
                "there is no type \"" + type.base() + "\" on the connection's search path"));
        return before.get();
    }
}
