package dev.aludel.core.laws;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Identity;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Key;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.Timing;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

/** Steps that change what a draft has, or take it away. */
final class Change {

    private final Draft draft;
    private final Growth growth;
    private final List<Runnable> steps;

    Change(Draft draft) {
        this.draft = draft;
        this.growth = new Growth(draft);
        this.steps = List.of(
                growth::namespace,
                growth.types::enumType,
                growth::sequence,
                growth::table,
                growth::column,
                growth::column,
                growth::key,
                growth::check,
                growth::index,
                growth::foreignKey,
                growth::owner,
                growth::comment,
                this::dropAnything,
                this::dropAnything,
                this::dropColumn,
                this::retype,
                this::retype,
                this::recast,
                this::nullability,
                this::filling,
                this::filling,
                this::computing,
                this::collation,
                this::keyTiming,
                this::otherPrimaryKey,
                this::otherCheck,
                this::otherIndex,
                this::otherForeignKey,
                this::otherComment,
                this::otherSequence,
                this::otherLabels,
                this::otherLabels,
                this::labelsAndDefault,
                growth.types::domain,
                growth.types::compositeType,
                this::otherDomain,
                this::otherAttributes,
                this::swapUse,
                this::otherKindOfRelation,
                () -> rename(anyRenamable()));
    }

    void step() {
        draft.one(steps).run();
    }

    private void dropAnything() {
        draft.any(draft.model().everything().keySet()).ifPresent(draft::remove);
    }

    private void dropColumn() {
        draft.any(Column.class).ifPresent(column -> draft.remove(column.id()));
    }

    private void retype() {
        draft.any(Column.class).ifPresent(column -> {
            var types = Sort.of(column).types();
            if (!types.isEmpty()) {
                Column retyped = column.withType(SqlType.of(draft.one(types)));
                draft.replace(column.identity() == null ? retyped : counting(retyped));
            }
        });
    }

    private Column counting(Column column) {
        return column.withIdentity(
                new Identity(draft.chance(50), growth.rising(column.type().text())));
    }

    private void recast() {
        draft.any(Column.class)
                .filter(column -> column.identity() == null && column.generated() == null)
                // between a list and a single value only a person can tell how
                .filter(column -> !column.type().isArray())
                .ifPresent(column -> draft.recast(column, draft.one(Sort.TEXT.types())));
    }

    private void nullability() {
        draft.any(Column.class)
                .filter(column -> column.identity() == null && !draft.isInPrimaryKey(column))
                .ifPresent(column -> draft.replace(column.withNullable(!column.nullable())));
    }

    private void filling() {
        draft.any(Column.class).filter(column -> column.generated() == null).ifPresent(column -> {
            Column empty = column.withIdentity(null).withDefault(null);
            draft.replace(draft.isInForeignKey(column) ? empty.withDefault(growth.value(empty)) : growth.filled(empty));
        });
    }

    private void computing() {
        draft.any(Column.class)
                .filter(column -> !draft.isInForeignKey(column) && !draft.isInPrimaryKey(column))
                .filter(column -> draft.columns(column.table(), other -> other.generated() != null).stream()
                        .noneMatch(other -> other.columnsUsed(draft.model()).contains(column.name())))
                .ifPresent(column -> {
                    if (column.generated() != null) {
                        draft.replace(column.withGenerated(null));
                        return;
                    }
                    Column computed = growth.computed(draft.table(column.table()), column.name());
                    if (computed != null && Sort.of(computed) == Sort.of(column)) {
                        draft.replace(
                                column.withIdentity(null).withDefault(null).withGenerated(computed.generated()));
                    }
                });
    }

    private void collation() {
        draft.any(draft.all(Column.class).stream()
                        .filter(column -> Sort.of(column) == Sort.TEXT)
                        .toList())
                .ifPresent(column -> {
                    for (Index index : draft.table(column.table()).members(Index.class)) {
                        if (index.keys().stream().anyMatch(key -> key.collation() != null)) {
                            draft.remove(index.id());
                        }
                    }
                    draft.replace(column.withCollation(column.collation() == null ? Name.of("C") : null));
                });
    }

    private void keyTiming() {
        draft.any(Key.class).ifPresent(key -> {
            draft.remove(key.id());
            Timing timing = draft.one(List.of(Timing.values()));
            draft.add(
                    key instanceof UniqueConstraint
                            ? new UniqueConstraint(
                                    key.table(), key.name(), key.columns(), timing, draft.nullsNotDistinct())
                            : new PrimaryKey(key.table(), key.name(), key.columns(), timing));
        });
    }

    private void otherPrimaryKey() {
        draft.any(PrimaryKey.class).ifPresent(key -> {
            var columns = draft.columns(key.table(), column -> Sort.of(column).isKey() && column.generated() == null);
            draft.remove(key.id());
            draft.any(columns).ifPresent(column -> {
                var other = new PrimaryKey(
                        key.table(), draft.chance(50) ? key.name() : draft.freshName(), List.of(column.name()));
                draft.requireValues(other);
                draft.add(other);
            });
        });
    }

    private void otherCheck() {
        draft.any(CheckConstraint.class)
                .ifPresent(check -> draft.replace(new CheckConstraint(
                        check.table(),
                        check.name(),
                        draft.condition(draft.one(draft.table(check.table()).columns())))));
    }

    private void otherIndex() {
        draft.any(Index.class).ifPresent(index -> {
            draft.remove(index.id());
            draft.add(growth.index(draft.table(index.table()), index.name()));
        });
    }

    private void otherForeignKey() {
        draft.any(ForeignKey.class)
                .ifPresent(key -> draft.replace(new ForeignKey(
                        key.table(),
                        key.name(),
                        key.columns(),
                        key.target(),
                        key.targetColumns(),
                        draft.one(List.of(ForeignKey.Action.values())),
                        key.onUpdate(),
                        draft.one(List.of(Timing.values())))));
    }

    private void otherComment() {
        draft.any(Comment.class).ifPresent(comment -> draft.replace(new Comment(comment.on(), growth.text())));
    }

    private void otherSequence() {
        draft.any(Sequence.class)
                .filter(sequence -> sequence.options().increment() > 0)
                .ifPresent(sequence -> draft.replace(new Sequence(
                        sequence.name(), growth.rising(draft.one(List.of("smallint", "integer", "bigint"))))));
    }

    private void otherLabels() {
        draft.any(EnumType.class).ifPresent(type -> {
            int kind = draft.random.nextInt(4);
            var labels = new ArrayList<>(type.labels());
            if (kind == 0) {
                Collections.shuffle(labels, draft.random);
            } else if (kind == 1 && labels.size() > 1) {
                labels.remove(forget(type));
            } else {
                labels.add(draft.random.nextInt(labels.size() + 1), "added " + draft.random.nextInt(1000));
            }
            draft.replace(new EnumType(type.name(), List.copyOf(new LinkedHashSet<>(labels))));
        });
    }

    private void otherDomain() {
        draft.any(Domain.class).ifPresent(domain -> {
            Sort sort = Sort.of(Column.of(domain.name(), "x", domain.type()));
            draft.replace(growth.types.domain(domain.name(), sort));
        });
    }

    private void otherAttributes() {
        draft.any(CompositeType.class).ifPresent(type -> {
            var attributes = new ArrayList<>(type.attributes());
            int kind = draft.random.nextInt(4);
            if (kind == 0) {
                Collections.shuffle(attributes, draft.random);
            } else if (kind == 1 && attributes.size() > 1) {
                attributes.remove(draft.random.nextInt(attributes.size()));
            } else if (kind == 2) {
                attributes.replaceAll(attribute -> attribute.type().equals(SqlType.of("integer"))
                        ? new CompositeType.Attribute(attribute.name(), SqlType.of("bigint"), null)
                        : attribute);
            } else {
                String name = "n" + draft.random.nextInt(1000);
                attributes.removeIf(attribute -> attribute.name().equals(name));
                attributes.add(draft.random.nextInt(attributes.size() + 1), growth.types.attribute(type.name(), name));
            }
            draft.replace(new CompositeType(type.name(), attributes));
        });
    }

    /** Chooses a value to go and sees to it that nothing mentions it. */
    private String forget(EnumType type) {
        for (Column column : draft.all(Column.class)) {
            if (column.type().isOf(type.name())) {
                draft.replace(column.withDefault(null));
            }
        }
        for (TableMember member : draft.all(TableMember.class)) {
            boolean mentions =
                    !(member instanceof Column) && member.needs(draft.model()).contains(type.id());
            if (mentions && draft.model().contains(member.id())) {
                draft.remove(member.id());
            }
        }
        return draft.one(type.labels());
    }

    /** A value goes, another one comes, and a column's default changes from one to the other. */
    private void labelsAndDefault() {
        draft.any(EnumType.class).ifPresent(type -> {
            var labels = new ArrayList<>(type.labels());
            labels.remove(forget(type));
            String label = "instead " + labels.size() + " " + draft.random.nextInt(1_000_000);
            labels.add(draft.random.nextInt(labels.size() + 1), label);
            draft.replace(new EnumType(type.name(), labels));
            for (Column column : draft.all(Column.class)) {
                if (column.type().isOf(type.name()) && !column.type().isArray() && column.generated() == null) {
                    draft.replace(column.withDefault(
                            "'" + label + "'::" + column.type().text()));
                }
            }
        });
    }

    /** A column begins or stops to draw from a sequence. */
    private void swapUse() {
        draft.any(draft.all(Column.class).stream()
                        .filter(column -> Sort.of(column) == Sort.WHOLE
                                && column.generated() == null
                                && column.identity() == null)
                        .toList())
                .ifPresent(column ->
                        draft.replace(column.withDefault(column.defaultSql() == null ? growth.value(column) : null)));
    }

    /** A relation goes, and one of another kind takes its name. */
    private void otherKindOfRelation() {
        var relations = new ArrayList<SchemaObject>(draft.model().tables());
        relations.addAll(draft.model().all(Sequence.class));
        draft.any(relations).ifPresent(relation -> {
            Name name = relation.id().name();
            draft.remove(relation.id());
            if (relation instanceof Sequence) {
                draft.add(Table.of(name, Column.of(name, "id", SqlType.of("integer"))));
            } else if (draft.chance(50)) {
                draft.add(new Sequence(name, SequenceOptions.of("bigint")));
            } else {
                draft.any(draft.model().tables().stream()
                                .filter(table -> table.name().schema().equals(name.schema()))
                                .toList())
                        .ifPresent(table -> draft.add(growth.index(table, name.local())));
            }
        });
    }

    private ObjectId anyRenamable() {
        var ids = new ArrayList<ObjectId>();
        draft.model().objects().forEach(object -> ids.add(object.id()));
        draft.named().forEach(member -> ids.add(member.id()));
        return draft.any(ids.stream()
                        .filter(id -> !id.kind().startsWith("comment"))
                        .toList())
                .orElse(ObjectId.table(Name.of("nothing")));
    }

    /** Gives it a new name in the same schema or table. */
    Renaming rename(ObjectId id) {
        ObjectId to;
        if (id.kind().equals("column")) {
            to = ObjectId.column(id.name(), draft.freshColumn(draft.table(id.name())));
        } else if (id.isMember()) {
            to = new ObjectId(id.kind(), id.name(), draft.freshName());
        } else {
            to = new ObjectId(id.kind(), draft.freshName(id.name().schema()));
        }
        var renaming = new Renaming(id, to);
        if (draft.model().contains(id)) {
            draft.model(draft.model().rename(renaming));
        }
        return renaming;
    }
}
