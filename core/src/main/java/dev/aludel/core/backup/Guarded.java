package dev.aludel.core.backup;

import dev.aludel.core.run.BackedUp;
import dev.aludel.core.run.Done;
import dev.aludel.core.run.Runner;
import dev.aludel.core.run.Safeguard;
import dev.aludel.core.run.Setup;
import dev.aludel.core.run.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One run that is backed up as the settings say. */
public final class Guarded {

    private final Runner runner;
    private final Optional<Guard> guard;

    public Guarded(Setup setup, Runner runner, BackupSettings settings) {
        this.runner = runner;
        this.guard = settings.beforeMigrate()
                ? Optional.of(new Guard(settings, setup.dataSource(), setup.dialect()))
                : Optional.empty();
    }

    /**
     * @param path  as {@link Runner#run} has it
     * @param other watches too, after what goes was backed up
     */
    public Done run(Function<Set<String>, List<Step>> path, Safeguard other) {
        if (guard.isEmpty()) {
            return runner.run(path, other);
        }
        Guard ours = guard.get();
        Done done = runner.run(heads -> ours.planned(heads, path.apply(heads)), new Watchers(List.of(ours, other)));
        ours.prune();
        return done;
    }

    /** What was kept before something went. */
    public BackedUp backedUp() {
        return guard.map(Guard::result).orElse(BackedUp.NOTHING);
    }
}
