package dev.aludel.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code aludel}. */
public final class Aludel {

    /** What Hibernate says about itself while it starts. Held, since the JVM forgets loggers that nobody holds. */
    private static final Logger CHATTER = Logger.getLogger("org.hibernate");

    private Aludel() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        beQuiet();
        // what an application's logging says there must not stand among answers
        System.setOut(System.err);
        System.exit(run(
                args,
                new Surroundings(
                        System.in,
                        out,
                        System.err,
                        Terminal.measured(System.getenv()),
                        System.getProperties(),
                        Path.of(""),
                        Terminal.isThere())));
    }

    /** Logging that nobody has configured says what went wrong, and nothing else. */
    private static void beQuiet() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            CHATTER.setLevel(Level.WARNING);
        }
        if (System.getProperty("org.jboss.logging.provider") == null) {
            System.setProperty("org.jboss.logging.provider", "jdk"); // to CHATTER, whatever the application logs with
        }
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
    }

    /**
     * Runs a command as a process would, with nobody at a terminal. Several can run in one JVM, one after the other in a thread.
     *
     * @return the exit code: 0 done or nothing to do, 1 failed, 2 differences or not at head, 3 refused, 64 wrong usage
     */
    public static int run(
            String[] args,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Path workingDirectory) {
        return run(args, in, out, err, environment, new Properties(), workingDirectory);
    }

    /**
     * The same for a host that has settings of its own, such as a build tool.
     *
     * @param settings in the place of system properties, such as {@code aludel.packages}; others do not matter
     */
    public static int run(
            String[] args,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Properties settings,
            Path workingDirectory) {
        return run(args, new Surroundings(in, out, err, environment, settings, workingDirectory, false));
    }

    static int run(String[] args, Surroundings surroundings) {
        var commandLine = commandLine(surroundings);
        boolean trace = List.of(args).contains("--stacktrace");
        boolean json = List.of(args).contains("--json");
        var console = new Console(surroundings, json, false, false);
        commandLine.setParameterExceptionHandler((failure, given) -> {
            console.print(usage(failure));
            return Exit.USAGE;
        });
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            Problem problem = Problem.of(failure, trace);
            console.print(problem);
            return problem.exit();
        });
        return commandLine.execute(args);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        var commandLine = new CommandLine(new Root(surroundings));
        Commands.ALL.forEach(command -> commandLine.addSubcommand(command.get()));
        commandLine.addSubcommand(new CommandLine(new Db()));
        Db.ALL.forEach(command -> commandLine.getSubcommands().get("db").addSubcommand(command.get()));
        Help.shape(commandLine);
        commandLine.setOut(new PrintWriter(surroundings.out(), true, Charset.defaultCharset()));
        commandLine.setErr(new PrintWriter(surroundings.err(), true, Charset.defaultCharset()));
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(
                surroundings.terminal() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF));
        return commandLine;
    }

    /** An option's value may be a URL with a password: only its name is repeated. */
    private static Problem usage(ParameterException failure) {
        var command = failure.getCommandLine();
        boolean ofValue = failure.getArgSpec() instanceof OptionSpec option && option.names()[0].equals("--url");
        String message = ofValue ? "--url needs a URL" : failure.getMessage();
        var hints = new ArrayList<String>();
        if (failure instanceof UnmatchedArgumentException unmatched) {
            unmatched.getSuggestions().forEach(near -> hints.add("did you mean: " + near));
        }
        hints.add("see: " + command.getCommandSpec().qualifiedName() + " --help");
        return new Problem(Exit.USAGE, "Usage", message, hints, "", "");
    }
}
