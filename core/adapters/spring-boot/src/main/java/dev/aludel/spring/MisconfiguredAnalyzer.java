package dev.aludel.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the application did not start, in place of a stack trace. Found through {@code spring.factories}. */
final class MisconfiguredAnalyzer extends AbstractFailureAnalyzer<MisconfiguredException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, MisconfiguredException cause) {
        return new FailureAnalysis(cause.problem(), cause.remedy(), root);
    }
}
