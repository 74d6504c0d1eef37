package dev.aludel.core.laws;

import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Schemas made up by chance, the same ones for the same seed. Each is one that PostgreSQL 14 or newer can hold: nothing is
 * mentioned that is not there, expressions suit their columns' types, names are free. Names are as odd as they may be.
 */
public final class RandomSchemas {

    /** Tables first: a hint about a column names its table as that is called then. */
    private static final List<String> HINTED =
            List.of("table", "column", "enum", "domain", "composite type", "sequence");

    private final Random random;

    private final int server;

    /** For the newest server that is known. */
    public RandomSchemas(long seed) {
        this(seed, 18);
    }

    /**
     * @param server the major version of PostgreSQL that must be able to hold them
     */
    public RandomSchemas(long seed, int server) {
        this.random = new Random(seed);
        this.server = server;
    }

    /** A new schema of one to a few tables. */
    public SchemaModel next() {
        var draft = new Draft(SchemaModel.empty(), random, server);
        new Growth(draft).all();
        return draft.model();
    }

    /** The schema after one to eight changes: something added, dropped, altered or under another name. */
    public SchemaModel mutate(SchemaModel model) {
        var draft = new Draft(model, random, server);
        var change = new Change(draft);
        int steps = 1 + random.nextInt(8);
        for (int i = 0; i < steps; i++) {
            change.step();
        }
        return draft.model();
    }

    /**
     * A schema in which things have other names, and what a developer would say about it.
     *
     * @param hints enough for every table, column, enum and sequence to be found again
     */
    public record Renamed(SchemaModel model, RenameHints hints) {}

    /** The schema with some things under other names. */
    public Renamed rename(SchemaModel model) {
        var draft = new Draft(model, random, server);
        var change = new Change(draft);
        var hints = RenameHints.none();
        for (String kind : HINTED) {
            var ids = new ArrayList<>(draft.model().everything().keySet());
            ids.removeIf(id -> !id.kind().equals(kind));
            Collections.shuffle(ids, random);
            for (ObjectId id : ids.subList(0, random.nextInt(Math.min(ids.size(), 3) + 1))) {
                hints = with(hints, change.rename(id));
            }
        }
        return new Renamed(draft.model(), hints);
    }

    private static RenameHints with(RenameHints hints, Renaming renaming) {
        ObjectId from = renaming.from();
        String before = from.name().toString();
        String after = renaming.to().name().toString();
        return switch (from.kind()) {
            case "table" -> hints.table(before, after);
            case "column" -> hints.column(before, from.member(), renaming.to().member());
            case "enum" -> hints.enumType(before, after);
            case "domain" -> hints.domain(before, after);
            case "composite type" -> hints.compositeType(before, after);
            default -> hints.sequence(before, after);
        };
    }
}
