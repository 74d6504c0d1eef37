package dev.aludel.cli;

import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.diff.Draft;
import dev.aludel.diff.watch.WatchEvent;
import dev.aludel.diff.watch.Watcher;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "watch",
        description = {
            "Watches the compiled entities; writes and applies what differs, but nothing that destroys.",
            "WATCH_INTERVAL, AUTO_GENERATE and AUTO_APPLY say how. For development: refused in protected environments."
        },
        footer = {
            "",
            "Example:",
            "  aludel watch",
            "  aludel watch --sources src/main/java",
            "  aludel watch --consolidate -m \"Pay invoices\""
        })
final class Watch extends Verb {

    @Option(
            names = "--sources",
            split = ",",
            paramLabel = "PATH",
            description = "Folders of sources, which are compiled when they change; no build is needed then.")
    private List<Path> sources = new ArrayList<>();

    @Option(
            names = "--log",
            paramLabel = "FILE",
            defaultValue = "aludel-watch.log",
            description = "What is said is written there, too; aludel-watch.log when nothing is said.")
    private Path log = Path.of("aludel-watch.log");

    @Option(names = "--once", description = "Does what there is to do now, and ends.")
    private boolean once;

    @Option(
            names = "--consolidate",
            description =
                    "Watches nothing, but makes one revision of those that were written today, at the end of the chain.")
    private boolean consolidate;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "With --consolidate: what the one revision is for.")
    private @Nullable String message;

    @Override
    Answer answer(Project project) {
        return consolidate ? consolidated(project) : watched(project);
    }

    private Answer watched(Project project) {
        var watcher = watcher(project);
        var end = new Thread(watcher::close, "aludel-watch-end");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            if (once) {
                return new Answer(exit(watcher.once()), "", Map.of());
            }
            watcher.run();
            return Answer.done("", Map.of());
        } finally {
            leave(end);
        }
    }

    private static void leave(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // it is on its way
        }
    }

    private Watcher watcher(Project project) {
        return Watcher.builder()
                .settings(project.settings())
                .dataSource(project.dataSource())
                .sources(sources.stream().map(project::resolve).toArray(Path[]::new))
                .directory(project.directory())
                .revisions(project::revisionsBuilder)
                .backups(project.backupSettings()
                        .beforeMigrate(project.settings().backupBeforeMigrate().orElse(true)))
                .log(project.resolve(log))
                .listener(event -> project.console().tell(event.describe(), data(event)))
                .build();
    }

    private static int exit(Optional<WatchEvent> last) {
        return last.map(event -> switch (event.kind()) {
                    case STARTED, IN_SYNC, APPLIED, STOPPED -> Exit.DONE;
                    case DIFFERS, HELD_BACK, ASKING, WAITING -> Exit.DIFFERENT;
                    case FAILED -> Exit.FAILED;
                })
                .orElse(Exit.DONE);
    }

    private static Map<String, Object> data(WatchEvent event) {
        var data = new LinkedHashMap<String, Object>();
        data.put("event", event.kind().name().toLowerCase(Locale.ROOT));
        data.put("at", event.at());
        data.put("text", event.text());
        data.put("details", event.details());
        data.put("revision", event.revision());
        return data;
    }

    private Answer consolidated(Project project) {
        var drafts = today(project.graph());
        if (drafts.size() < 2) {
            return Answer.done(
                    "Nothing to consolidate: " + (drafts.isEmpty() ? "no revision" : "one revision alone")
                            + " at the end of the chain was written today\n",
                    Map.of("file", Optional.empty()));
        }
        String range = drafts.get(0).id() + ":" + drafts.get(drafts.size() - 1).id();
        return Squash.squashed(project, range, Draft.of(message == null ? "Changes of " + LocalDate.now() : message));
    }

    /** In one line at the end of the chain, the first of them first. */
    private static List<RevisionInfo> today(RevisionGraph graph) {
        var drafts = new ArrayList<RevisionInfo>();
        var next = graph.heads();
        while (next.size() == 1
                && isOfToday(next.get(0))
                && (drafts.isEmpty() || isFollowedByOne(graph, next.get(0)))) {
            drafts.add(0, next.get(0));
            next = next.get(0).revises().stream().map(graph::get).toList();
        }
        return drafts;
    }

    private static boolean isFollowedByOne(RevisionGraph graph, RevisionInfo revision) {
        return graph.all().stream()
                        .filter(other -> other.revises().contains(revision.id())
                                || other.dependsOn().contains(revision.id()))
                        .count()
                == 1;
    }

    private static boolean isOfToday(RevisionInfo revision) {
        return revision.created() != null
                && revision.created()
                        .atZone(ZoneId.systemDefault())
                        .toLocalDate()
                        .equals(LocalDate.now());
    }
}
