package dev.aludel.core;

import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.run.Direction;
import dev.aludel.core.run.Planner;
import dev.aludel.core.run.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A target whose meaning is fixed by the heads first seen, so that {@code -1} is not one more at every step. */
final class Pinned {

    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    private final Planner planner;
    private final RevisionGraph graph;
    private final String text;
    private final Direction direction;
    private @Nullable Set<String> start;
    private @Nullable Set<String> target;

    Pinned(Planner planner, RevisionGraph graph, String text, Direction direction) {
        this.planner = planner;
        this.graph = graph;
        this.text = text;
        this.direction = direction;
    }

    /** The target, as somebody would write it. */
    String text() {
        return text;
    }

    Direction direction() {
        return direction;
    }

    /** The heads first seen; empty before anybody looked. */
    Optional<Set<String>> start() {
        return Optional.ofNullable(start);
    }

    List<Step> steps(Set<String> current) {
        if (target == null) {
            start = current;
            target = planner.resolve(text, current);
            if (direction == Direction.UPGRADE) {
                warnOfTheWrongWay(current, target);
            }
        }
        return direction == Direction.UPGRADE
                ? planner.upgrade(current, target)
                : planner.downgrade(current, target, planner.branch(text));
    }

    /** An upgrade to where the database was before does nothing, which is hardly what was meant. */
    private void warnOfTheWrongWay(Set<String> current, Set<String> to) {
        if (current.containsAll(to)) {
            return;
        }
        var standing = graph.standing(current);
        var behind = new TreeSet<>(graph.ancestors(standing));
        behind.removeAll(standing);
        if (!to.isEmpty() && behind.containsAll(to)) {
            LOG.warn(
                    "the database is past {} already, at {}; to go back there, downgrade to it",
                    String.join(", ", to),
                    String.join(", ", standing));
        }
    }
}
