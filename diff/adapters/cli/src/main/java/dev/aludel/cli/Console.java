package dev.aludel.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Speaks to people, or gives machines one document and nothing else. */
final class Console {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

    private final Surroundings surroundings;
    private final boolean json;
    private final boolean quiet;
    private final boolean colours;
    private final int columns;
    private final BufferedReader in;

    Console(Surroundings surroundings, boolean json, boolean quiet, boolean colours) {
        this.surroundings = surroundings;
        this.json = json;
        this.quiet = quiet;
        this.colours = colours;
        this.columns = Terminal.columns(surroundings.environment());
        this.in = new BufferedReader(new InputStreamReader(surroundings.in(), Charset.defaultCharset()));
    }

    /** Does a person read and answer? */
    boolean isTerminal() {
        return surroundings.terminal() && !json;
    }

    /** Says what is going on; not the answer, which stands alone on standard output. */
    void note(String line) {
        if (!quiet && !json) {
            surroundings.err().println(line);
        }
    }

    /** Says something that the next such line takes the place of; for terminals. */
    void passing(String line) {
        surroundings.err().print("\r\u001b[K" + line);
        surroundings.err().flush();
    }

    /** Says one thing of many that come one after another: to machines a document in one line each. */
    void tell(String text, Map<String, ?> data) {
        // line ends within texts are escaped
        surroundings.out().print(json ? Json.of(data).replaceAll("\\n *", " ").strip() + "\n" : text);
        surroundings.out().flush();
    }

    /** Nothing where everything was told before. */
    void print(Answer answer) {
        if (answer.text().isEmpty() && answer.data().isEmpty()) {
            return;
        }
        PrintStream out = surroundings.out();
        out.print(json ? Json.of(answer.data()) : shown(answer.text()));
        out.flush();
    }

    /** An error stands among the answers of a machine. */
    void print(Problem problem) {
        if (json) {
            surroundings.out().print(Json.of(problem.data()));
            surroundings.out().flush();
        } else {
            surroundings.err().print(colours ? Paint.in(problem.text().stripTrailing(), "31") + "\n" : problem.text());
            surroundings.err().flush();
        }
    }

    /** As wide as a terminal is, and in colours; elsewhere as it is. */
    private String shown(String text) {
        if (!surroundings.terminal()) {
            return text;
        }
        var out = new StringBuilder();
        text.lines().map(Console::harmless).forEach(line -> {
            var pieces = Fold.of(line, columns);
            (colours ? Paint.of(pieces) : pieces)
                    .forEach(piece -> out.append(piece).append("\n"));
        });
        return out.toString();
    }

    /** What a terminal would take for a command may come from a file or a database. */
    private static String harmless(String line) {
        return CONTROL.matcher(line).replaceAll("\ufffd");
    }

    /** Asks a question with yes and no; no when there is no answer. */
    boolean confirm(String question) {
        String answer = ask(question + " [y/N] ").toLowerCase(Locale.ROOT);
        return answer.equals("y") || answer.equals("yes");
    }

    /**
     * Asks for one of several answers until one is given.
     *
     * @return its position
     * @throws Refusal if nobody answers any more
     */
    int choose(String question, List<String> answers) {
        var text = new StringBuilder(question).append("\n");
        for (int i = 0; i < answers.size(); i++) {
            text.append("  ").append(i + 1).append(") ").append(answers.get(i)).append("\n");
        }
        while (true) {
            String answer = ask(text + "1-" + answers.size() + "? ");
            if (answer.isEmpty()) {
                throw new Refusal("no answer; nothing was written", List.of());
            }
            if (answer.matches("[1-9][0-9]?") && Integer.parseInt(answer) <= answers.size()) {
                return Integer.parseInt(answer) - 1;
            }
        }
    }

    private String ask(String prompt) {
        surroundings.err().print(prompt);
        surroundings.err().flush();
        try {
            String line = in.readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be read", e);
        }
    }
}
