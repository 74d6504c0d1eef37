package dev.aludel.core.run;

import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.dialect.VersionTables.Part;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.revision.Text;
import dev.aludel.core.schema.SqlTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes what a run would do as a script for the database's own client, to be run later by somebody else. The script sees to
 * it by itself that the database is where it begins, so that it does nothing the second time.
 */
public final class SqlScript {

    private final Setup setup;
    private final Planner planner;
    private final VersionTables tables;

    public SqlScript(Setup setup) {
        this.setup = setup;
        this.planner = setup.planner();
        this.tables = setup.dialect().versionTables();
    }

    /**
     * @param range {@code from:to}, or where to go from base
     * @throws RefusedException if a revision on the way has code, which no script can hold
     */
    public String upgrade(String range) {
        var ends = Ends.of(range);
        Set<String> from = planner.resolve(ends.from(), Set.of());
        Set<String> to = planner.resolve(ends.to(), from);
        return write("Upgrade", from, to, planner.upgrade(from, to));
    }

    /**
     * @param range {@code from:to}; both are needed
     * @throws RefusedException if a revision on the way has code or says that it cannot be undone
     */
    public String downgrade(String range) {
        if (!range.contains(":")) {
            throw new RevisionException(
                    RevisionException.Reason.AMBIGUOUS,
                    "a script that goes back has to know where it begins; run: downgrade --sql head:"
                            + Text.oneLine(range),
                    List.of());
        }
        var ends = Ends.of(range);
        Set<String> from = planner.resolve(ends.from(), Set.of());
        Set<String> to = planner.resolve(ends.to(), from);
        return write("Downgrade", from, to, planner.downgrade(from, to, planner.branch(ends.to())));
    }

    /**
     * @param range {@code from:to}, or where a database is that says nothing yet
     */
    public String stamp(String range) {
        var ends = Ends.of(range);
        Set<String> from = planner.resolve(ends.from(), Set.of());
        var steps = new StampPlanner(setup.revisions(), planner).steps(from, Stamping.to(ends.to()));
        return write("Stamp", from, steps.get(steps.size() - 1).headsAfter(), steps);
    }

    /** Where a script begins and ends. */
    private record Ends(String from, String to) {

        static Ends of(String range) {
            int colon = range.indexOf(':');
            String from = colon < 0 ? "" : range.substring(0, colon).strip();
            String to = range.substring(colon + 1).strip();
            return new Ends(from.isEmpty() ? "base" : from, to.isEmpty() ? "heads" : to);
        }
    }

    private String write(String verb, Set<String> from, Set<String> to, List<Step> steps) {
        steps.forEach(SqlScript::requireNoCode);
        Context context = setup.context();
        boolean whole = setup.settings().singleTransaction();
        var text = new StringBuilder();
        text.append("-- ")
                .append(verb)
                .append(" from ")
                .append(Stamper.named(from))
                .append(" to ");
        text.append(Stamper.named(to)).append(", for ");
        text.append(setup.dialect().name()).append(" ").append(context.scope().majorVersion());
        text.append(whole ? ", in one transaction" : ", each revision in a transaction of its own");
        text.append(steps.isEmpty() ? ": there is nothing to do\n" : "\n");
        setup.dialect().scriptHead().forEach(line -> text.append(line).append("\n"));
        Set<String> heads = from;
        for (Step step : steps) {
            var segments =
                    whole ? List.of(context.whole(step, setup.dialect())) : context.segments(step, setup.dialect());
            for (int i = 0; i < segments.size(); i++) {
                var leg = new Leg(step, segments.get(i), i + 1, segments.size());
                boolean first = step == steps.get(0) && i == 0;
                boolean last = step == steps.get(steps.size() - 1);
                boolean begins = first || !whole;
                leg(leg, heads, context, begins, first && from.isEmpty(), last || !whole, text);
            }
            heads = step.headsAfter();
        }
        return text.toString();
    }

    private void leg(
            Leg leg,
            Set<String> heads,
            Context context,
            boolean begins,
            boolean creates,
            boolean ends,
            StringBuilder text) {
        String schema = context.versionSchema();
        boolean alone = !leg.segment().transactional();
        text.append("\n");
        if (begins) {
            text.append("BEGIN;\n");
            guard(entry(leg, "part", heads), heads, context, text);
        }
        if (creates) {
            tables.creating(schema).forEach(sql -> add(text, sql));
        }
        head(leg, heads, text);
        var limits = new TransactionSettings(
                alone ? Duration.ZERO : setup.settings().lockTimeout(),
                setup.settings().statementTimeout());
        if (alone) {
            tables.scripted(schema, heads, heads, entry(leg, "started", heads)).forEach(sql -> add(text, sql));
            text.append("COMMIT;\n");
            setup.dialect().sessionForStatement(context.scope(), limits).forEach(sql -> add(text, sql));
        } else {
            setup.dialect().sessionForTransaction(context.scope(), limits).forEach(sql -> add(text, sql));
        }
        leg.segment().statements().forEach(statement -> add(text, statement.sql()));
        if (alone) {
            text.append("BEGIN;\n");
            guard(entry(leg, "started", heads), heads, context, text);
        }
        var after = leg.completes() ? leg.step().headsAfter() : heads;
        tables.scripted(schema, heads, after, entry(leg, leg.completes() ? "done" : "part", after))
                .forEach(sql -> add(text, sql));
        if (ends || alone) {
            text.append("COMMIT;\n");
        }
    }

    private void guard(Entry next, Set<String> heads, Context context, StringBuilder text) {
        tables.guard(context.versionSchema(), heads, next).forEach(sql -> add(text, sql));
    }

    private static void head(Leg leg, Set<String> heads, StringBuilder text) {
        Step step = leg.step();
        text.append("\n-- ").append(step.direction().word()).append(" ");
        text.append(Stamper.named(heads)).append(" -> ").append(Stamper.named(step.headsAfter()));
        String message = Text.oneLine(step.revision().message());
        text.append(message.isEmpty() ? "" : ", " + message);
        text.append(leg.of() == 1 ? "" : ", part " + leg.number() + " of " + leg.of());
        text.append(leg.segment().transactional() ? "\n" : ", outside a transaction\n");
    }

    private static Entry entry(Leg leg, String state, Set<String> heads) {
        Step step = leg.step();
        return new Entry(
                step.revision().id(),
                step.revision().message(),
                step.direction().word(),
                state,
                step.checksum(),
                step.revision().revises(),
                List.copyOf(new TreeSet<>(heads)),
                Instant.EPOCH,
                Duration.ZERO,
                "",
                "SQL script",
                Client.libraryVersion(),
                "",
                new Part("", leg.number(), leg.of()));
    }

    /** A comment at the end must not swallow the semicolon. */
    private static void add(StringBuilder text, String sql) {
        var tokens = SqlTokens.of(sql);
        boolean comment = !tokens.isEmpty() && tokens.get(tokens.size() - 1).kind() == SqlTokens.Kind.COMMENT;
        text.append(sql).append(comment ? "\n;\n" : ";\n");
    }

    private static void requireNoCode(Step step) {
        for (var operation : step.operations()) {
            if (operation instanceof RunJava code) {
                throw new RefusedException(
                        RefusedException.Reason.CONNECTION,
                        "revision " + step.revision().title() + " runs the code \"" + Text.oneLine(code.name())
                                + "\" on a live connection, which no script can hold; write it as SQL, or leave --sql out"
                                + " and run: " + step.direction().word() + " "
                                + step.revision().id());
            }
        }
    }
}
