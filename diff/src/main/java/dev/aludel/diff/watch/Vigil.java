package dev.aludel.diff.watch;

import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.diff.watch.WatchEvent.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks again and again. It acts when classes, revisions or the database's heads are others than when it last had nothing to do, and
 * classes count only when two looks agree on them and each is whole.
 */
final class Vigil {

    private static final Duration STILL = Duration.ofMillis(500);

    /** What is gone may be on its way back, in a build that deletes first. */
    private static final int LOOKS_FOR_WHAT_IS_GONE = 3;

    /** So many files or folders are told by name. */
    private static final int NAMED = 3;

    private record Situation(Look classes, Look revisions, Set<String> heads) {}

    private final WatcherBuilder settings;
    private final WatchedFiles files;
    private final Drafts drafts;
    private final Teller teller;
    private final Round round;
    private final Duration interval;
    private final Duration still;
    private Look seen = Look.NOTHING;
    private Look acted = Look.NOTHING;
    private long since = System.nanoTime();
    private boolean contact;
    private @Nullable Situation idle;

    Vigil(WatcherBuilder settings, WatchedFiles files, Drafts drafts, Teller teller, Round round) {
        this.settings = settings;
        this.files = files;
        this.drafts = drafts;
        this.teller = teller;
        this.round = round;
        this.interval = settings.settings().watchInterval();
        this.still = interval.compareTo(STILL) < 0 ? interval : STILL;
    }

    /** Is there nothing to do until something changes? */
    boolean isIdle() {
        return idle != null;
    }

    /**
     * Looks once.
     *
     * @return when to look again
     * @throws RefusedException if the database is none to develop with
     */
    Duration look() {
        Look look = files.ofClasses();
        if (!look.equals(seen)) {
            seen = look;
            since = System.nanoTime();
            return still;
        }
        Duration unchanged = Duration.ofNanos(System.nanoTime() - since);
        boolean longUnchanged = unchanged.compareTo(interval.multipliedBy(LOOKS_FOR_WHAT_IS_GONE)) >= 0;
        if (look.isEmpty() || files.areBeingBuilt(acted, look)) {
            if (longUnchanged) {
                waiting("Waiting for classes: there are none in " + paths(files.classes()));
            }
            return still;
        }
        if (!look.isWhole()) {
            if (longUnchanged) {
                waiting("Waiting for the rest of " + paths(look.torn()));
            }
            return still;
        }
        return look.lacks(acted) && !longUnchanged ? still : act(look);
    }

    /** When it is over, that is told, too. */
    private void waiting(String text) {
        idle = null;
        teller.tell(Kind.WAITING, text);
    }

    private Duration act(Look look) {
        Situation now = null;
        try {
            Standing standing = settings.standing();
            greet(standing);
            drafts.notice(standing.heads());
            now = new Situation(look, files.ofRevisions(), standing.heads());
            if (now.equals(idle)) {
                return interval;
            }
            idle = null;
            acted = look;
            boolean changed = inFreshClasses(look);
            idle = changed ? null : now;
            return changed ? still : interval;
        } catch (DatabaseException e) {
            waiting("Waiting for the database: " + e.getMessage());
            return interval;
        } catch (RuntimeException | LinkageError e) {
            if (e instanceof RefusedException refused && refused.reason() == RefusedException.Reason.PROTECTED) {
                throw refused;
            }
            if (!files.ofClasses().equals(look)) {
                return still;
            }
            idle = now;
            var lines = (e instanceof MigrationException ? e.getMessage() : e.toString())
                    .lines()
                    .toList();
            teller.tell(Kind.FAILED, lines.get(0), lines.subList(1, lines.size()), null);
            return interval;
        }
    }

    private void greet(Standing standing) {
        if (!contact) {
            contact = true;
            var said = settings.settings();
            teller.tell(
                    Kind.STARTED,
                    "Watching for " + standing,
                    List.of(
                            (files.sources().isEmpty()
                                            ? "classes in " + paths(files.classes())
                                            : "sources in " + paths(files.sources()))
                                    + ", every " + seconds(interval),
                            "generate " + (said.autoGenerate() ? "on" : "off") + ", apply "
                                    + (said.autoApply() ? "on" : "off") + ", backups " + settings.backupsSaid()),
                    null);
        }
    }

    private boolean inFreshClasses(Look look) {
        Thread thread = Thread.currentThread();
        ClassLoader before = Objects.requireNonNullElse(thread.getContextClassLoader(), Vigil.class.getClassLoader());
        Path compiled = files.sources().isEmpty() ? null : compiled(look, before);
        var folders = new ArrayList<>(files.classes());
        if (compiled != null) {
            folders.add(0, compiled);
        }
        try (var fresh = new FreshClasses(folders, before)) {
            thread.setContextClassLoader(fresh);
            return round.run(look);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
            if (compiled != null) {
                SourceCompiler.delete(compiled);
            }
        }
    }

    /** The sources of entities; all where nobody says in which packages those are. */
    private Path compiled(Look look, ClassLoader loader) {
        List<Path> packages = settings.settings().packages().stream()
                .map(name -> Path.of(name.replace('.', '/')))
                .toList();
        List<Path> sources = look.digests().keySet().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> packages.isEmpty()
                        || packages.stream()
                                .anyMatch(name ->
                                        files.sources().stream().anyMatch(root -> file.startsWith(root.resolve(name)))))
                .sorted()
                .toList();
        return new SourceCompiler(files.sources(), sources, files.classes()).compile(loader);
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static String paths(Collection<Path> paths) {
        int more = paths.size() - NAMED;
        return paths.stream().limit(NAMED).map(Path::toString).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
