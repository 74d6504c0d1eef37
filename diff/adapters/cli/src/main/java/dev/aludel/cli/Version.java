package dev.aludel.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** As the jar says it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Aludel.class.getPackage().getImplementationVersion();
        return new String[] {
            "aludel " + Objects.requireNonNullElse(version, "(development)"), "Java " + Runtime.version()
        };
    }
}
