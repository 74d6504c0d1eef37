package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SqlTokens;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * What a schema is after a statement, told from the text. Each family of nouns has a reader of its own; all of them refuse,
 * by an {@link IllegalArgumentException} that says why, what they do not understand to its last word.
 */
final class DdlReader {

    /** Statements that change rows, or nothing that models have. */
    private static final Set<String> NO_DDL = Set.of(
            "insert",
            "update",
            "delete",
            "merge",
            "values",
            "table",
            "lock",
            "analyze",
            "analyse",
            "vacuum",
            "truncate",
            "copy",
            "show",
            "notify",
            "checkpoint",
            "refresh",
            "fetch",
            "close");

    /** Statements that begin and end what is kept or undone as a whole. */
    private static final Set<String> BEGIN_AND_END = Set.of("begin", "start", "commit", "end", "savepoint", "release");

    /** Settings that change what statements after them mean. */
    private static final Set<String> WITH_MEANING = Set.of(
            "search_path",
            "schema",
            "role",
            "session",
            "authorization",
            "all",
            "default_tablespace",
            "default_table_access_method",
            "standard_conforming_strings",
            "default_with_oids",
            "quote_all_identifiers",
            "array_nulls",
            "transform_null_equals",
            "names");

    private final Ddl ddl;
    private final TokenCursor cursor;

    private DdlReader(Ddl ddl) {
        this.ddl = ddl;
        this.cursor = ddl.cursor;
    }

    /** The schema after the statements; empty when that cannot be told for certain. */
    static Optional<SchemaModel> applied(String sql, SchemaModel before, Scope scope) {
        try {
            return Optional.of(read(sql, before, scope));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /**
     * The same.
     *
     * @throws IllegalArgumentException if it cannot be told; the message says why
     */
    static SchemaModel read(String sql, SchemaModel before, Scope scope) {
        SchemaModel model = before;
        for (String statement : SqlTokens.statements(sql)) {
            requireShort(statement);
            var ddl = new Ddl(statement, model, scope);
            new DdlReader(ddl).statement();
            model = ddl.model();
        }
        return model;
    }

    /** The server cuts longer names. */
    private static void requireShort(String statement) {
        for (SqlTokens.Token token : SqlTokens.meaningful(statement)) {
            String name = token.identifier();
            if (name.length() > DefaultNames.MAX_BYTES / 4
                    && name.getBytes(StandardCharsets.UTF_8).length > DefaultNames.MAX_BYTES) {
                throw Ddl.unknown("the name " + name + " is too long");
            }
        }
    }

    private void statement() {
        String verb = cursor.next();
        switch (verb) {
            case "create" -> create();
            case "alter" -> alter();
            case "drop" -> new DropDdl(ddl).drop();
            case "comment" -> new CommentDdl(ddl).comment();
            case "grant", "revoke" -> new PrivilegeDdl(ddl).read();
            case "select", "with" -> query();
            case "set", "reset" -> set(verb);
            case "do" -> OwnBlocks.read(ddl);
            case "reindex" -> new IndexDdl(ddl).reindex();
            default -> {
                if (BEGIN_AND_END.contains(verb)) {
                    return;
                }
                if (!NO_DDL.contains(verb)) {
                    throw Ddl.unknown(verb.toUpperCase(Locale.ROOT) + " is not understood");
                }
            }
        }
    }

    /** {@code SELECT … INTO} makes a table; the settings of a session can be changed by a function. */
    private void query() {
        boolean writes = false;
        int depth = 0;
        while (!cursor.atEnd()) {
            depth += TokenCursor.depth(cursor.token());
            if (cursor.is("into") && !writes) {
                throw Ddl.unknown("SELECT INTO makes a table");
            }
            boolean sets = cursor.is("set_config") || cursor.is("'search_path'");
            if (sets) {
                setsPath();
                return;
            }
            writes = cursor.is("insert") || cursor.is("merge");
            cursor.next();
        }
    }

    /** {@code set_config('search_path', '', …)}: then every name has its schema. */
    private void setsPath() {
        cursor.expect("set_config");
        cursor.expect("(");
        if (cursor.skip("'search_path'")) {
            cursor.expect(",");
            cursor.expect("''");
        } else if (WITH_MEANING.contains(CatalogText.unquoted(cursor.token().text()))) {
            throw Ddl.unknown("a setting that changes what statements mean");
        }
    }

    private void set(String verb) {
        if (!cursor.skip("local")) {
            cursor.skip("session");
        }
        if (cursor.skip("constraints") || cursor.skip("transaction") || cursor.is("time")) {
            return;
        }
        String setting = cursor.next();
        if (!WITH_MEANING.contains(setting)) {
            return;
        }
        boolean assigned = verb.equals("set") && (cursor.skip("=") || cursor.skip("to"));
        boolean usual = assigned
                && switch (setting) {
                    case "search_path" ->
                        !ddl.scope.defaultSchema().isEmpty()
                                && cursor.identifier().equals(ddl.scope.defaultSchema());
                    case "default_tablespace" -> cursor.skip("''");
                    case "default_table_access_method" -> cursor.skip("heap");
                    case "standard_conforming_strings" -> cursor.skip("on");
                    default -> false;
                };
        if (!usual) {
            throw Ddl.unknown("SET " + setting + " changes what statements mean");
        }
    }

    private void create() {
        int start = cursor.at();
        boolean replaces = cursor.skip("or", "replace");
        boolean temporary = isTemporary();
        boolean unlogged = cursor.skip("unlogged");
        boolean unique = cursor.skip("unique");
        switch (cursor.next()) {
            case "table" -> new TableDdl(ddl).create(temporary, unlogged);
            case "index" -> new IndexDdl(ddl).create(unique);
            case "sequence" -> new SequenceDdl(ddl).create(temporary, unlogged);
            case "schema" -> schema();
            case "role", "user", "group", "database", "tablespace" -> {
                if (cursor.is("mapping")) {
                    cursor.moveTo(start);
                    new ObjectDdl(ddl).create(replaces, temporary);
                }
            }
            case "domain" -> new DomainDdl(ddl).create();
            case "type" -> new TypeDdl(ddl).create();
            default -> new ObjectDdl(ddl).create(replaces, temporary);
        }
    }

    private boolean isTemporary() {
        boolean qualified = cursor.skip("global") || cursor.skip("local");
        boolean temporary = cursor.skip("temporary") || cursor.skip("temp");
        if (qualified && !temporary) {
            throw Ddl.unknown("TEMPORARY is missing");
        }
        return temporary;
    }

    private void schema() {
        boolean optional = ddl.ifNotExists();
        String name = cursor.ident();
        if (cursor.skip("authorization", "current_role")) {
            // whose it is when nothing is said
        }
        cursor.end();
        boolean there = name.equals(ddl.scope.defaultSchema()) || ddl.model().contains(ObjectId.namespace(name));
        if (there && optional || !ddl.isManaged(name)) {
            return;
        }
        ddl.add(new Namespace(name));
    }

    private void alter() {
        switch (cursor.next()) {
            case "table" -> new AlterTableDdl(ddl).alter();
            case "index" -> new IndexDdl(ddl).alter();
            case "sequence" -> new SequenceDdl(ddl).alter();
            case "type" -> new TypeDdl(ddl).alter();
            case "domain" -> new DomainDdl(ddl).alter();
            case "schema" -> alterSchema();
            case "default" -> new PrivilegeDdl(ddl).defaults();
            case "system" -> {
                // the server's, not the schema's
            }
            default -> {
                cursor.moveTo(1);
                new ObjectDdl(ddl).alter();
            }
        }
    }

    private void alterSchema() {
        String name = cursor.ident();
        ObjectId id = id(name);
        if (cursor.skip("rename", "to")) {
            String other = cursor.ident();
            cursor.end();
            if (id.equals(Namespace.FIRST) || !ddl.isManaged(other)) {
                throw Ddl.unknown("another schema would be managed");
            }
            ddl.become(ddl.model().rename(new Renaming(id, ObjectId.namespace(other))));
            return;
        }
        cursor.expect("owner");
        new SettingDdl(ddl).owner(id, "SCHEMA " + Sql.ident(name), cursor);
    }

    private ObjectId id(String schema) {
        if (schema.equals(ddl.scope.defaultSchema())) {
            return Namespace.FIRST;
        }
        return ddl.find(new ObjectId(Namespace.KIND, Name.of(schema))).id();
    }
}
