package dev.aludel.core.compare;

import dev.aludel.core.schema.About;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.CustomObject;
import dev.aludel.core.schema.ExclusionConstraint;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableOption;
import dev.aludel.core.schema.UniqueConstraint;
import dev.aludel.core.schema.UserType;
import java.util.Map;

/**
 * Where an operation stands when nothing forces it elsewhere, so that a revision reads well: first constraints go, then
 * tables come, columns come, change and go, constraints come, and last tables go.
 */
final class Rank {

    private static final int PHASE = 100;

    /** Kinds that tables may rest on, and where they stand among what tables rest on. */
    private static final Map<String, Integer> EARLY = Map.ofEntries(
            Map.entry("extension", 1),
            Map.entry("collation", 1),
            Map.entry("foreign data wrapper", 1),
            Map.entry("text search dictionary", 1),
            Map.entry("text search configuration", 2),
            Map.entry("server", 2),
            Map.entry("domain", 2),
            Map.entry("type", 2),
            Map.entry("function", 3),
            Map.entry("procedure", 3),
            Map.entry("aggregate", 3),
            Map.entry("operator", 4),
            Map.entry("cast", 4));

    private Rank() {}

    static int drop(SchemaObject object) {
        boolean last =
                object.table() == null && !(object instanceof About) && !isLate(object) || object instanceof Column;
        return (last ? 5 : 0) * PHASE + PHASE - noun(object);
    }

    static int create(SchemaObject object) {
        boolean first =
                object.table() == null && !(object instanceof About) && !isLate(object) || object instanceof Column;
        return (first ? 1 : 4) * PHASE + noun(object);
    }

    static int alter(SchemaObject object) {
        return (object instanceof About ? 4 : 2) * PHASE + noun(object);
    }

    /** Does it rest on tables and what is in them, by its nature? */
    private static boolean isLate(SchemaObject object) {
        return object instanceof SqlObject && !EARLY.containsKey(object.id().kind());
    }

    private static int noun(SchemaObject object) {
        if (object instanceof Namespace) {
            return 1;
        } else if (object instanceof UserType) {
            return 2;
        } else if (object instanceof Sequence) {
            return 3;
        } else if (object instanceof Table) {
            return 4;
        } else if (object instanceof Column || object instanceof TableOption) {
            return 5;
        } else if (object instanceof PrimaryKey) {
            return 6;
        } else if (object instanceof UniqueConstraint) {
            return 7;
        } else if (object instanceof CheckConstraint || object instanceof ExclusionConstraint) {
            return 8;
        } else if (object instanceof Index) {
            return 9;
        } else if (object instanceof ForeignKey) {
            return 10;
        } else if (object instanceof SequenceOwner) {
            return 11;
        } else if (object instanceof CustomObject) {
            return 12;
        } else if (object instanceof SqlObject) {
            return EARLY.getOrDefault(object.id().kind(), SqlObject.isRelation(object.id()) ? 13 : 14);
        }
        return 15;
    }
}
