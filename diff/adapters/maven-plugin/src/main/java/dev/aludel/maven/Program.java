package dev.aludel.maven;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** The command line, in Maven's process and away from Maven's classes. What it says goes to Maven's log, line by line. */
record Program(ClassPath classPath, Log log) {

    private static final String MAIN = "dev.aludel.cli.Aludel";

    private static final int DIFFERENT = 2;

    /** How what went wrong begins, on standard error. */
    private static final Pattern PROBLEM = Pattern.compile("(failed|refused|wrong usage): .*");

    /** What SLF4J says about itself where the application brings no logging. */
    private static final String SLF4J = "slf4j.internal.verbosity";

    /** What Hibernate says about itself while it starts. Held, since the JVM forgets loggers that nobody holds. */
    private static final Logger CHATTER = Logger.getLogger("org.hibernate");

    /**
     * @throws MojoFailureException   if it did not end well; the message is what it said
     * @throws MojoExecutionException if it could not even run
     */
    void run(List<String> arguments, Properties settings, Path directory)
            throws MojoFailureException, MojoExecutionException {
        var answer = new ArrayList<String>();
        var problem = new ArrayList<String>();
        int exit;
        try (PrintStream out = lines(line -> {
                    answer.add(line);
                    log.info(line);
                });
                PrintStream err = lines(line -> {
                    if (!problem.isEmpty() || PROBLEM.matcher(line).matches()) {
                        problem.add(line);
                    } else {
                        log.info(line);
                    }
                })) {
            exit = call(arguments, settings, directory, out, err);
        }
        if (exit != 0) {
            var said = exit == DIFFERENT && problem.isEmpty() ? answer : problem;
            throw new MojoFailureException(
                    said.isEmpty() ? String.join(" ", arguments) + " ended with " + exit : String.join("\n", said));
        }
    }

    private static PrintStream lines(Lines.Reader reader) {
        return new PrintStream(new Lines(reader), true, Charset.defaultCharset());
    }

    private int call(List<String> arguments, Properties settings, Path directory, PrintStream out, PrintStream err)
            throws MojoExecutionException {
        CHATTER.setLevel(Level.WARNING);
        boolean verbose = System.getProperty(SLF4J) != null;
        if (!verbose) {
            System.setProperty(SLF4J, "ERROR");
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var loader = classPath.loader()) {
            thread.setContextClassLoader(loader);
            return (int) Class.forName(MAIN, true, loader)
                    .getMethod(
                            "run",
                            String[].class,
                            InputStream.class,
                            PrintStream.class,
                            PrintStream.class,
                            Map.class,
                            Properties.class,
                            Path.class)
                    .invoke(
                            null,
                            arguments.toArray(String[]::new),
                            InputStream.nullInputStream(),
                            out,
                            err,
                            System.getenv(),
                            settings,
                            directory);
        } catch (InvocationTargetException e) {
            throw new MojoExecutionException("the command line failed: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException | IOException e) {
            throw new MojoExecutionException("the command line cannot be run: " + e, e);
        } finally {
            thread.setContextClassLoader(before);
            if (!verbose) {
                System.clearProperty(SLF4J);
            }
        }
    }
}
