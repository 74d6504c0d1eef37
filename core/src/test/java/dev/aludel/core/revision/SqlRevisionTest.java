package dev.aludel.core.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Irreversible;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunSql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Revisions in SQL as people write them. */
class SqlRevisionTest {

    private static final String FILE = """
            -- revision: 2e2c946f2c92
            -- revises: 1a2b3c4d5e6f, abcd
            -- depends on: other
            -- labels: billing, v1.2
            -- created: 2026-11-21T10:15:30Z
            -- message: Add is_deleted:x to "invoices"

            -- a remark that is no field

            -- upgrade
            ALTER TABLE invoices ADD COLUMN is_deleted boolean;
            -- message: not a header any more
            UPDATE invoices SET is_deleted = false;

            -- downgrade
            ALTER TABLE invoices DROP COLUMN is_deleted;
            """;

    static Stream<String> spellings() {
        return Stream.of(
                FILE,
                FILE.replace("\n", "\r\n"),
                FILE.replace("\n", "\r"),
                "\ufeff" + FILE,
                "\n\n" + FILE,
                FILE.replace("-- ", "--"),
                FILE.replace("-- ", "--\t ").replace(": ", " :  "),
                FILE.replace("revis", "Revis")
                        .replace("-- upgrade", "-- UPGRADE:")
                        .replace("-- downgrade", "--Downgrade"),
                FILE.strip(),
                FILE.replace("is_deleted;\n", "is_deleted"),
                "/* licence */ " + FILE);
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void saysTheSameHoweverItIsSpelt(String text) {
        var revision = SqlRevision.parse(text, "here");
        assertThat(revision.info())
                .isEqualTo(new RevisionInfo(
                        "2e2c946f2c92",
                        List.of("1a2b3c4d5e6f", "abcd"),
                        List.of("other"),
                        List.of("billing", "v1.2"),
                        "Add is_deleted:x to \"invoices\"",
                        Instant.parse("2026-11-21T10:15:30Z"),
                        "here"));
        assertThat(statements(revision.upgrade(type -> type)))
                .hasSize(2)
                .satisfies(
                        all -> assertThat(all.get(0)).isEqualTo("ALTER TABLE invoices ADD COLUMN is_deleted boolean"))
                .satisfies(all -> assertThat(all.get(1)).endsWith("UPDATE invoices SET is_deleted = false"));
        assertThat(statements(revision.downgrade(type -> type)))
                .containsExactly("ALTER TABLE invoices DROP COLUMN is_deleted");
        assertThat(Checksum.of(revision.upgrade(type -> type)))
                .isEqualTo(Checksum.of(SqlRevision.parse(FILE, "").upgrade(type -> type)));
    }

    private static List<String> statements(List<Operation> operations) {
        return operations.stream().map(operation -> ((RunSql) operation).up()).toList();
    }

    @Test
    void onlyTheIdIsNeeded() {
        var info = SqlRevision.parse("-- revision: a", "").info();
        assertThat(info).isEqualTo(new RevisionInfo("a", List.of(), List.of(), List.of(), "", null, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '\n-- downgrade\n'",
                "SELECT $a$\n-- downgrade\n$a$",
                "SELECT 1 /*\n-- downgrade\n*/",
                "SELECT 1 -- downgrade",
                "SELECT 1\n-- downgrade now\n",
                "SELECT 1\n-- downgrades\n",
                "SELECT \"\n-- downgrade\n\"",
            })
    void whatOnlyLooksLikeAMarkerIsNone(String sql) {
        var revision = SqlRevision.parse("-- revision: a\n-- upgrade\n" + sql, "a.sql");
        assertThat(revision.upgrade(type -> type)).hasSize(1);
        assertThat(revision.downgrade(type -> type))
                .singleElement()
                .isInstanceOfSatisfying(
                        Irreversible.class,
                        none -> assertThat(none.why()).isEqualTo("a.sql has no section \"-- downgrade\""));
    }

    @Test
    void anEmptyDowngradeIsAWayBackOnWhichNothingIsToBeDone() {
        var revision = SqlRevision.parse("-- revision: a\n-- upgrade\nSELECT 1;\n-- downgrade\n-- nothing\n", "");
        assertThat(revision.downgrade(type -> type)).isEmpty();
    }

    @Test
    void javaPropertiesStandAtTheEndAndMeanNothingToTheDatabase() {
        String without = "-- revision: a\n-- upgrade\nSELECT 1;\n-- downgrade\nSELECT 2;\n";
        var revision = SqlRevision.parse(
                without + "\n-- java properties\n-- customer: Customer id full_name=name\n-- billing.\"a: b\": - x\n",
                "");
        assertThat(revision.properties())
                .isEqualTo(Map.of("customer", "Customer id full_name=name", "billing.\"a: b\"", "- x"));
        assertThat(revision.upgrade(type -> type))
                .isEqualTo(SqlRevision.parse(without, "").upgrade(type -> type));
        assertThat(revision.downgrade(type -> type))
                .isEqualTo(SqlRevision.parse(without, "").downgrade(type -> type));
        assertThat(SqlRevision.parse(without, "").properties()).isEmpty();
    }

    @Test
    void noSqlStandsAmongJavaProperties() {
        assertThatThrownBy(() -> SqlRevision.parse("-- revision: a\n-- java properties\nSELECT 1", "a.sql"))
                .isInstanceOf(RevisionException.class)
                .hasMessageContaining("a.sql: SQL in the section \"-- java properties\"");
    }
}
