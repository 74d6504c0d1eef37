package dev.aludel.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the first words of a statement tell. */
class StatementKindsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 | true",
                "select 1 | true",
                "/* a */ VALUES (1) | true",
                "WITH a AS (SELECT 1) INSERT INTO x SELECT * FROM a | true",
                "INSERT INTO x VALUES (1) RETURNING id | true",
                "DELETE FROM x returning * | true",
                "CALL p() | true",
                "(SELECT 1) | true",
                "EXPLAIN ALTER TABLE x ADD y int | true",
                "UPDATE x SET a = 'returning' | false",
                "UPDATE x SET \"returning\" = 1 | false",
                "INSERT INTO x VALUES (1) | false",
                "MERGE INTO x USING y ON true WHEN MATCHED THEN DELETE | false",
                "CREATE TABLE x AS SELECT 1 | false",
                "ALTER TABLE x ADD y int | false",
                "DO $$ BEGIN PERFORM 1; END $$ | false",
                "SET LOCAL a = b | false",
            })
    void whoMayAnswerWithRowsTravelsAlone(String sql, boolean rows) {
        assertThat(Rows.mayComeFrom(sql)).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEGIN | BEGIN",
                "begin isolation level serializable; SELECT 1 | BEGIN",
                "SELECT 1; /* x */ commit and chain | COMMIT",
                "START TRANSACTION | START",
                "END | END",
                "ABORT | ABORT",
                "ROLLBACK | ROLLBACK",
                "ROLLBACK PREPARED 'a' | ROLLBACK",
                "PREPARE TRANSACTION 'a' | PREPARE",
                "PREPARE a AS SELECT 1 | ''",
                "SAVEPOINT a; ROLLBACK TO a; ROLLBACK WORK TO SAVEPOINT a; RELEASE a | ''",
                "DO $$ BEGIN COMMIT; END $$ | ''",
                "SELECT 'x; COMMIT; y' | ''",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END | ''",
                "COMMENT ON TABLE x IS 'commit' | ''",
            })
    void whoEndsTheTransactionIsKnown(String sql, String command) {
        assertThat(TransactionCommands.in(sql).findFirst().orElse("")).isEqualTo(command);
    }
}
