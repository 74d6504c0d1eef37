package dev.aludel.docs.snippets;

/** What the tutorials add to their entity. */
final class Later {
    java.time.LocalDate due;
    java.time.LocalDate dueOn;
}
