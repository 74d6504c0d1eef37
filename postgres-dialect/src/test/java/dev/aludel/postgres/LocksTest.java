package dev.aludel.postgres;

import static dev.aludel.postgres.NounsTest.ACCOUNT;
import static dev.aludel.postgres.NounsTest.account;
import static dev.aludel.postgres.NounsTest.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Identity;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement takes the locks that it says, and no others: compared with {@code pg_locks} within its transaction. */
class LocksTest {

    private static final String HELD = """
            SELECT n.nspname, c.relname, upper(regexp_replace(
                regexp_replace(l.mode, 'Lock$', ''), '(?<=[a-z])([A-Z])', '_\\1', 'g')) AS mode
            FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE l.pid = pg_backend_pid() AND l.granted AND c.relkind IN ('r', 'S')
              AND n.nspname IN ('app', 'billing')""";

    @ParameterizedTest
    @MethodSource("dev.aludel.postgres.NounsTest#rows")
    void makesAndDropsWithTheLocksThatItSays(NounsTest.Row row) throws Exception {
        try (var live = LiveSchema.create()) {
            for (SchemaObject first : row.first()) {
                if (first.table() == null) {
                    live.make(first);
                }
            }
            if (ACCOUNT.equals(row.object().table())) {
                live.make(account());
            }
            for (SchemaObject first : row.first()) {
                if (first.table() != null) {
                    live.make(first);
                }
            }
            agrees(live, live.support(row.object()).create(row.object(), live.scope));
            agrees(live, live.support(row.object()).drop(row.object(), live.scope));
        }
    }

    /** Objects that the statements themselves make are of no concern to anybody. */
    private static void agrees(LiveSchema live, List<Statement> statements) throws SQLException {
        for (Statement statement : statements) {
            var there = live.read();
            live.connection().setAutoCommit(false);
            live.run(statement.sql());
            var held = held(live);
            live.connection().commit();
            live.connection().setAutoCommit(true);
            held.keySet().removeIf(name -> !there.contains(ObjectId.table(name)) && !there.contains(Sequence.id(name)));
            held.remove(Name.of("numbers"), LockLevel.ACCESS_SHARE);
            if (statement.sql().startsWith("DROP ")) {
                // what is gone is in no catalog any more, and nobody holds it weakly
                statement.locks().forEach(held::putIfAbsent);
            }
            assertThat(held).as(statement.sql()).isEqualTo(new TreeMap<>(statement.locks()));
        }
    }

    private static Map<Name, LockLevel> held(LiveSchema live) throws SQLException {
        var held = new TreeMap<Name, LockLevel>();
        try (var query = live.connection().createStatement();
                var row = query.executeQuery(HELD)) {
            while (row.next()) {
                var name = live.scope.relative(Name.of(row.getString(1), row.getString(2)));
                held.merge(name, LockLevel.valueOf(row.getString(3)), (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
        }
        return held;
    }

    record Change(SchemaObject before, SchemaObject after, List<SchemaObject> users) {
        @Override
        public String toString() {
            return before.describe() + " -> " + after.details();
        }
    }

    static Stream<Change> changes() {
        var c = column("c", "integer");
        var mood = new EnumType(Name.of("mood"), List.of("a", "b"));
        var user = column("m", "mood");
        var sequence = new Sequence(Name.of("s"), SequenceOptions.of("bigint"));
        var comment = new Comment(ObjectId.column(ACCOUNT, "c"), "x");
        return Stream.of(
                change(c, c.withType(SqlType.of("bigint")).withNullable(false)),
                change(c, c.withDefault("1")),
                change(c, c.withIdentity(new Identity(true, SequenceOptions.of("integer")))),
                change(comment, new Comment(comment.on(), "y")),
                change(sequence, new Sequence(sequence.name(), SequenceOptions.of("integer", 5, 5))),
                change(mood, new EnumType(mood.name(), List.of("a", "b", "c"))),
                new Change(mood, new EnumType(mood.name(), List.of("b", "a")), List.of(user)));
    }

    private static Change change(SchemaObject before, SchemaObject after) {
        return new Change(before, after, List.of());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changesWithTheLocksThatItSays(Change change) throws Exception {
        try (var live = LiveSchema.create()) {
            live.run("CREATE TYPE mood AS ENUM ('a', 'b'); CREATE SEQUENCE s");
            live.make(Table.of(ACCOUNT, column("c", "integer"), column("m", "mood")));
            agrees(
                    live,
                    live.support(change.before())
                            .alter(change.before(), change.after(), Using.NONE, change.users(), live.scope));
        }
    }

    @Test
    void warnsOfLostRowsAndOfRowsThatDoNotFit() throws Exception {
        try (var live = LiveSchema.create()) {
            Column notNull = column("c", "integer").withNullable(false);
            assertThat(live.support(notNull).create(notNull, live.scope).toString())
                    .isNotEmpty();
            assertThat(live.support(notNull).create(notNull, live.scope).get(0).hazards())
                    .extracting(hazard -> hazard.kind().name())
                    .containsExactly("MAY_FAIL_ON_DATA");
            assertThat(live.support(notNull).drop(notNull, live.scope).get(0).hazards())
                    .extracting(hazard -> hazard.kind().name())
                    .containsExactly("LOSES_DATA");
            assertThat(live.support(account())
                            .drop(account(), live.scope)
                            .get(0)
                            .hazards())
                    .extracting(hazard -> hazard.kind().name())
                    .containsExactly("LOSES_DATA");
            assertThat(live.support(account())
                            .create(account(), live.scope)
                            .get(0)
                            .hazards())
                    .isEmpty();
        }
    }
}
