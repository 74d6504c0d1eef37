package dev.aludel.postgres.changes;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Rename;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.SchemaDiff;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What leads from the live schema to the wanted one.
 *
 * @param lines as people read them
 */
record Difference(List<Operation> upgrade, List<String> lines) {

    /** The difference between the live schema and entities. */
    static Difference ofEntities(Change change, Side live) {
        SchemaDiff diff = Autogen.builder()
                .entities(change.entities.toArray(Class<?>[]::new))
                .dataSource(live.dataSource())
                .schemas(change.schemas.toArray(String[]::new))
                .renames(change.renames)
                .sql(change.beside.toArray(String[]::new))
                .build()
                .diff();
        return new Difference(diff.upgrade(), diff.describe().lines().toList());
    }

    /** The difference between the live schema and a model from another catalog, as {@link Autogen} would tell it. */
    static Difference between(Side live, SchemaModel wanted, List<String> schemas, RenameHints hints)
            throws SQLException {
        SchemaModel from = live.read(schemas);
        SchemaModel renamed = from;
        for (Rename rename : hints.applicable(from, wanted)) {
            renamed = rename.applyTo(renamed);
        }
        var normalized = live.dialect.normalize(live.connection(), wanted, renamed, new Scope(schemas, Side.major()));
        var upgrade = Differ.diff(from, normalized.model(), hints);
        var lines = Stream.concat(
                        upgrade.stream().map(Operation::describe),
                        normalized.undecided().stream().map(Object::toString))
                .toList();
        return new Difference(upgrade, lines);
    }

    /** What was renamed, the other way round and last first. */
    RenameHints hintsBack() {
        var hints = RenameHints.none();
        for (int i = upgrade.size() - 1; i >= 0; i--) {
            if (upgrade.get(i) instanceof Rename rename) {
                hints = hint(hints, rename.to(), rename.from());
            }
        }
        return hints;
    }

    private static RenameHints hint(RenameHints hints, ObjectId from, ObjectId to) {
        String name = from.name().toString();
        return switch (from.kind()) {
            case "table" -> hints.table(name, to.name().toString());
            case "column" -> hints.column(name, from.member(), to.member());
            case "enum" -> hints.enumType(name, to.name().toString());
            case "enum value" -> hints.enumValue(name, from.member(), to.member());
            case "domain" -> hints.domain(name, to.name().toString());
            case "composite type" -> hints.compositeType(name, to.name().toString());
            case "sequence" -> hints.sequence(name, to.name().toString());
            default -> hints;
        };
    }
}
