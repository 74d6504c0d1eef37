package dev.aludel.core.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands as people write them in one line; no shell ever sees them. */
final class HookWords {

    private HookWords() {}

    /** The words of each; empty if a quote is not closed or a command has none. */
    static Optional<List<List<String>>> of(String text) {
        var commands = new ArrayList<List<String>>();
        var words = new ArrayList<String>();
        StringBuilder word = null;
        char quote = 0;
        for (char c : (text + ";").toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                word = word == null ? new StringBuilder() : word;
            } else if (c == ';' || Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
                if (c == ';') {
                    commands.add(List.copyOf(words));
                    words.clear();
                }
            } else {
                word = (word == null ? new StringBuilder() : word).append(c);
            }
        }
        // what a last ; is followed by is no command
        if (commands.size() > 1 && commands.get(commands.size() - 1).isEmpty()) {
            commands.remove(commands.size() - 1);
        }
        boolean all = quote == 0 && commands.stream().noneMatch(List::isEmpty);
        return all ? Optional.of(List.copyOf(commands)) : Optional.empty();
    }
}
