package dev.aludel.core.run;

import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.Text;
import dev.aludel.core.run.Status.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** A status for people, one line for each fact that is known. */
final class Dashboard {

    private final Status status;
    private final StringBuilder text = new StringBuilder();

    Dashboard(Status status) {
        this.status = status;
    }

    String text() {
        line("Status", "● " + status.state().name().replace('_', ' '));
        if (status.state() == State.NO_DATABASE) {
            line("Database", status.problem());
            line("Head revision", titles(status.heads(), "none"));
            return text.toString();
        }
        var server = status.server();
        line(
                "Database",
                server.database() + (server.host().isEmpty() ? "" : " @ " + server.host()) + " (" + server.product()
                        + " " + server.version() + ", role " + server.role() + ")");
        line("Current revision", current());
        line("Head revision", titles(status.heads(), "none"));
        line("Pending", Integer.toString(status.pending().size()));
        status.upkeep().ifPresent(this::upkeep);
        status.lastDone()
                .ifPresent(entry -> line(
                        "Last migration",
                        JournalText.when(entry.at()) + "  (" + JournalText.took(entry.took()) + ", by "
                                + JournalText.by(entry) + ")"));
        status.upkeep().ifPresent(this::lastBackup);
        if (status.state() == State.FAILED) {
            failure();
        }
        advice();
        line(
                "Health",
                "database ✓ connected   tables " + tables() + "   revisions " + revisions() + "   model " + model());
        return text.toString();
    }

    private String current() {
        var all = new ArrayList<String>();
        status.at().forEach(revision -> all.add(title(revision)));
        var unknown = new TreeSet<>(status.current());
        status.at().forEach(revision -> unknown.remove(revision.id()));
        status.at().forEach(revision -> unknown.removeAll(revision.replaces()));
        unknown.forEach(id -> all.add(id + "  (no file has it)"));
        return all.isEmpty() ? "base" : String.join(", ", all);
    }

    private static String titles(List<RevisionInfo> revisions, String none) {
        return revisions.isEmpty()
                ? none
                : String.join(", ", revisions.stream().map(Dashboard::title).toList());
    }

    private static String title(RevisionInfo revision) {
        return (revision.id() + "  " + Text.oneLine(revision.message())).strip();
    }

    private void failure() {
        status.last().ifPresent(entry -> {
            line(
                    "Failure",
                    JournalText.when(entry.at()) + "  " + entry.direction() + " " + entry.revision() + "  "
                            + (entry.state().equals("failed")
                                    ? Text.oneLine(entry.error())
                                    : Progress.done(entry) + " of "
                                            + entry.part().of()
                                            + " parts are done; it stopped there, or is being done now"));
            line(
                    "Ways on",
                    "correct revision " + entry.revision() + " and run: "
                            + (entry.direction().equals("downgrade") ? "downgrade" : "upgrade head"));
            if (!status.current().isEmpty()) {
                String back = status.current().size() == 1
                        ? "-1"
                        : status.current().stream().sorted().findFirst().get() + "@-1";
                line("", "or go back from where the database stands with: downgrade " + back);
            }
        });
    }

    /** What to do in states that need somebody. */
    private void advice() {
        String ids =
                String.join(" ", status.heads().stream().map(RevisionInfo::id).toList());
        switch (status.state()) {
            case UNVERSIONED ->
                line("Next", "if the tables are what the revisions make, run: stamp head; else: import");
            case AT_BASE, BEHIND ->
                line("Next", "run: upgrade " + (status.heads().size() > 1 ? "heads" : "head"));
            case AHEAD -> line("Next", "run the application that has that revision, or see: repair");
            case CONFLICT -> line("Next", "run: merge " + ids);
            case DRIFTED -> line("Next", "see the differences with: check");
            default -> {}
        }
    }

    private void upkeep(Upkeep upkeep) {
        upkeep.watcher()
                .ifPresent(watcher -> line(
                        "Watcher",
                        !watcher.on()
                                ? "off"
                                : "on (generate " + word(watcher.generates()) + ", apply " + word(watcher.applies())
                                        + ", every " + every(watcher.every()) + ")"));
        line(
                "Backups",
                switch (upkeep.backups()) {
                    case OFF -> "off";
                    case WATCHER -> "only by the watcher → " + Text.oneLine(upkeep.folder() + "/");
                    case ON -> "on → " + Text.oneLine(upkeep.folder() + "/");
                });
    }

    private static String word(boolean on) {
        return on ? "on" : "off";
    }

    private static String every(Duration interval) {
        return interval.toMillis() % 1_000 == 0 ? interval.toSeconds() + " s" : interval.toMillis() + " ms";
    }

    private void lastBackup(Upkeep upkeep) {
        if (!upkeep.problem().isEmpty()) {
            line("Last backup", "not known: " + Text.oneLine(upkeep.problem()));
        } else if (upkeep.last().isPresent()) {
            var last = upkeep.last().get();
            line("Last backup", JournalText.when(last.at()) + "  (" + size(last.size()) + ")");
        } else if (upkeep.backups() != Upkeep.Backing.OFF) {
            line("Last backup", "none");
        }
    }

    private static String size(long bytes) {
        return bytes < 1_000
                ? bytes + " bytes"
                : bytes < 1_000_000
                        ? String.format(Locale.ROOT, "%.1f KB", bytes / 1e3)
                        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private String tables() {
        int missing = status.missing().size();
        return missing == 0 ? "✓ " + status.tables() : "✗ " + missing + " missing";
    }

    private String revisions() {
        long problems = status.findings().stream()
                .filter(finding -> finding.level() != Validation.Level.NOTE)
                .count();
        return problems == 0
                ? "✓ valid"
                : "✗ " + problems + (problems == 1 ? " problem" : " problems") + ", see: validate";
    }

    private String model() {
        return status.model()
                .map(lines -> lines.isEmpty()
                        ? "✓ in sync"
                        : "✗ " + lines.size() + (lines.size() == 1 ? " difference" : " differences"))
                .orElse("– not checked");
    }

    private void line(String name, String value) {
        text.append(String.format("%-18s%s", name, value).stripTrailing()).append("\n");
    }
}
