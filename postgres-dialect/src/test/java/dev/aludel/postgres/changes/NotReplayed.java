package dev.aludel.postgres.changes;

import java.util.Set;

/** Rows of which not every statement is understood without a server. The list only gets shorter. */
final class NotReplayed {

    static final Set<String> ROWS = Set.of(
            // what a partition has of its table is its own then, under names that the server has made up
            "the bounds of a partition change",
            "the bounds of a partition change, and back",
            "a partition is detached",
            "a partition is detached, and back",
            "a partition is attached",
            "a partition is attached, and back",
            // a view that stays says the value by its new name
            "a value gets another name under a view, and another value comes",
            "a value gets another name under a view, and another value comes, and back");

    private NotReplayed() {}
}
