package dev.aludel.spring;

import org.jspecify.annotations.Nullable;

/** The application is configured so that nobody can tell what to migrate, or something else would undo it. */
final class MisconfiguredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    MisconfiguredException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    MisconfiguredException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem + "; " + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    String problem() {
        return problem;
    }

    String remedy() {
        return remedy;
    }
}
