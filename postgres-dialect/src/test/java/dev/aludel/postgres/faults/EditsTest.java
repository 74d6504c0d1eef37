package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.run.Validation;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.postgres.run.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row 53: an applied file that means something else by a single token is found; one that only looks different is not. */
class EditsTest {

    private static final int EDITS = Integer.getInteger("aludel.edits", 100);

    private static final String HEADER = "-- revision: aaaa\n-- message: ground\n\n-- upgrade\n";

    private static final String BODY = """
            CREATE TABLE account (id bigint PRIMARY KEY, email text NOT NULL DEFAULT 'no one''s', total numeric(12, 2));
            CREATE INDEX account_email ON account (lower(email) DESC NULLS LAST) WHERE total >= 10.50;
            ALTER TABLE account ADD CONSTRAINT positive CHECK (total > 0 AND id <> 7) NOT VALID;
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$
              BEGIN NEW.total := NEW.total + 1; RETURN NEW; END
            $body$;
            CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON account FOR EACH ROW EXECUTE FUNCTION touch();
            INSERT INTO account (id, email, total) VALUES (1, E'a\\tb', 12.5), (2, 'c', 3), (3, $$d$$, 4e2);
            COMMENT ON TABLE account IS 'who pays; -- and who does not';
            UPDATE account SET total = total * 2 WHERE id IN (1, 2) AND email LIKE '%a%';
            """;

    private static final List<String> NOTHING =
            List.of(" ", "\n", "\t", "\r\n", " -- why\n", "/* what */", "\n\n", " /* a /* b */ */ ");

    @TempDir
    private Path directory;

    @Test
    void everyTokenCountsAndNothingElse() throws Exception {
        System.out.println("-Daludel.seed=" + HostileText.SEED);
        var random = new Random(HostileText.SEED);
        Path file = directory.resolve("aaaa_ground.sql");
        Files.writeString(file, HEADER + BODY);
        try (Database database = new Database()) {
            migrator(database).upgradeToHead();
            var tokens = SqlTokens.of(BODY);
            var missed = new ArrayList<String>();
            var alarms = new ArrayList<String>();
            for (int i = 0; i < EDITS; i++) {
                String edited = semantic(tokens, random);
                Files.writeString(file, HEADER + edited);
                var findings = findings(database);
                if (findings.isEmpty()) {
                    missed.add(edited);
                } else {
                    assertThat(findings.get(0).what())
                            .contains("revision aaaa (ground)", "was edited after it had been applied");
                }
                String spelled = cosmetic(tokens, random);
                Files.writeString(file, HEADER + spelled);
                if (!findings(database).isEmpty()) {
                    alarms.add(spelled);
                }
            }
            System.out.printf(
                    "row 53: %d edits of one token, %d found; %d of space and comments, %d false alarms%n",
                    EDITS, EDITS - missed.size(), EDITS, alarms.size());
            assertThat(missed).as("-Daludel.seed=%d", HostileText.SEED).isEmpty();
            assertThat(alarms).as("-Daludel.seed=%d", HostileText.SEED).isEmpty();
        }
    }

    private Migrator migrator(Database database) {
        return Migrator.builder()
                .dataSource(database.dataSource())
                .locations("file:" + directory)
                .build();
    }

    private List<Validation.Finding> findings(Database database) {
        return migrator(database).status().findings();
    }

    /** One meaningful token is another one, gone, or there twice. */
    private static String semantic(List<SqlTokens.Token> tokens, Random random) {
        while (true) {
            int at = random.nextInt(tokens.size());
            var token = tokens.get(at);
            // a semicolon more is no statement more
            if (!token.isMeaningful() || token.text().equals(";")) {
                continue;
            }
            String text = token.text();
            String instead = switch (random.nextInt(4)) {
                case 0 -> " ";
                case 1 -> text + " " + text;
                case 2 -> text.length() > 2 ? swapped(text, 1 + random.nextInt(text.length() - 2)) : text + "1";
                default -> " other ";
            };
            if (instead.equals(text)
                    || SqlTokens.of(instead).stream().anyMatch(t -> t.kind() == SqlTokens.Kind.COMMENT)) {
                continue;
            }
            return joined(tokens, at, instead);
        }
    }

    private static String swapped(String text, int at) {
        char c = text.charAt(at);
        return text.substring(0, at)
                + (Character.isWhitespace(c) || "'$\\".indexOf(c) >= 0 ? c + "x" : c == 'q' ? "w" : "q")
                + text.substring(at + 1);
    }

    /** Some of the space is other space, and between tokens that have none there is some. */
    private static String cosmetic(List<SqlTokens.Token> tokens, Random random) {
        var text = new StringBuilder();
        for (SqlTokens.Token token : tokens) {
            boolean space = token.kind() == SqlTokens.Kind.SPACE;
            boolean bracket = "(),;".contains(token.text());
            String nothing = NOTHING.get(random.nextInt(NOTHING.size()));
            if (space) {
                text.append(random.nextInt(3) == 0 ? nothing : token.text());
            } else {
                text.append(bracket && random.nextInt(4) == 0 ? nothing : "").append(token.text());
            }
        }
        return text.append(random.nextBoolean() ? "\n-- end" : "").toString();
    }

    private static String joined(List<SqlTokens.Token> tokens, int at, String instead) {
        var text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            text.append(i == at ? instead : tokens.get(i).text());
        }
        return text.toString();
    }
}
