package dev.aludel.spring;

import dev.aludel.core.error.MigrationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the application did not start and what to do, in place of a stack trace. Found through {@code spring.factories}. */
final class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<MigrationException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, MigrationException cause) {
        String message = String.valueOf(cause.getMessage());
        String remedy = cause.remedy();
        // what was done afterwards stands behind the remedy, and belongs to what happened
        return remedy.isEmpty()
                ? new FailureAnalysis(message, null, root)
                : new FailureAnalysis(message.replace("; " + remedy, ""), remedy, root);
    }
}
