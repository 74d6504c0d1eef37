package dev.aludel.core.revision;

import dev.aludel.core.compare.Origins;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Irreversible;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.op.Statements;
import dev.aludel.core.schema.SqlTokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a revision in SQL consists of, by the placeholders of its {@link RevisionTemplate}. */
record SqlParts(RevisionInfo info, List<Operation> upgrade, List<Operation> downgrade, Dialect dialect, Scope scope) {

    Map<String, String> values(Origins origins) {
        var properties = new StringBuilder();
        origins.lines().forEach((table, line) -> properties.append(field(table, line)));
        return Map.of(
                "header",
                "-- revision: " + info.id() + "\n"
                        + field("revises", String.join(", ", info.revises()))
                        + field("depends on", String.join(", ", info.dependsOn()))
                        + field("labels", String.join(", ", info.labels()))
                        + field("replaces", String.join(", ", info.replaces()))
                        + field(
                                "created",
                                info.created() == null ? "" : info.created().toString())
                        + field("message", Text.oneLine(info.message())),
                "upgrade",
                statements(upgrade),
                "downgrade",
                statements(downgrade),
                "properties",
                properties.isEmpty() ? "" : "\n-- java properties\n" + properties);
    }

    private static String field(String name, String value) {
        return value.isEmpty() ? "" : "-- " + name + ": " + value + "\n";
    }

    private String statements(List<Operation> operations) {
        var text = new StringBuilder();
        for (Operation operation : operations) {
            if (operation instanceof Irreversible irreversible) {
                throw new IllegalArgumentException(
                        "a revision in SQL cannot say that it is irreversible (" + irreversible.why() + "); use Java");
            }
            if (operation instanceof RunJava code) {
                throw new IllegalArgumentException(
                        "a revision in SQL cannot run code (\"" + code.name() + "\"); use Java");
            }
        }
        Statements.of(operations, dialect, scope).stream()
                .flatMap(List::stream)
                .forEach(statement -> text.append(terminated(statement.sql())).append("\n"));
        return text.toString();
    }

    /** The statement and its semicolon, which no comment swallows, and no comment of it begins a section. */
    private static String terminated(String sql) {
        var text = new StringBuilder();
        boolean comment = false;
        for (SqlTokens.Token token : SqlTokens.of(sql)) {
            comment = token.kind() == SqlTokens.Kind.COMMENT && token.text().startsWith("--");
            text.append(
                    SqlRevision.isMarker(token, sql)
                            ? "-- (" + token.text().substring(2).strip() + ")"
                            : token.text());
        }
        return text.append(comment ? "\n;" : ";").toString();
    }

    /**
     * What is written must be read as what was meant, whatever is in it; a quote that is not closed would run on. A user's
     * template may add statements; the message never does.
     *
     * @param bare the same text with no message and no operations
     */
    void requireReadBack(String text, String bare) {
        var back = SqlRevision.parse(text, "revision " + info.id());
        var same = SqlRevision.parse(bare, "revision " + info.id());
        boolean header = back.info().id().equals(info.id())
                && back.info().revises().equals(info.revises())
                && back.info().dependsOn().equals(info.dependsOn())
                && back.info().labels().equals(info.labels())
                && back.info().replaces().equals(info.replaces())
                && back.info().message().equals(Text.oneLine(info.message()));
        if (!header
                || !isThere(upgrade, back.upgrade(dialect::normalType), same.upgrade(dialect::normalType))
                || !isThere(downgrade, back.downgrade(dialect::normalType), same.downgrade(dialect::normalType))) {
            throw new IllegalArgumentException("revision " + info.title()
                    + " has SQL that would not be read back as it is, such as a quote that is not closed, or a message"
                    + " outside of a comment of the template; use Java");
        }
    }

    private boolean isThere(List<Operation> operations, List<Operation> read, List<Operation> bare) {
        var meant = Statements.of(operations, dialect, scope).stream()
                .flatMap(List::stream)
                .map(statement -> tokens(statement.sql()))
                .toList();
        var said = new ArrayList<>(tokens(read));
        int at = Collections.indexOfSubList(said, meant);
        if (at >= 0) {
            said.subList(at, at + meant.size()).clear();
        }
        return at >= 0 && said.equals(tokens(bare));
    }

    private static List<String> tokens(List<Operation> read) {
        return read.stream()
                .map(operation -> operation instanceof RunSql sql ? tokens(sql.up()) : "")
                .toList();
    }

    private static String tokens(String sql) {
        return SqlTokens.meaningful(sql).stream().map(SqlTokens.Token::text).collect(Collectors.joining("\n"));
    }
}
