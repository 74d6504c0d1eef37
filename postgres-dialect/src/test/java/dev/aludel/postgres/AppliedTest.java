package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.laws.RandomSchemas;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.op.Statements;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.core.tck.Sample;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The law of replaying: the statements that lead from a schema to another one, applied to the one, give the other, without
 * a server. Try one again with {@code -Daludel.seed=…}.
 */
class AppliedTest {

    private static final long SEED = Long.getLong("aludel.seed", System.nanoTime());

    private static final int SERVER = 18;

    private final Dialect dialect = new PostgresDialect();

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.aludel.core.tck.SchemaSamples#all")
    void aSampleComesChangesAndGoes(Sample sample) {
        holds(SchemaModel.empty(), sample.before(), List.of());
        holds(sample.before(), sample.with(), List.of());
        sample.withVariants().forEach(variant -> holds(sample.with(), variant, List.of()));
    }

    @Test
    void holdsBetweenRandomSchemas() {
        pairs(1_000);
    }

    @Test
    @Tag("long")
    void holdsBetweenManyRandomSchemas() {
        pairs(Integer.getInteger("aludel.pairs", 10_000));
    }

    private void pairs(int count) {
        for (long seed = SEED; seed < SEED + count; seed++) {
            try {
                var schemas = new RandomSchemas(seed, SERVER);
                SchemaModel from = schemas.next();
                holds(SchemaModel.empty(), from, List.of());
                holds(from, schemas.mutate(from), List.of());
                var renamed = schemas.rename(from);
                holds(from, renamed.model(), Differ.diff(from, renamed.model(), renamed.hints()));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("with -Daludel.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private void holds(SchemaModel from, SchemaModel to, List<Operation> found) {
        var operations = found.isEmpty() ? Differ.diff(from, to) : found;
        for (Scope scope : List.of(Scope.unqualified(SERVER), managed(from, to))) {
            leads(from, to, operations, scope);
            leads(to, from, Operations.reverse(operations), scope);
        }
    }

    private static Scope managed(SchemaModel from, SchemaModel to) {
        var schemas = new LinkedHashSet<>(List.of("first"));
        schemas.addAll(from.schemas());
        schemas.addAll(to.schemas());
        return new Scope(List.copyOf(schemas), SERVER);
    }

    private void leads(SchemaModel from, SchemaModel to, List<Operation> operations, Scope scope) {
        var texts = new ArrayList<String>();
        SchemaModel model = from;
        for (var statements : Statements.of(operations, dialect, scope)) {
            for (Statement statement : statements) {
                texts.add(statement.sql());
                try {
                    model = DdlReader.read(statement.sql(), model, scope);
                } catch (RuntimeException e) {
                    throw new AssertionError(e.getMessage() + " in: " + statement.sql(), e);
                }
            }
        }
        assertThat(differences(model, to)).as(() -> String.join(";\n", texts)).isEmpty();
    }

    /** What is not the same in two models, a line for each. */
    static List<String> differences(SchemaModel is, SchemaModel shouldBe) {
        Map<ObjectId, SchemaObject> there = normal(is);
        Map<ObjectId, SchemaObject> wanted = normal(shouldBe);
        var ids = new TreeSet<>(there.keySet());
        ids.addAll(wanted.keySet());
        return ids.stream()
                .filter(id -> !String.valueOf(there.get(id)).equals(String.valueOf(wanted.get(id))))
                .map(id -> id + ": is " + there.get(id) + ", should be " + wanted.get(id))
                .collect(Collectors.toList());
    }

    /** Types in their normal spelling, as a catalog is read; defaults without parentheses around all of them. */
    private static Map<ObjectId, SchemaObject> normal(SchemaModel model) {
        var normal = new TreeMap<ObjectId, SchemaObject>();
        for (SchemaObject object : model.everything().values()) {
            normal.put(object.id(), normal(object));
        }
        return normal;
    }

    private static SchemaObject normal(SchemaObject object) {
        if (object instanceof Table table) {
            return Table.of(table.name());
        }
        if (object instanceof Column column) {
            String value = column.defaultSql();
            return column.withType(normal(column.type()))
                    .withDefault(value == null ? null : CatalogText.unwrapped(value));
        }
        if (object instanceof Domain domain) {
            return domain.withType(normal(domain.type()));
        }
        if (object instanceof CompositeType type) {
            return new CompositeType(
                    type.name(),
                    type.attributes().stream()
                            .map(part ->
                                    new CompositeType.Attribute(part.name(), normal(part.type()), part.collation()))
                            .toList());
        }
        return object;
    }

    private static SqlType normal(SqlType type) {
        return SqlType.of(SqlTypes.normal(type.text()));
    }
}
