package dev.aludel.cli;

import dev.aludel.core.Protection;
import java.util.List;

/** Nothing is destroyed by mistake. */
final class Safety {

    private final Project project;
    private final Place place;

    private Safety(Project project, Place place) {
        this.project = project;
        this.place = place;
    }

    /** Says which database is about to be changed. */
    static Safety before(Project project, Place place) {
        project.console().note(place.toString());
        return new Safety(project, place);
    }

    /**
     * Lets something pass that destroys, if that is meant: in a protected environment, or one without a name on another
     * machine, the database has to be named; elsewhere a person at a terminal is asked.
     *
     * @param what   such as {@code the downgrade of two revisions}
     * @param losses what goes, one line each
     * @throws Refusal if it is not to be done
     */
    void allow(String what, List<String> losses) {
        String named = project.options().yesIMean;
        String database = place.server().database();
        if (named != null) {
            if (!named.equals(database)) {
                throw new Refusal(
                        "--yes-i-mean names \"" + named + "\", but this is " + place + "; nothing was changed",
                        List.of());
            }
        } else if (isProtected()) {
            throw new Refusal(
                    what + " is destructive, and " + place + " is "
                            + Protection.of(project.settings(), place.server()).orElse("")
                            + "; nothing was changed. If you mean it, add --yes-i-mean " + database,
                    losses);
        } else if (!project.options().yes && !asked(what, losses)) {
            throw new Refusal(
                    what + " is destructive, and nobody said yes; nothing was changed. If you mean it, add --yes",
                    losses);
        }
    }

    private boolean asked(String what, List<String> losses) {
        if (!project.console().isTerminal()) {
            return false;
        }
        losses.forEach(line -> project.console().note("  " + line));
        return project.console().confirm(what + " is destructive. Go on?");
    }

    Place place() {
        return place;
    }

    boolean isProtected() {
        return Protection.of(project.settings(), place.server()).isPresent();
    }
}
