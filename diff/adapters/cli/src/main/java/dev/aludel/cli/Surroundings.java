package dev.aludel.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What a process has around it.
 *
 * @param system   its system properties
 * @param terminal does a person read and answer?
 */
record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Properties system,
        Path directory,
        boolean terminal) {}
