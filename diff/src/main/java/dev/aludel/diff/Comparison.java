package dev.aludel.diff;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.compare.Evidence;
import dev.aludel.core.compare.LeftAlone;
import dev.aludel.core.compare.ObjectFilter;
import dev.aludel.core.compare.Origins;
import dev.aludel.core.compare.Questions;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.compare.Renames;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Normalized;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Rename;
import dev.aludel.core.revision.Replay;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.diff.hibernate.HibernateSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One comparison of a wanted model with a live one: what was renamed, then spelling, then what is left alone, then the rest. */
record Comparison(
        Dialect dialect, @Nullable Connection connection, Scope scope, RenameHints hints, ObjectFilter filter) {

    /**
     * @param wanted under the names that the database keeps
     * @param replay what the revisions made; null when there is no chain, and everything counts as made
     * @param entities what the wanted model, but for SQL beside it, comes from
     */
    SchemaDiff compare(SchemaModel live, SchemaModel wanted, @Nullable Replay replay, HibernateSource entities) {
        Replay chain = replay == null ? new Replay(live.everything().keySet(), Origins.NONE) : replay;
        var evidence = new Evidence(
                hints,
                chain.origins().only(filter::includes),
                entities.origins().mapped(scope::relative).only(filter::includes),
                id -> filter.includes(id) && chain.created().contains(id),
                dialect::normalType);
        Renames renames = Renames.of(live, wanted, evidence);
        SchemaModel renamed = renames.model();
        Set<ObjectId> made = followed(chain.created(), renames);
        Normalized normalized = normalized(wanted, renamed);
        SchemaModel target = LeftAlone.excluded(normalized.model(), renamed, filter);
        Predicate<ObjectId> leave = replay == null
                ? LeftAlone.unsayable(renamed)
                : LeftAlone.unsaid(target, renamed).or(id -> !made.contains(id));
        var left = LeftAlone.unwanted(target, renamed, leave);
        Questions questions = Questions.between(renamed, left.model(), hints);
        List<Operation> upgrade = Differ.diff(renames, questions.model());
        var unmanaged = new ArrayList<>(left.objects());
        if (replay == null) {
            unmanaged.addAll(dropped(upgrade, left.model()));
        }
        var all = new ArrayList<>(entities.notes());
        all.addAll(left.notes());
        return new SchemaDiff(
                upgrade,
                questions.open(),
                normalized.undecided().stream()
                        .filter(item -> filter.includes(item.object()))
                        .toList(),
                unmanaged,
                all,
                evidence.now().minus(chain.origins().without(told(upgrade))),
                entities::because);
    }

    private Normalized normalized(SchemaModel wanted, SchemaModel live) {
        if (connection == null) {
            return dialect.normalize(wanted, live, scope);
        }
        try {
            return dialect.normalize(connection, wanted, live, scope);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "cannot compare with the database: " + e.getMessage(),
                    e.getSQLState() == null ? "" : e.getSQLState(),
                    e);
        }
    }

    private static Set<ObjectId> followed(Set<ObjectId> ids, Renames renames) {
        Set<ObjectId> followed = ids;
        for (Rename rename : renames.found()) {
            var renaming = new Renaming(rename.from(), rename.to());
            followed = followed.stream().map(renaming::id).collect(Collectors.toSet());
        }
        return followed;
    }

    /** What these make or give a new name: a revision tells anew where that comes from. */
    private static Set<ObjectId> told(List<Operation> upgrade) {
        var told = new HashSet<ObjectId>();
        for (Operation operation : upgrade) {
            if (operation instanceof Create create) {
                told.add(create.object().id());
            } else if (operation instanceof Rename rename) {
                told.add(rename.to());
            }
        }
        return told;
    }

    private static List<SchemaObject> dropped(List<Operation> upgrade, SchemaModel target) {
        var dropped = new ArrayList<SchemaObject>();
        for (Operation operation : upgrade) {
            if (operation instanceof Drop drop && !target.contains(drop.object().id())) {
                dropped.add(drop.object());
            }
        }
        return dropped;
    }
}
