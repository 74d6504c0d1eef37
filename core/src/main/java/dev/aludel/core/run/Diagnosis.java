package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.op.Drop;
import dev.aludel.core.revision.Replay;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.Text;
import dev.aludel.core.schema.Setting;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What is wrong in a database that Aludel can put right, and the statements that do it. Runs none of them. */
final class Diagnosis {

    /** What a line of the journal names that tells of a repair of the version tables. */
    private static final String REPAIR = "repair";

    private final Setup setup;
    private final Dialect dialect;
    private final VersionTables tables;
    private final Context context;
    private final Predicate<Repair> agreed;
    private final List<Mending> mendings = new ArrayList<>();
    private Set<String> heads = Set.of();

    /**
     * @param agreed what is not agreed to is taken for as it is
     */
    Diagnosis(Setup setup, Context context, Predicate<Repair> agreed) {
        this.setup = setup;
        this.dialect = setup.dialect();
        this.tables = dialect.versionTables();
        this.context = context;
        this.agreed = agreed;
    }

    /** A repair and what it takes. */
    record Mending(Repair repair, List<String> statements) {}

    /** In an order in which they can run one after the other. */
    List<Mending> of(Connection connection) throws SQLException {
        var found = tables.heads(connection, context.versionSchema());
        var journal = tables.journal(connection, context.versionSchema());
        heads = Runner.ids(found.orElse(Set.of()));
        boolean twice = found.orElse(Set.of()).size() > heads.size();
        if (found.isEmpty() && !journal.isEmpty()) {
            Set<String> last = new TreeSet<>(journal.get(journal.size() - 1).headsAfter());
            move("the table of heads is missing, but the journal is there", "make it anew, at " + named(last), last);
        } else if (!heads.isEmpty() && journal.isEmpty()) {
            move("the journal is missing, but the database is at " + named(heads), "begin one", heads);
        } else if (twice) {
            move("the table of heads has a head twice", "keep each once: " + named(heads), heads);
        }
        squashed();
        ledger(new Ledger(setup, heads, journal), journal);
        if (!found.isEmpty() || !journal.isEmpty()) {
            new Ledger(setup, heads, journal).edited().forEach(this::accept);
        }
        indexes(connection, found.isPresent() || !journal.isEmpty());
        return mendings;
    }

    private void squashed() {
        Set<String> standing = setup.graph().standing(heads);
        if (!standing.equals(heads)) {
            move(
                    "the database is at " + named(heads) + ", which was squashed",
                    "take it to be at " + named(standing),
                    standing);
        }
    }

    private void ledger(Ledger ledger, List<Entry> journal) {
        var lost = ledger.lost();
        var nearest = ledger.nearest();
        if (!lost.isEmpty() && nearest.isPresent()) {
            move(
                    "the database is at " + named(heads) + ", but no file has "
                            + String.join(", ", lost.stream().map(ledger::title).toList()),
                    "take it to be at " + named(nearest.get()) + "; what was lost stays in the catalog and counts as"
                            + " nobody's",
                    nearest.get());
        }
        var latest = new Ledger(setup, heads, journal).latest();
        if (!latest.equals(heads)) {
            move(
                    "the database is at " + named(heads) + ", some of which come before others",
                    "keep the last: " + named(latest),
                    latest);
        }
    }

    private static String named(Set<String> heads) {
        return Stamper.named(heads);
    }

    private void propose(String what, String how, List<String> statements) {
        var repair = new Repair(what, how);
        if (agreed.test(repair)) {
            mendings.add(new Mending(repair, statements));
        }
    }

    private void move(String what, String how, Set<String> to) {
        var statements = new ArrayList<>(tables.creating(context.versionSchema()));
        statements.addAll(tables.rewrite(context.versionSchema(), to));
        statements.add(tables.append(
                context.versionSchema(), entry(REPAIR, what + ": " + how, Direction.STAMP.word(), "", List.of(), to)));
        int before = mendings.size();
        propose(what, how, statements);
        if (mendings.size() > before) {
            heads = to;
        }
    }

    private void accept(Ledger.Edited edited) {
        var revision = edited.revision();
        propose(
                "revision " + revision.title() + " in " + Text.oneLine(revision.source())
                        + " was edited after it had been applied on "
                        + JournalText.when(edited.applied().at()),
                "accept it as it is now, without running it",
                List.of(tables.append(
                        context.versionSchema(),
                        entry(
                                revision.id(),
                                revision.message(),
                                Direction.STAMP.word(),
                                edited.checksum(),
                                revision.revises(),
                                heads))));
    }

    /** What an applied revision made is built anew; what is left of one that failed would be in its way. */
    private void indexes(Connection connection, boolean journalled) throws SQLException {
        var live = dialect.read(connection, context.scope(), tables.tables());
        var flaws = live.everything().values().stream()
                .filter(object -> object instanceof Setting setting && setting.isFlaw())
                .map(Setting.class::cast)
                .toList();
        if (flaws.isEmpty()) {
            return;
        }
        var created = Replay.of(applied(), dialect, context.scope()).created();
        for (Setting flaw : flaws) {
            boolean ours = created.contains(flaw.on());
            var object = live.find(flaw.on());
            var statements = new ArrayList<String>();
            if (ours || object.isEmpty()) {
                statements.add(flaw.reset());
            } else {
                new Drop(object.get())
                        .sql(dialect, context.scope()).stream()
                                .map(Statement::sql)
                                .forEach(statements::add);
            }
            String what = flaw.on() + " is " + flaw.key();
            String how = ours || object.isEmpty() ? "build it anew" : "drop it, which no applied revision made";
            if (journalled) {
                statements.add(tables.append(
                        context.versionSchema(),
                        entry(Runner.OFF_CHAIN, what + ": " + how, "apply", "", List.of(), heads)));
            }
            propose(what, how, statements);
        }
    }

    private RevisionSet applied() {
        var graph = setup.graph();
        var ids = graph.ancestors(heads.stream().filter(graph::contains).toList());
        return RevisionSet.read(List.of(() -> graph.all().stream()
                .filter(revision -> ids.contains(revision.id()))
                .map(setup.revisions()::script)
                .toList()));
    }

    private Entry entry(
            String revision, String message, String direction, String checksum, List<String> parents, Set<String> to) {
        return new Entry(
                revision,
                message,
                direction,
                "done",
                checksum,
                parents,
                List.copyOf(new TreeSet<>(to)),
                Instant.now(),
                Duration.ZERO,
                context.server().role(),
                Client.describe(),
                Client.libraryVersion(),
                "");
    }
}
