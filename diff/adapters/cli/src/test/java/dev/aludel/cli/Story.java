package dev.aludel.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands that were run and what they said, as a page shows it: what is another every time reads the same. */
final class Story {

    private static final List<String> IDS = List.of(
            "1a2b3c4d5e6f",
            "2e2c946f2c92",
            "3f4a5b6c7d8e",
            "4b8d0f1a2c3e",
            "5c9e1a2b3d4f",
            "6d0f2b3c4e5a",
            "7e1a3c4d5f6b",
            "8f2b4d5e6a7c",
            "903c5e6f7b8d",
            "a14d6f708c9e",
            "b25e70819daf");

    private static final Pattern ID = Pattern.compile("(?<![0-9a-zA-Z])R?([0-9a-f]{12})(?![0-9a-zA-Z])");

    private Shell shell;
    private String prompt = "$";
    private String nextId = "";
    private final Map<String, String> ids = new HashMap<>();
    private final StringBuilder page = new StringBuilder();

    Story(Shell shell) {
        this.shell = shell;
    }

    Story says(String text) {
        page.append("\n").append(text.strip()).append("\n");
        return this;
    }

    /** From now on somebody else types. */
    Story at(String person, Shell theirs) {
        shell = theirs;
        prompt = person + "$";
        return this;
    }

    /** The id of the next revision, where chance would put it into another order. The page does not show that it was said. */
    Story id(String id) {
        nextId = id;
        return this;
    }

    /** A command of another program, which is not run here. */
    Story shows(String command) {
        page.append("\n```\n").append(prompt).append(" ").append(command).append("\n```\n");
        return this;
    }

    /** What a command that goes on says meanwhile. */
    Story hears(String text) {
        page.append("\n```\n").append(stable(text)).append("```\n");
        return this;
    }

    /** What the environment says from now on. */
    Story environment(String name, String value) {
        shell.environment().put(name, value);
        page.append("\n```\n")
                .append(prompt)
                .append(" export ")
                .append(name)
                .append("=")
                .append(value)
                .append("\n```\n");
        return this;
    }

    /** A command with nobody at a terminal. */
    Shell.Result run(String... args) {
        return shown(shell.run(real(args)), UnaryOperator.identity(), "", args);
    }

    /** The same, only so much of what it says. */
    Shell.Result beginning(int lines, String... args) {
        return shown(
                shell.run(real(args)),
                text -> text.lines().limit(lines).collect(Collectors.joining("\n")) + "\n…\n",
                "",
                args);
    }

    /** A command at a terminal. */
    Shell.Result answering(String input, String... args) {
        return shown(shell.answering(input, real(args)), UnaryOperator.identity(), input, args);
    }

    /** What is said of other ids than those that a page shows. */
    private String[] real(String... args) {
        var back = new HashMap<String, String>();
        ids.forEach((id, shown) -> back.put(shown, id));
        String[] all = Arrays.copyOf(args, args.length + (nextId.isEmpty() ? 0 : 2));
        if (!nextId.isEmpty()) {
            all[args.length] = "--rev-id";
            all[args.length + 1] = nextId;
            nextId = "";
        }
        for (int i = 0; i < args.length; i++) {
            String arg = args[i].equals("shop") ? shell.database().name() : args[i];
            for (var id : back.entrySet()) {
                arg = arg.replace(id.getKey(), id.getValue());
            }
            all[i] = arg;
        }
        return all;
    }

    private Shell.Result shown(Shell.Result result, UnaryOperator<String> part, String input, String... args) {
        page.append("\n```\n").append(prompt).append(" aludel");
        for (String arg : args) {
            page.append(" ").append(arg.matches("[\\w@:=.,/+-]+") ? arg : '"' + arg + '"');
        }
        page.append("\n");
        // a terminal shows a question and its answer in one line
        String err = stable(result.err());
        int from = 0;
        var asked = new ArrayList<String>();
        input.lines().forEach(asked::add);
        for (String answer : asked) {
            int prompt = Math.max(err.indexOf("? ", from), err.indexOf("[y/N] ", from));
            int end = err.indexOf("1-", from) >= 0 ? err.indexOf("? ", err.indexOf("1-", from)) + 2 : prompt + 6;
            err = err.substring(0, end) + answer + "\n" + err.substring(end);
            from = end;
        }
        page.append(err).append(part.apply(stable(result.out())));
        page.append("```\n");
        if (result.exit() != 0) {
            page.append("Exit code ").append(result.exit()).append(".\n");
        }
        return result;
    }

    private String stable(String text) {
        String stable = text.replace(shell.directory().toAbsolutePath() + "/", "")
                .replace(shell.database().name(), "shop")
                .replace(shell.host(), "localhost:5432")
                .replaceAll("PostgreSQL 18\\.[0-9.]+", "PostgreSQL 18")
                .replaceAll("role postgres", "role app")
                .replaceAll("\"role\": \"postgres\"", "\"role\": \"app\"")
                .replaceAll("by [^,\\s@]+@[^\\s,;)\\]]+", "by app@host-1")
                .replaceAll("\\b20[0-9]{2}-[0-9]{2}-[0-9]{2}([ T])[0-9:]{8}(\\.[0-9]+)?", "2026-11-21$114:30:22")
                .replaceAll("backup_[0-9]{8}_[0-9]{6}_[0-9]{3}_", "backup_20261121_143022_123_")
                .replaceAll("\\b[0-9.]+ (bytes|KB)", "1.2 KB")
                .replaceAll("\\b[0-9]+ ms\\b", "12 ms")
                .replaceAll("\"millis\": [0-9]+", "\"millis\": 12")
                .replaceAll("\\b[0-9.]+ m?s(?=, by)", "12 ms")
                // what the build of Aludel itself has on the class path besides
                .replaceAll("(, /[^,\n]+/target/(test-)?classes)*( and [0-9]+ more)?(?=, every)", "");
        return ID.matcher(stable).replaceAll(match -> {
            String id = match.group(1);
            String known = ids.computeIfAbsent(id, other -> IDS.contains(other) ? other : IDS.get(ids.size()));
            return match.group().startsWith("R") ? "R" + known : known;
        });
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
