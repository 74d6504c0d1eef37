package dev.aludel.postgres.changes;

import static dev.aludel.postgres.changes.Detection.detect;
import static dev.aludel.postgres.changes.Detection.mapped;
import static dev.aludel.postgres.changes.Detection.table;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.since;

import dev.aludel.postgres.changes.Change.Part;
import java.util.Arrays;
import java.util.stream.Stream;

/** Indexes. */
final class DetectIndexes {

    private DetectIndexes() {}

    private static final String T = "create table t (id bigint primary key, a integer, v varchar(50), doc jsonb);";
    private static final String ROW = "insert into t values (1, 1, 'a', '{}'), (2, 2, null, null);";

    /** An index {@code i} on a table with rows, before and after; none if empty. */
    private static Change index(String name, String alembic, String from, String to, Part... parts) {
        return detect(
                name,
                alembic,
                Stream.concat(Stream.of(before(T + ROW + create(from)), after(T + create(to))), Arrays.stream(parts))
                        .toArray(Part[]::new));
    }

    private static String create(String index) {
        String unique = index.startsWith("unique ") ? "unique " : "";
        return index.isEmpty() ? "" : "create " + unique + "index i on t " + index.substring(unique.length());
    }

    /** The index is made anew. */
    private static Change becomes(String name, String alembic, String from, String to, Part... parts) {
        return index(
                name,
                alembic,
                from,
                to,
                Stream.concat(Stream.of(expect("- index t.i " + from, "+ index t.i " + to)), Arrays.stream(parts))
                        .toArray(Part[]::new));
    }

    private static Part listed(String columns) {
        return mapped(table(
                "indexes = @Index(name = \"i\", " + columns + ")",
                "Integer a; @Column(length = 50) String v; @JdbcTypeCode(SqlTypes.JSON) String doc;"));
    }

    static Detection indexes() {
        return new Detection(
                "Indexes",
                index("an index is added", "yes", "", "(a)", listed("columnList = \"a\""), expect("+ index t.i (a)")),
                index(
                        "an index is removed",
                        "yes",
                        "(a)",
                        "",
                        mapped(table(
                                "",
                                "Integer a; @Column(length = 50) String v; @JdbcTypeCode(SqlTypes.JSON) String doc;")),
                        expect("- index t.i (a)")),
                detect(
                        "an index is renamed",
                        "drops and adds: rebuilt",
                        before(T + ROW + "create index old on t (a)"),
                        listed("columnList = \"a\""),
                        after(T + "create index i on t (a)"),
                        expect("> index t.old -> i")),
                becomes("an index has other columns", "yes", "(a)", "(a, v)", listed("columnList = \"a, v\"")),
                becomes(
                        "an index has its columns in another order",
                        "yes",
                        "(v, a)",
                        "(a, v)",
                        listed("columnList = \"a, v\"")),
                becomes("an index becomes unique", "yes", "(a)", "unique (a)"),
                becomes("an index becomes descending", "yes", "(a)", "(a desc)", listed("columnList = \"a desc\"")),
                becomes("nulls come first", "yes", "(a)", "(a nulls first)", listed("columnList = \"a nulls first\"")),
                becomes(
                        "nulls of a unique index become not distinct",
                        "yes",
                        "unique (a)",
                        "unique (a) nulls not distinct",
                        since(15)),
                index(
                        "an index has another expression",
                        "yes",
                        "(lower(v))",
                        "(upper(v))",
                        expect("- index t.i ((lower((v)::text)))", "+ index t.i ((upper((v)::text)))")),
                index(
                        "an expression has text of another case",
                        "no",
                        "((v || 'X'))",
                        "((v || 'x'))",
                        expect("- index t.i (((v)::text || 'X'::text))", "+ index t.i (((v)::text || 'x'::text))")),
                index(
                        "an expression casts to another type",
                        "no",
                        "((a::smallint))",
                        "((a::bigint))",
                        expect("- index t.i (((a)::smallint))", "+ index t.i (((a)::bigint))")),
                index("an expression is spelled otherwise", "silent", "(lower(v))", "((lower(v::text)))", same()),
                becomes("a predicate is added", "no", "(a)", "(a) where a > 0"),
                becomes("a predicate is changed", "no", "(a) where a > 0", "(a) where a > 1"),
                becomes("a predicate is dropped", "no", "(a) where a > 0", "(a)", listed("columnList = \"a\"")),
                index(
                        "the method becomes gin",
                        "no",
                        "(doc)",
                        "using gin (doc)",
                        expect("- index t.i (doc)", "+ index t.i using gin (doc)")),
                becomes("an included column is added", "no", "(a)", "(a) include (v)"),
                becomes("an operator class is added", "no", "(v)", "(v varchar_pattern_ops)"),
                index(
                        "an operator class is added to an expression",
                        "skips it, warns",
                        "((v || 'x'))",
                        "((v || 'x') text_pattern_ops)",
                        expect(
                                "- index t.i (((v)::text || 'x'::text))",
                                "+ index t.i (((v)::text || 'x'::text) text_pattern_ops)")));
    }
}
