package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.ModelException;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ExclusionConstraint;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableOption;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The same model under other names: schemas left out, identifiers cut, names of parts of tables changed. */
final class Respelling {

    private final UnaryOperator<Name> names;
    private final UnaryOperator<String> locals;
    private final UnaryOperator<String> texts;
    private final Map<ObjectId, String> members;

    private Respelling(
            UnaryOperator<Name> names,
            UnaryOperator<String> locals,
            UnaryOperator<String> texts,
            Map<ObjectId, String> members) {
        this.texts = texts;
        this.names = names;
        this.locals = locals;
        this.members = members;
    }

    /**
     * As the server stores names: relative to the first managed schema, at most 63 bytes.
     *
     * @throws ModelException if two names become one
     */
    static SchemaModel asStored(SchemaModel model, Scope scope) {
        var respelling = new Respelling(
                name -> clip(scope.relative(name)),
                DefaultNames::clip,
                sql -> Sql.withoutSchema(sql, scope.defaultSchema()),
                Map.of());
        var home = ObjectId.namespace(scope.defaultSchema());
        var objects = scope.defaultSchema().isEmpty() || !model.contains(home) ? model : model.without(home);
        respelling.refuseCollisions(objects);
        return respelling.of(objects);
    }

    /** With other names for these parts of tables. */
    static SchemaModel renamed(SchemaModel model, Map<ObjectId, String> members) {
        return members.isEmpty() ? model : new Respelling(name -> name, local -> local, sql -> sql, members).of(model);
    }

    private static Name clip(Name name) {
        return Name.of(DefaultNames.clip(name.schema()), DefaultNames.clip(name.local()));
    }

    private void refuseCollisions(SchemaModel model) {
        var holders = new HashMap<String, ObjectId>();
        for (SchemaObject object : model.everything().values()) {
            var after = of(object);
            Set<String> claims =
                    after instanceof Table ? Set.of("relation " + after.id().name()) : after.claims();
            claims = claims.isEmpty() ? Set.of(after.id().toString()) : claims;
            for (String claim : claims) {
                ObjectId other = holders.putIfAbsent(claim, object.id());
                if (other != null && (isCut(object.id()) || isCut(other))) {
                    throw new ModelException(
                            object.id() + " and " + other + " have one name to PostgreSQL, which keeps "
                                    + DefaultNames.MAX_BYTES + " bytes of it; give one of them a shorter name",
                            null);
                }
            }
        }
    }

    private boolean isCut(ObjectId id) {
        return !clip(id.name()).equals(id.name()) || !locals.apply(id.member()).equals(id.member());
    }

    private SchemaModel of(SchemaModel model) {
        var objects = model.objects().stream().map(this::of).toList();
        return SchemaModel.of(objects)
                .withNegotiable(model.negotiable().stream().map(this::id).collect(Collectors.toSet()));
    }

    private ObjectId id(ObjectId id) {
        String arguments = SqlObject.arguments(id);
        if (!arguments.isEmpty()) {
            Name bare = names.apply(SqlObject.bareName(id));
            return new ObjectId(id.kind(), new Name(bare.schema(), bare.local() + texts.apply(arguments)));
        }
        return new ObjectId(id.kind(), names.apply(id.name()), id.isMember() ? member(id) : "");
    }

    private String member(ObjectId id) {
        String renamed = members.get(id);
        return renamed == null ? locals.apply(id.member()) : renamed;
    }

    private List<String> columns(List<String> columns) {
        return columns.stream().map(locals).toList();
    }

    private SchemaObject of(SchemaObject object) {
        if (object instanceof Table table) {
            var parts = new ArrayList<SchemaObject>();
            table.members().forEach(part -> parts.add(of(part)));
            return Table.of(names.apply(table.name()), parts);
        }
        if (object instanceof Sequence sequence) {
            return new Sequence(names.apply(sequence.name()), sequence.options());
        }
        if (object instanceof EnumType type) {
            return new EnumType(names.apply(type.name()), type.labels());
        }
        if (object instanceof Domain domain) {
            return new Domain(
                    names.apply(domain.name()),
                    domain.type(),
                    optional(domain.collation()),
                    domain.notNull(),
                    domain.defaultSql(),
                    domain.checks());
        }
        if (object instanceof CompositeType type) {
            return new CompositeType(names.apply(type.name()), type.attributes());
        }
        if (object instanceof Namespace namespace) {
            return new Namespace(locals.apply(namespace.name()));
        }
        if (object instanceof SqlObject definition) {
            return new SqlObject(id(definition.id()), texts.apply(definition.sql()));
        }
        if (object instanceof Setting setting) {
            return new Setting(
                    id(setting.on()), setting.key(), texts.apply(setting.set()), texts.apply(setting.reset()));
        }
        return member(object);
    }

    private SchemaObject member(SchemaObject object) {
        if (object instanceof Column column) {
            return new Column(
                    names.apply(column.table()),
                    locals.apply(column.name()),
                    column.type(),
                    column.nullable(),
                    column.defaultSql(),
                    column.identity(),
                    column.generated(),
                    optional(column.collation()));
        }
        if (object instanceof Index index) {
            return new Index(
                    names.apply(index.table()),
                    member(index.id()),
                    index.unique(),
                    index.keys().stream().map(this::key).toList(),
                    columns(index.include()),
                    index.method(),
                    index.predicate(),
                    index.nullsNotDistinct());
        }
        if (object instanceof SequenceOwner owner) {
            return new SequenceOwner(
                    names.apply(owner.sequence()), names.apply(owner.table()), locals.apply(owner.column()));
        }
        return object instanceof Comment comment ? new Comment(id(comment.on()), comment.text()) : constraint(object);
    }

    private SchemaObject constraint(SchemaObject object) {
        if (object instanceof PrimaryKey key) {
            return new PrimaryKey(
                    names.apply(key.table()),
                    member(key.id()),
                    columns(key.columns()),
                    key.timing(),
                    columns(key.include()),
                    key.withoutOverlaps());
        }
        if (object instanceof UniqueConstraint unique) {
            return new UniqueConstraint(
                    names.apply(unique.table()),
                    member(unique.id()),
                    columns(unique.columns()),
                    unique.timing(),
                    unique.nullsNotDistinct(),
                    columns(unique.include()),
                    unique.withoutOverlaps());
        }
        if (object instanceof CheckConstraint check) {
            return new CheckConstraint(
                    names.apply(check.table()),
                    member(check.id()),
                    check.expression(),
                    check.standing(),
                    check.inherited());
        }
        if (object instanceof ExclusionConstraint exclusion) {
            return new ExclusionConstraint(
                    names.apply(exclusion.table()), member(exclusion.id()), exclusion.definition());
        }
        if (object instanceof TableOption option) {
            return new TableOption(
                    names.apply(option.table()),
                    option.name(),
                    texts.apply(option.clause()),
                    texts.apply(option.set()),
                    texts.apply(option.reset()));
        }
        if (object instanceof ForeignKey key) {
            return key.named(
                    names.apply(key.table()),
                    member(key.id()),
                    columns(key.columns()),
                    names.apply(key.target()),
                    columns(key.targetColumns()),
                    columns(key.setOnDelete()));
        }
        return object;
    }

    private IndexKey key(IndexKey key) {
        return new IndexKey(
                key.column() == null ? null : locals.apply(key.column()),
                key.expression(),
                key.descending(),
                key.nullsFirst(),
                optional(key.collation()),
                optional(key.operatorClass()));
    }

    /** A collation or operator class; those of PostgreSQL itself are found without a schema. */
    private @Nullable Name optional(@Nullable Name name) {
        if (name == null) {
            return null;
        }
        return name.schema().equals(SqlTypes.CATALOG) ? name.inSchema("") : names.apply(name);
    }
}
