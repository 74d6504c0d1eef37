package dev.aludel.diff;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.error.ModelException;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** SQL that says what entities cannot. One script may be about what another makes. */
record Scripts(List<Source> sources) {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    /** Where a script stands, and how to get at it. */
    sealed interface Source permits Text, InFile {
        String where();

        String read();
    }

    private record Text(String where, String read) implements Source {}

    private record InFile(Path path) implements Source {

        @Override
        public String where() {
            return path.toString();
        }

        @Override
        public String read() {
            try {
                String text = Files.readString(path);
                return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            } catch (IOException e) {
                throw new ModelException(
                        "SQL beside the entities cannot be read from " + path + ": "
                                + e.getClass().getSimpleName() + "; give a file of text in UTF-8",
                        e);
            }
        }
    }

    /** A script by its name. */
    private record Script(String where, String text) {}

    Scripts {
        sources = List.copyOf(sources);
    }

    Scripts with(String... texts) {
        var all = new ArrayList<>(sources);
        for (String text : texts) {
            all.add(new Text("script " + (all.size() + 1), text));
        }
        return new Scripts(all);
    }

    Scripts with(Path... files) {
        var all = new ArrayList<>(sources);
        for (Path file : files) {
            all.add(new InFile(file));
        }
        return new Scripts(all);
    }

    /**
     * What they make.
     *
     * @throws ModelException if a file cannot be read, or a statement makes nothing that can stand beside entities
     */
    SchemaModel read(Dialect dialect) {
        List<Script> scripts = sources.stream()
                .map(source -> new Script(source.where(), source.read()))
                .toList();
        try {
            return SchemaModel.of(definitions(scripts, dialect));
        } catch (IllegalArgumentException e) {
            throw refused(scripts, dialect, e);
        }
    }

    private static List<SchemaObject> definitions(List<Script> scripts, Dialect dialect) {
        return scripts.isEmpty()
                ? List.of()
                : dialect.definitions(scripts.stream().map(Script::text).collect(Collectors.joining("\n;\n")));
    }

    /** The first script that cannot be read after those before it is to blame. */
    private static ModelException refused(List<Script> scripts, Dialect dialect, IllegalArgumentException cause) {
        for (int i = 1; i <= scripts.size(); i++) {
            try {
                definitions(scripts.subList(0, i), dialect);
            } catch (IllegalArgumentException e) {
                return new ModelException(
                        "SQL beside the entities, " + scripts.get(i - 1).where() + ": " + e.getMessage()
                                + "; say there what " + dialect.name()
                                + " keeps as its SQL, such as views, routines and triggers, and nothing else",
                        e);
            }
        }
        return new ModelException("SQL beside the entities: " + cause.getMessage(), cause);
    }
}
