package dev.aludel.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.schema.SqlTokens.Kind;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTokensTest {

    private static final long SEED = Long.getLong("aludel.seed", System.nanoTime());

    private static final List<String> PIECES = List.of(
            "select",
            " ",
            "\n",
            "'",
            "''",
            "\"",
            "\"\"",
            "$$",
            "$a$",
            "$1",
            "$",
            "--",
            "/*",
            "*/",
            ";",
            "E'",
            "e'",
            "\\",
            "::",
            "(",
            ")",
            "begin atomic",
            "end",
            "case",
            "1.5e3",
            "x",
            "Größe",
            "😀",
            "\u00a0",
            "\u2003",
            ".",
            "[",
            "]",
            "U&'",
            "b'01'",
            "\r\n",
            "\t",
            ":",
            "||",
            "0x1F",
            "1_000");

    @Test
    void tokensJoinedAreTheTextAgain() {
        var random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            int pieces = random.nextInt(20);
            for (int j = 0; j < pieces; j++) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String sql = text.toString();
            var tokens = SqlTokens.of(sql);
            assertThat(tokens.stream().map(Token::text).collect(Collectors.joining()))
                    .as("-Daludel.seed=%d", SEED)
                    .isEqualTo(sql);
            tokens.forEach(token ->
                    assertThat(sql.startsWith(token.text(), token.start())).isTrue());
            tokens.forEach(Token::identifier);
            SqlTokens.statements(sql);
            Expressions.mentions(sql);
        }
    }

    @Test
    void statementsEndAtSemicolons() {
        assertThat(SqlTokens.statements("select 1; select 2 ;;\n-- nothing\n;select 3"))
                .containsExactly("select 1", "select 2", "select 3");
    }

    @Test
    void aCommentBeforeAStatementStaysWithIt() {
        assertThat(SqlTokens.statements("-- why\nselect 1;-- done")).containsExactly("-- why\nselect 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ';'",
                "select E'it\\';s'",
                "select e'\\\\;'",
                "select 'it'';s'",
                "select \"odd;name\"",
                "select $$a;b$$",
                "select $tag$a;$$;b$tag$",
                "select $Größe$;$Größe$",
                "select /* ; /* ; */ ; */ 1",
                "select 1 -- ;",
                "create function f() returns int language sql begin atomic select 1; select case when true then 1 end; end",
                "create rule r as on insert to t do also (delete from a; delete from b)",
                "select 'open;",
                "select \"open;",
                "select $$open;",
                "select /* open;"
            })
    void aSemicolonWithinDoesNotEndAStatement(String sql) {
        assertThat(SqlTokens.statements(sql)).containsExactly(sql);
    }

    @Test
    void aStatementAfterABodyIsAnother() {
        assertThat(SqlTokens.statements(
                        "create function f() returns int begin atomic select case 1 when 1 then 2 end; end; select 2"))
                .hasSize(2);
        assertThat(SqlTokens.statements("begin; select 1; end; select 2")).hasSize(4);
    }

    @Test
    void aParameterIsNoDollarQuote() {
        assertThat(SqlTokens.statements("select $1; select $1")).hasSize(2);
        assertThat(SqlTokens.statements("select a$b$; select c$b$")).hasSize(2);
    }

    @Test
    void backslashesMeanSomethingInEStringsOnly() {
        assertThat(SqlTokens.meaningful("'a\\' 'b'").stream().map(Token::text)).containsExactly("'a\\'", "'b'");
        assertThat(SqlTokens.meaningful("E'a\\' b'").stream().map(Token::text)).containsExactly("E'a\\' b'");
        assertThat(SqlTokens.meaningful("name'a\\' 'b'").stream().map(Token::kind))
                .containsExactly(Kind.WORD, Kind.STRING, Kind.STRING);
    }

    @Test
    void onlyAsciiIsFoldedAsTheServerDoes() {
        assertThat(SqlTokens.of("GRÖSSE").get(0).identifier()).isEqualTo("grÖsse");
        assertThat(SqlTokens.of("\"GRÖSSE\"").get(0).identifier()).isEqualTo("GRÖSSE");
        assertThat(SqlTokens.of("\"a\"\"b\"").get(0).identifier()).isEqualTo("a\"b");
    }

    @Test
    void allBeyondAsciiIsALetterToTheServer() {
        assertThat(SqlTokens.of("a\u00a0b\u2003c")).hasSize(1);
    }
}
