package dev.aludel.cli;

import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Why a command did not do what it was asked for.
 *
 * @param kind    the simple name of the exception, and a reason where it has one
 * @param details one line each
 * @param code    its paragraph in the page of errors; empty where there is none
 * @param trace   where in the code; empty unless somebody wants to see it
 */
record Problem(int exit, String kind, String message, List<String> details, String code, String trace) {

    private static final String PAGE = "docs/reference/errors.md#";

    /** Who logs in and how, in a URL that came to stand where none belongs. */
    private static final Pattern LOGIN = Pattern.compile("(?<=://)[^\\s\"']*@|(?<=password=)[^&\\s\"']+");

    Problem {
        message = masked(message);
        details = details.stream().map(Problem::masked).toList();
        trace = masked(trace);
    }

    private static String masked(String text) {
        return LOGIN.matcher(text).replaceAll("…");
    }

    static Problem of(Throwable failure, boolean trace) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        var details = failure instanceof RefusedException refused && !message.contains("\n")
                ? refused.details().stream()
                        .filter(line -> !message.contains(line))
                        .toList()
                : failure instanceof Refusal refusal ? refusal.details() : List.<String>of();
        boolean ours = failure instanceof MigrationException
                || failure instanceof Refusal
                || failure instanceof IllegalArgumentException
                || failure instanceof UncheckedIOException;
        return new Problem(
                exit(failure),
                kind(failure),
                ours ? message : failure.toString(),
                details,
                failure instanceof MigrationException known ? known.code() : "",
                trace ? trace(failure) : "");
    }

    private static int exit(Throwable failure) {
        if (failure instanceof RefusedException || failure instanceof Refusal) {
            return Exit.REFUSED;
        }
        // what a facade or setting was given is no value for it
        return failure instanceof IllegalArgumentException ? Exit.USAGE : Exit.FAILED;
    }

    private static String kind(Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.reason().name();
        }
        return failure.getClass().getSimpleName().replaceFirst("Exception$", "");
    }

    private static String trace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    String text() {
        String word = exit == Exit.REFUSED ? "refused: " : exit == Exit.USAGE ? "wrong usage: " : "failed: ";
        var text = new StringBuilder(word).append(message).append("\n");
        details.forEach(line -> text.append("  ").append(line).append("\n"));
        if (!code.isEmpty()) {
            text.append("  see: ").append(PAGE).append(code).append("\n");
        }
        return text.append(trace).toString();
    }

    Map<String, Object> data() {
        var error = new LinkedHashMap<String, Object>();
        error.put("exit", exit);
        error.put("kind", kind);
        error.put("message", message);
        error.put("details", details);
        if (!code.isEmpty()) {
            error.put("code", code);
        }
        if (!trace.isEmpty()) {
            error.put("trace", trace.lines().toList());
        }
        return Map.of("error", error);
    }
}
