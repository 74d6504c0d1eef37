package dev.aludel.postgres.changes;

import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Hazard;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One row of the table, put together by {@link Parts}. */
public final class Change {

    final String name;
    final List<String> before = new ArrayList<>();
    final List<String> after = new ArrayList<>();
    final List<Class<?>> entities = new ArrayList<>();
    /** What is said in SQL beside the entities. */
    final List<String> beside = new ArrayList<>();

    final List<String> lines = new ArrayList<>();
    final Set<Hazard.Kind> hazards = EnumSet.noneOf(Hazard.Kind.class);
    /** What a query answers after the upgrade. */
    final Map<String, String> answers = new LinkedHashMap<>();
    /** What a query answers after the downgrade. */
    final Map<String, String> answersAgain = new LinkedHashMap<>();

    RenameHints renames = RenameHints.none();
    List<String> schemas = List.of("public");
    int since;
    String refusal = "";
    String refusalBack = "";
    /** What some line of the difference contains, where not all of them are told. */
    String mention = "";
    /** Why no server ever takes it. */
    String never = "";
    /** Where names without a schema are looked for; empty for the server's own answer. */
    String searchPath = "";
    /** Are all hazards told? If not, they are another row's business. */
    boolean withHazards = true;
    /** Entities as their source, compiled by {@link Mapped}. */
    String mapping = "";
    /** What Alembic makes of it. */
    String alembic = "";
    /** What Hibernate's update makes of it; found out in the run. */
    String update = "";
    /** What was proved in the run. */
    final Set<Proved> proved = EnumSet.noneOf(Proved.class);

    Change(String name) {
        this.name = name;
    }

    /** Does the wanted schema come from entities? */
    boolean isOfEntities() {
        return !entities.isEmpty();
    }

    /** What is proved of a row, one after the other. */
    enum Proved {
        DETECTS,
        RUNS,
        REVERSES
    }

    /** Is there something to detect? */
    boolean isChange() {
        return lines.stream().anyMatch(line -> !line.startsWith("= ")) || !mention.isEmpty();
    }

    /** A part of a row. */
    @FunctionalInterface
    public interface Part {
        void addTo(Change change);
    }

    public static Change row(String name, Part... parts) {
        var change = new Change(name);
        for (Part part : parts) {
            part.addTo(change);
        }
        return change;
    }
}
