package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.About;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ExclusionConstraint;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Key;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.TableOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A statement that is being read, and the schema as far as it has changed that. Whatever is in doubt is refused. */
final class Ddl {

    /** Kinds whose SQL says the name of their table and is told with the new one. */
    private static final Set<String> FOLLOWING = Set.of("trigger", "policy");

    final String sql;
    final Scope scope;
    final TokenCursor cursor;
    private SchemaModel model;

    Ddl(String sql, SchemaModel model, Scope scope) {
        this.sql = sql;
        this.scope = scope;
        this.cursor = new TokenCursor(sql);
        this.model = model;
    }

    SchemaModel model() {
        return model;
    }

    /** What is thrown where it cannot be told what a statement does. */
    static IllegalArgumentException unknown(String what) {
        return new IllegalArgumentException(what);
    }

    /** The name that comes next, as models spell it. */
    Name name(TokenCursor from) {
        return scope.relative(from.name());
    }

    Name name() {
        return name(cursor);
    }

    boolean ifExists() {
        return cursor.skip("if", "exists");
    }

    boolean ifNotExists() {
        return cursor.skip("if", "not", "exists");
    }

    /** The name of a collation or operator class: those of PostgreSQL itself are found without a schema. */
    Name reference(TokenCursor from) {
        Name name = from.name();
        return name.schema().equals(SqlTypes.CATALOG) ? name.inSchema("") : scope.relative(name);
    }

    SqlType type(String text) {
        if (text.isBlank()) {
            throw unknown("a type is missing");
        }
        return SqlTypes.read(text, scope);
    }

    /** A piece of SQL as models have it: names in the first managed schema have lost that. */
    String text(String piece) {
        String schema = scope.defaultSchema();
        String bare = Sql.withoutSchema(piece, schema);
        if (!bare.equals(piece) && model.table(Name.of(schema)).isPresent()) {
            throw unknown("\"" + schema + "\" is a schema and a table");
        }
        return withoutSchemaInLiterals(bare);
    }

    /** The same for what {@code nextval} and {@code regclass} are given. */
    private String withoutSchemaInLiterals(String piece) {
        if (scope.defaultSchema().isEmpty() || piece.indexOf('\'') < 0) {
            return piece;
        }
        var tokens = SqlTokens.meaningful(piece);
        var text = new StringBuilder();
        int copied = 0;
        String start = "'" + Sql.ident(scope.defaultSchema()) + ".";
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            boolean ofSequence = i > 1 && tokens.get(i - 2).identifier().endsWith("val")
                    || i + 2 < tokens.size() && tokens.get(i + 2).is("regclass");
            if (ofSequence && token.text().startsWith(start)) {
                text.append(piece, copied, token.start()).append('\'');
                copied = token.start() + start.length();
            }
        }
        return text.append(piece, copied, piece.length()).toString();
    }

    /** What a literal stands for, which is the token that comes next. */
    static String literal(TokenCursor from) {
        String token = from.token().text();
        boolean escapes = token.startsWith("E") || token.startsWith("e");
        if (from.token().kind() != SqlTokens.Kind.STRING
                || escapes && token.replace("\\\\", "").indexOf('\\') >= 0) {
            throw unknown("a string is not understood");
        }
        from.next();
        return CatalogText.unquoted(token);
    }

    Table table(Name name) {
        return model.table(name).orElseThrow(() -> unknown("there is no table " + name));
    }

    Column column(Name table, String column) {
        return table(table).column(column).orElseThrow(() -> unknown("there is no column " + table + "." + column));
    }

    SchemaObject find(ObjectId id) {
        return model.find(id).orElseThrow(() -> unknown(id + " is not there"));
    }

    /** Are objects of this schema in models? */
    boolean isManaged(String schema) {
        return schema.isEmpty() || scope.schemas().isEmpty() || scope.schemas().contains(schema);
    }

    void add(SchemaObject object) {
        Name name = object.id().name();
        if (!(object instanceof Namespace) && object.table() == null && !isManaged(name.schema())) {
            throw unknown("schema " + name.schema() + " is not managed");
        }
        model = model.with(object);
    }

    void replace(SchemaObject object) {
        model = model.replace(object);
    }

    /** Adds it, or puts it in place of the one that has its id. */
    void put(SchemaObject object) {
        model = model.contains(object.id()) ? model.replace(object) : model.with(object);
    }

    /**
     * Gives it another name, which all that points at it follows.
     *
     * @throws IllegalArgumentException if something that is its SQL mentions it: how the server tells that, it knows alone
     */
    void rename(ObjectId from, ObjectId to) {
        find(from);
        ObjectId mentioned = from.kind().equals(EnumType.VALUE) ? EnumType.id(from.name()) : from;
        if (!to.isMember() && !isManaged(to.name().schema())) {
            throw unknown("schema " + to.name().schema() + " is not managed");
        }
        definitions()
                .filter(definition -> !(FOLLOWING.contains(definition.id().kind())
                        && ObjectId.table(definition.id().name()).equals(from)))
                .filter(definition -> definition.needs(model).contains(mentioned))
                .findFirst()
                .ifPresent(definition -> {
                    throw unknown(definition.id() + " mentions " + from + ", which gets another name");
                });
        if (!from.equals(to)) {
            model = model.rename(new Renaming(from, to));
        }
    }

    void become(SchemaModel other) {
        model = other;
    }

    /** Removes it if it is there. */
    void remove(ObjectId id) {
        model = model.contains(id) ? model.without(id) : model;
    }

    /** Removes it and all that is said about it. */
    void drop(ObjectId id) {
        about(id).forEach(about -> remove(about.id()));
        remove(id);
    }

    /** What is said about it. */
    List<About> about(ObjectId id) {
        Name table = TableMember.tableOf(id);
        Collection<SchemaObject> all = table == null
                ? model.objects()
                : model.table(table).map(Table::members).orElse(List.of());
        return all.stream()
                .filter(About.class::isInstance)
                .map(About.class::cast)
                .filter(about -> about.on().equals(id))
                .toList();
    }

    /** The table or whatever else rows can be selected from. */
    Optional<ObjectId> relation(Name name) {
        return model.table(name).map(Table::id).or(() -> definition(name, true));
    }

    private Optional<ObjectId> definition(Name name, boolean relation) {
        return definitions()
                .map(SqlObject::id)
                .filter(id -> SqlObject.isRelation(id) == relation && id.name().equals(name) && !id.isMember())
                .findFirst();
    }

    Stream<SqlObject> definitions() {
        return model.objects().stream().filter(SqlObject.class::isInstance).map(SqlObject.class::cast);
    }

    /** The index of that name, or the constraint that has it. */
    TableMember index(Name name) {
        return ofIndex(name).orElseThrow(() -> unknown("there is no index " + name));
    }

    Optional<TableMember> ofIndex(Name name) {
        return model.tables().stream()
                .filter(table -> table.name().schema().equals(name.schema()))
                .flatMap(table -> table.members(TableMember.class).stream())
                .filter(member -> isIndex(member) && member.name().equals(name.local()))
                .findFirst();
    }

    static boolean isIndex(SchemaObject member) {
        return member instanceof Index || member instanceof Key || member instanceof ExclusionConstraint;
    }

    /** The constraint of that name. */
    TableMember constraint(Name table, String name) {
        return table(table).members(TableMember.class).stream()
                .filter(Ddl::isConstraint)
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown("there is no constraint " + name + " on " + table));
    }

    private static boolean isConstraint(TableMember member) {
        return !(member instanceof Column || member instanceof Index || member instanceof TableOption)
                && !member.id().kind().equals("sequence owner");
    }

    /** The tables that hang on this one. */
    List<Table> children(Name parent) {
        ObjectId id = ObjectId.table(parent);
        return model.tables().stream()
                .filter(table -> table.members(TableOption.class).stream()
                        .anyMatch(
                                option -> option.hangs() && option.needs(model).contains(id)))
                .filter(table -> !table.name().equals(parent))
                .toList();
    }

    /** A name for a constraint, or for an index or sequence, that nothing in the schema has. */
    String free(String name, String schema, boolean relation, boolean constraint) {
        return DefaultNames.free(
                name,
                taken -> relation && isRelation(Name.of(schema, taken)) || constraint && isConstraint(schema, taken));
    }

    private boolean isRelation(Name name) {
        return relation(name).isPresent()
                || model.contains(Sequence.id(name))
                || ofIndex(name).isPresent()
                || model.contains(new ObjectId(MaterializedIndexQuery.KIND, name))
                || isOfIdentity(name);
    }

    private boolean isOfIdentity(Name name) {
        return model.tables().stream()
                .filter(table -> table.name().schema().equals(name.schema()))
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.identity() != null)
                .anyMatch(column ->
                        DefaultNames.sequence(column.table(), column.name()).equals(name.local()));
    }

    private boolean isConstraint(String schema, String name) {
        return model.tables().stream()
                .filter(table -> table.name().schema().equals(schema))
                .flatMap(table -> table.members(TableMember.class).stream())
                .anyMatch(member -> isConstraint(member) && member.name().equals(name));
    }
}
