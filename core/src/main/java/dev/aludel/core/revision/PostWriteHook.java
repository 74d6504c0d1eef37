package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What is done to a file after it was written: a formatter, {@code git add}. */
@FunctionalInterface
public interface PostWriteHook {

    /**
     * @throws Exception if it failed; the file stays
     */
    void written(RevisionFile file) throws Exception;

    /**
     * Runs a program, never a shell; in every word <code>{file}</code> is the file's path. It has failed when it does not
     * exit with 0; its output is in the message then.
     */
    static PostWriteHook command(String... words) {
        var command = List.of(words);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a hook needs a program to run");
        }
        return file -> run(command.stream()
                .map(word -> word.replace("{file}", file.path().toString()))
                .toList());
    }

    /**
     * Several such programs in one text, with {@code ;} between them: <code>spotless {file}; git add {file}</code>. Blanks
     * stand between words; what is in single or double quotes is one word, and nothing else has a meaning.
     *
     * @return empty if a quote is not closed, or there is nothing between two {@code ;}
     */
    static Optional<List<PostWriteHook>> commands(String text) {
        return HookWords.of(text)
                .map(commands -> commands.stream()
                        .map(words -> command(words.toArray(String[]::new)))
                        .toList());
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(command + " exited with " + code + ": " + output.strip());
        }
    }

    /**
     * Runs hooks one after another.
     *
     * @throws RevisionException if one failed; those after it do not run
     */
    static void run(List<PostWriteHook> hooks, RevisionFile file) {
        for (PostWriteHook hook : hooks) {
            try {
                hook.written(file);
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                throw new RevisionException(
                        RevisionException.Reason.HOOK,
                        file.path() + " was written and stays, but a hook failed after it: "
                                + (e.getMessage() == null ? e.toString() : e.getMessage())
                                + "; correct the hook, or write without hooks",
                        List.of(file.info().id()),
                        e);
            }
        }
    }
}
