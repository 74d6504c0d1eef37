package dev.aludel.diff.watch;

import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Rename;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a developer would have called a revision: {@code Add label and note to invoice}. */
final class Title {

    private static final int NAMES = 3;

    /** What is done in the same words, to several things. */
    private final Map<String, List<String>> phrases = new LinkedHashMap<>();

    private Title() {}

    static String of(List<Operation> operations) {
        var title = new Title();
        operations.stream().filter(Title::isOfTables).forEach(title::add);
        if (title.phrases.isEmpty()) {
            operations.forEach(title::add);
        }
        return title.text();
    }

    /** Keys, indexes and sequences come along with what is spoken of. */
    private static boolean isOfTables(Operation operation) {
        return id(operation) != null
                && Set.of(Table.KIND, Column.KIND).contains(id(operation).kind());
    }

    private static ObjectId id(Operation operation) {
        if (operation instanceof Create create) {
            return create.object().id();
        }
        if (operation instanceof Drop drop) {
            return drop.object().id();
        }
        if (operation instanceof Alter alter) {
            return alter.before().id();
        }
        return operation instanceof Rename rename ? rename.from() : ObjectId.namespace("");
    }

    private void add(Operation operation) {
        ObjectId id = id(operation);
        boolean column = id.kind().equals(Column.KIND);
        String name = column ? id.member() : id.kind().equals(Table.KIND) ? id.path() : id.toString();
        if (operation instanceof Rename rename) {
            ObjectId to = rename.to();
            say("Rename %s", id.path() + " to " + (to.isMember() ? to.member() : to.path()));
        } else if (operation instanceof Create) {
            say(column ? "Add %s to " + id.name() : id.kind().equals(Table.KIND) ? "Create %s" : "Add %s", name);
        } else if (operation instanceof Drop) {
            say(column ? "Drop %s from " + id.name() : "Drop %s", name);
        } else if (operation instanceof Alter) {
            say("Change %s", column ? id.path() : name);
        } else {
            say("%s", operation.describe());
        }
    }

    private void say(String phrase, String name) {
        var names = phrases.computeIfAbsent(phrase, other -> new ArrayList<>());
        if (!names.contains(name)) {
            names.add(name);
        }
    }

    private String text() {
        var all = new ArrayList<String>();
        phrases.forEach((phrase, names) -> all.add(phrase.replace("%s", list(names))));
        if (all.isEmpty()) {
            return "";
        }
        String first = all.get(0);
        return switch (all.size()) {
            case 1 -> first;
            case 2 -> first + ", " + lower(all.get(1));
            default -> first + ", and " + (all.size() - 1) + " other changes";
        };
    }

    private static String lower(String phrase) {
        return phrase.substring(0, 1).toLowerCase(Locale.ROOT) + phrase.substring(1);
    }

    private static String list(List<String> names) {
        int more = names.size() - NAMES;
        if (more > 0) {
            return String.join(", ", names.subList(0, NAMES)) + " and " + more + " more";
        }
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
