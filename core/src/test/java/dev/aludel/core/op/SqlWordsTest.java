package dev.aludel.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.Statement;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE a|true",
                "drop schema if exists a cascade|true",
                "DROP INDEX a|false",
                "DROP VIEW a|false",
                "DROP TYPE a CASCADE|true",
                "ALTER TABLE a DROP COLUMN b|true",
                "ALTER TABLE ONLY a ADD c int, DROP b|true",
                "ALTER TABLE a DROP CONSTRAINT b|false",
                "ALTER TABLE a ALTER b DROP NOT NULL, ALTER b DROP DEFAULT|false",
                "ALTER DOMAIN a DROP CONSTRAINT b|false",
                "TRUNCATE a|true",
                "DELETE FROM a WHERE b|true",
                "WITH x AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM x|true",
                "MERGE INTO a USING b ON a.i = b.i WHEN MATCHED THEN DELETE|true",
                "DO $$ BEGIN DELETE FROM a; END $$|true",
                "DO $x$ BEGIN ALTER TABLE a DROP COLUMN b; END $x$|true",
                "DO $$ BEGIN PERFORM 1; END $$|false",
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DELETE FROM a $$|false",
                "CREATE FUNCTION f() RETURNS void BEGIN ATOMIC DELETE FROM a; END|false",
                "CREATE TRIGGER t AFTER DELETE ON a EXECUTE FUNCTION f()|false",
                "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c ON DELETE CASCADE|false",
                "UPDATE a SET b = 'DROP TABLE a'|false",
                "COMMENT ON TABLE a IS 'x; DROP TABLE a'|false",
                "/* DROP TABLE a */ SELECT 1|false"
            })
    void knowsWhatSqlDestroys(String sql, boolean loses) {
        assertThat(new RunSql(sql, null).losesData()).isEqualTo(loses);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "TRUNCATE TABLE ONLY a, s.b RESTART IDENTITY CASCADE|a ACCESS_EXCLUSIVE, s.b ACCESS_EXCLUSIVE|LOSES_DATA: all rows of a are gone, LOSES_DATA: all rows of s.b are gone",
                "DELETE FROM a|a ROW_EXCLUSIVE|LOSES_DATA: all rows of a are gone",
                "DELETE FROM a WHERE id = 1|a ROW_EXCLUSIVE|LOSES_DATA: rows of a are gone",
                "DELETE FROM a WHERE id IN (SELECT id FROM b)|a ROW_EXCLUSIVE|LOSES_DATA: rows of a are gone",
                "UPDATE \"A b\".c SET d = 1|\"A b\".c ROW_EXCLUSIVE|OVERWRITES_DATA: it sets values of all rows of \"A b\".c",
                "UPDATE a SET b = (SELECT c FROM d WHERE e)|a ROW_EXCLUSIVE|OVERWRITES_DATA: it sets values of all rows of a",
                "UPDATE ONLY a SET b = 1 WHERE c|a ROW_EXCLUSIVE|-",
                "INSERT INTO a VALUES (1) ON CONFLICT (id) DO UPDATE SET b = 1|a ROW_EXCLUSIVE|-",
                "WITH x AS (UPDATE a SET b = 1 RETURNING b) INSERT INTO c SELECT b FROM x WHERE b > 1|a ROW_EXCLUSIVE, c ROW_EXCLUSIVE|OVERWRITES_DATA: it sets values of all rows of a",
                "WITH x AS (SELECT 1 FROM a FOR UPDATE) SELECT 1|-|-",
                "SELECT 'DELETE FROM a'|-|-",
                "CREATE RULE r AS ON INSERT TO a DO INSTEAD DELETE FROM b|-|-"
            })
    void knowsWhatHappensToRows(String sql, String locks, String hazards) {
        Statement told = SqlWords.rows(sql);
        String locked = new TreeMap<>(told.locks())
                .entrySet().stream()
                        .map(lock -> lock.getKey() + " " + lock.getValue())
                        .collect(Collectors.joining(", "));
        assertThat(locked).isEqualTo(locks == null ? "" : locks);
        assertThat(told.hazards().stream().map(Hazard::toString).collect(Collectors.joining(", ")))
                .isEqualTo(hazards == null ? "" : hazards);
    }
}
