package dev.aludel.diff.hibernate;

import dev.aludel.core.compare.Origins;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UserDefinedObjectType;
import org.hibernate.mapping.UserDefinedType;
import org.jspecify.annotations.Nullable;

/** Walks a metamodel and makes the model. Changes nothing in the metamodel. */
final class ModelReader {

    private final Metadata metadata;
    private final Names names;
    private final NamedEnums enums;
    private final TakenNames taken = new TakenNames();
    private final Marks marks;
    private final ColumnReader columns;
    private final TableReader tables;
    private final SqlReader sql;

    /**
     * @param dialect reads what is SQL already; without one it is noted
     */
    ModelReader(Metadata metadata, Optional<Dialect> dialect) {
        this.metadata = metadata;
        String defaultSchema = defaultSchema(metadata);
        this.names = new Names(metadata, defaultSchema);
        this.sql = new SqlReader(metadata, dialect, defaultSchema);
        this.enums = NamedEnums.of(metadata);
        var order = new ColumnOrder(metadata);
        var aggregates = new AggregateChecks(metadata.getDatabase().getDialect());
        this.marks = Marks.of(metadata, names, taken);
        this.columns = new ColumnReader(metadata, names, enums, CreationTimes.of(metadata));
        this.tables = new TableReader(
                names,
                order,
                columns,
                new CheckReader(names, aggregates, taken),
                new KeyReader(names, order, taken),
                new IndexReader(names),
                new ForeignKeyReader(metadata, names, order),
                marks,
                TableMarks.of(metadata, names, taken),
                new Attributes(metadata));
    }

    /**
     * The model, and what of the metamodel is not in it.
     *
     * @param notes     a line each
     * @param origins   of what is in the model
     * @param renamings in the order in which they apply
     * @param unmanaged tables and columns that are to be left alone
     * @param changes   what this Hibernate makes otherwise than earlier ones
     */
    record Reading(
            SchemaModel model,
            List<String> notes,
            Origins origins,
            List<Renaming> renamings,
            Set<ObjectId> unmanaged,
            HibernateChanges changes) {}

    Reading read() {
        var schemas = new TreeSet<String>();
        var found = new ArrayList<Findings>();
        found.add(enums.read());
        for (Namespace namespace : metadata.getDatabase().getNamespaces()) {
            schemas.add(names.schema(namespace));
            found.add(sequences(namespace));
            found.add(tables(namespace));
            namespace.getUserDefinedTypes().forEach(type -> found.add(userType(type)));
        }
        enums.others().forEach(sql::object);
        found.add(Findings.notes(sql.notes()));
        found.add(Findings.notes(marks.notes()));
        Findings all = Findings.all(found);
        var objects = new ArrayList<SchemaObject>();
        schemas.stream()
                .filter(schema -> !schema.isEmpty() && isUsed(schema, all))
                .forEach(schema -> objects.add(new dev.aludel.core.schema.Namespace(schema)));
        objects.addAll(all.objects());
        SchemaModel model = Beside.join(SchemaModel.of(objects).withNegotiable(all.negotiable()), sql.model());
        return new Reading(
                model,
                all.notes(),
                new OriginReader(metadata, names).read().only(model::contains),
                marks.renamings(),
                marks.unmanaged(),
                HibernateChanges.of(metadata, names));
    }

    private Findings userType(UserDefinedType type) {
        if (!(type instanceof UserDefinedObjectType composite)) {
            return Findings.note("type " + type.getName() + " is not read: it is no composite type");
        }
        Identifier schema = type.getQualifiedTableName().getSchemaName();
        Name name = names.in(schema, type.getNameIdentifier());
        var attributes = composite.getColumns().stream().map(columns::attribute).toList();
        return Findings.all(List.of(
                Findings.of(new CompositeType(name, attributes)),
                ColumnReader.comment(CompositeType.id(name), composite.getComment())));
    }

    private static boolean isUsed(String schema, Findings found) {
        return found.objects().stream()
                .anyMatch(object -> object.id().name().schema().equals(schema));
    }

    private Findings sequences(Namespace namespace) {
        var found = new ArrayList<Findings>();
        for (var sequence : namespace.getSequences()) {
            Name name = new Name(
                    names.schema(namespace), Names.catalog(sequence.getName().getSequenceName()));
            taken.takeRelation(name);
            SequenceTail tail = SequenceTail.parse(Versions.options(sequence));
            found.add(Findings.of(
                    new Sequence(name, tail.on(options(sequence.getInitialValue(), sequence.getIncrementSize())))));
            if (!tail.rest().isEmpty()) {
                found.add(Findings.note("sequence " + name + ": not understood, left out: " + tail.rest()));
            }
        }
        return Findings.all(found);
    }

    /** As Hibernate writes it: a start that is out of SQL's own bounds moves the bound. */
    private static SequenceOptions options(int start, int increment) {
        SequenceOptions plain = SequenceOptions.of("bigint", start, increment);
        return new SequenceOptions(
                plain.type(),
                start,
                increment,
                Math.min(plain.min(), start),
                Math.max(plain.max(), start),
                plain.cache(),
                plain.cycle());
    }

    private Findings tables(Namespace namespace) {
        List<Table> all = List.copyOf(namespace.getTables());
        List<Table> physical = all.stream()
                .filter(Table::isPhysicalTable)
                .filter(table -> !table.isView())
                .toList();
        physical.forEach(table -> taken.takeRelation(names.table(table)));
        all.stream().filter(Table::isView).forEach(view -> sql.view(names.table(view), view));
        return Findings.all(physical.stream().map(tables::read).toList());
    }

    private static @Nullable String defaultSchema(Metadata metadata) {
        Object schema = ((MetadataImplementor) metadata)
                .getMetadataBuildingOptions()
                .getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings()
                .get("hibernate.default_schema");
        return schema == null || schema.toString().isBlank() ? null : schema.toString();
    }
}
