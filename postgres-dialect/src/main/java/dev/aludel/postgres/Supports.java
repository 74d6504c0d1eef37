package dev.aludel.postgres;

import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ExclusionConstraint;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One support for each noun, and those for the nouns of other people. */
final class Supports {

    private final Map<Class<?>, ObjectSupport<?>> byType = new LinkedHashMap<>();
    private final Map<String, ObjectSupport<?>> byKind;
    private final ForeignKeySupport foreignKey = new ForeignKeySupport(this);
    private final List<CatalogQuery> queries;

    Supports(Collection<ObjectSupport<?>> custom) {
        var namespace = new NamespaceSupport();
        var table = new TableSupport(this);
        var sequence = new SequenceSupport();
        var enumType = new EnumTypeSupport(this);
        var domain = new DomainSupport(this);
        var composite = new CompositeTypeSupport(this);
        var column = new ColumnSupport();
        var option = new TableOptionSupport();
        var index = new IndexSupport();
        var comment = new CommentSupport();
        var constraints = List.<ConstraintSupport<?>>of(
                new PrimaryKeySupport(),
                new UniqueConstraintSupport(),
                new CheckConstraintSupport(this),
                foreignKey,
                new ExclusionConstraintSupport());
        var all = new ArrayList<ObjectSupport<?>>(constraints);
        all.addAll(List.of(namespace, table, sequence, new SequenceOwnerSupport(), enumType, domain, composite));
        all.addAll(List.of(column, index, comment));
        all.addAll(List.of(new SqlObjectSupport(), new SettingSupport(), option));
        all.addAll(custom);
        all.forEach(support -> byType.put(support.type(), support));
        byKind = Map.ofEntries(
                Map.entry(NamespaceSupport.KIND, namespace),
                Map.entry(Table.KIND, table),
                Map.entry(SequenceSupport.KIND, sequence),
                Map.entry(EnumTypeSupport.KIND, enumType),
                Map.entry(EnumType.VALUE, enumType),
                Map.entry(Domain.KIND, domain),
                Map.entry(CompositeType.KIND, composite),
                Map.entry(Column.KIND, column),
                Map.entry(Index.KIND, index),
                Map.entry(PrimaryKey.KIND, constraints.get(0)),
                Map.entry(UniqueConstraint.KIND, constraints.get(1)),
                Map.entry(CheckConstraint.KIND, constraints.get(2)),
                Map.entry(ExclusionConstraint.KIND, constraints.get(4)),
                Map.entry(ForeignKey.KIND, foreignKey));
        // in this order: each needs what those before it have found
        queries = List.of(
                namespace,
                table,
                sequence,
                enumType,
                domain,
                composite,
                column,
                option,
                new ConstraintQuery(constraints),
                index,
                new ExtensionQuery(),
                new CollationQuery(),
                new RangeTypeQuery(),
                new RoutineQuery(),
                new AggregateQuery(),
                new OperatorQuery(),
                new TextSearchQuery(),
                new ForeignServerQuery(),
                new ForeignTableQuery(),
                new ViewQuery(),
                new MaterializedViewQuery(),
                new MaterializedIndexQuery(),
                new TriggerQuery(),
                new RuleQuery(),
                new PolicyQuery(),
                new StatisticsQuery(),
                new EventTriggerQuery(),
                new PublicationQuery(),
                new OtherQuery(),
                new TriggerStateQuery(),
                comment,
                new OwnerQuery(),
                new PrivilegeQuery(),
                new DefaultPrivilegeQuery(),
                new TableSettingQuery(),
                new StorageParameterQuery(),
                new ColumnSettingQuery(),
                new InvalidIndexQuery());
    }

    /** The support of exactly that type, else of one that it is a kind of. */
    <T extends SchemaObject> ObjectSupport<T> of(Class<T> type) {
        ObjectSupport<?> support = Optional.<ObjectSupport<?>>ofNullable(byType.get(type))
                .or(() -> byType.values().stream()
                        .filter(candidate -> candidate.type().isAssignableFrom(type))
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException(
                        "no support for " + type.getName() + "; give one to PostgresDialect.with(...)"));
        @SuppressWarnings("unchecked")
        var found = (ObjectSupport<T>) support;
        return found;
    }

    /** The support of an object, whatever it is. */
    @SuppressWarnings("unchecked")
    ObjectSupport<SchemaObject> of(SchemaObject object) {
        return of((Class<SchemaObject>) object.getClass());
    }

    /** The support of what can have another name, by the kind in its id. */
    ObjectSupport<?> of(ObjectId id) {
        var support = byKind.get(id.kind());
        if (support == null) {
            throw new IllegalArgumentException("a " + id.kind() + " cannot be renamed: " + id);
        }
        return support;
    }

    ForeignKeySupport foreignKey() {
        return foreignKey;
    }

    /** The queries that read a catalog, in the order in which their rows must be taken. */
    List<CatalogQuery> queries() {
        return queries;
    }
}
