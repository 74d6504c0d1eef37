package dev.aludel.core.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Right;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.laws.RandomSchemas;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.op.Rename;
import dev.aludel.core.op.Statements;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a dialect promises, tried on a server. Extend it, give it a dialect and empty databases, and run it; {@link
 * VersionTablesContract} is the other half.
 */
public abstract class DialectContract {

    private Connection connection;
    private Scope scope;

    /** The dialect to be tried. */
    protected abstract Dialect dialect();

    /**
     * A database of its own for every call, whose current schema is there and empty, as a role that may create schemas in
     * it.
     */
    protected abstract DataSource emptyDatabase() throws Exception;

    @BeforeEach
    void connect() throws Exception {
        connection = emptyDatabase().getConnection();
        ServerInfo server = dialect().inspect(connection);
        scope = new Scope(
                List.of(server.currentSchema(), SchemaSamples.OTHER, SchemaSamples.ODD), server.majorVersion());
    }

    @AfterEach
    void disconnect() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.aludel.core.tck.SchemaSamples#all")
    void aSampleComesChangesAndGoes(Sample sample) throws SQLException {
        assumeTrue(sample.since() <= scope.majorVersion(), "the server is older than that");
        run(Differ.diff(SchemaModel.empty(), sample.before()));
        SchemaModel around = read(sample.before());
        var creation = Differ.diff(sample.before(), sample.with());
        run(creation);
        SchemaModel created = read(sample.with());
        for (SchemaModel variant : sample.withVariants()) {
            var change = Differ.diff(sample.with(), variant);
            run(change);
            read(variant);
            run(Operations.reverse(change));
            assertThat(live()).as("after going back from " + variant).isEqualTo(created);
        }
        run(Operations.reverse(creation));
        assertThat(live()).isEqualTo(around);
        run(Differ.diff(sample.before(), SchemaModel.empty()));
        assertThat(live().isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.aludel.core.tck.SchemaSamples#all")
    void aSampleGetsAnotherName(Sample sample) throws SQLException {
        assumeTrue(sample.since() <= scope.majorVersion(), "the server is older than that");
        SchemaObject object = sample.object();
        // a schema is only read when it is managed, and the new name is not
        assumeTrue(!(object instanceof Comment
                || object instanceof SequenceOwner
                || object.id().kind().equals("schema")));
        run(Differ.diff(SchemaModel.empty(), sample.with()));
        SchemaModel created = read(sample.with());
        ObjectId id = object.id();
        ObjectId other = id.isMember()
                ? new ObjectId(id.kind(), id.name(), "Other \"name\"")
                : new ObjectId(id.kind(), Name.of(id.name().schema(), "Other \"name\""));
        var rename = new Rename(id, other);
        run(List.of(rename));
        read(rename.applyTo(sample.with()));
        run(List.of(rename.reverse()));
        assertThat(live()).isEqualTo(created);
    }

    @Test
    void anEnumInUseLosesAValueAndGetsItBack() throws SQLException {
        var from = SchemaModel.of(SchemaSamples.enumInUse().get(0));
        var to = SchemaModel.of(SchemaSamples.enumInUse().get(1));
        run(Differ.diff(SchemaModel.empty(), from));
        SchemaModel created = read(from);
        var change = Differ.diff(from, to);
        run(change);
        read(to);
        run(Operations.reverse(change));
        assertThat(live()).isEqualTo(created);
    }

    @Test
    @Tag("long")
    void randomSchemasComeAndGo() throws SQLException {
        long first = Long.getLong("aludel.seed", System.nanoTime());
        String schema = scope.defaultSchema();
        for (long seed = first; seed < first + 50; seed++) {
            var schemas = new RandomSchemas(seed, scope.majorVersion());
            SchemaModel from = schemas.next();
            SchemaModel to = schemas.mutate(from);
            var managed = new ArrayList<>(List.of(schema));
            managed.addAll(from.schemas());
            managed.addAll(to.schemas());
            scope = new Scope(managed, scope.majorVersion());
            try {
                run(Differ.diff(SchemaModel.empty(), from));
                SchemaModel created = read(from);
                var change = Differ.diff(from, to);
                run(change);
                read(to);
                run(Operations.reverse(change));
                assertThat(live()).isEqualTo(created);
                run(Differ.diff(from, SchemaModel.empty()));
                assertThat(live().isEmpty()).isTrue();
            } catch (SQLException | RuntimeException | AssertionError e) {
                throw new AssertionError("with -Daludel.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** In one transaction, as a revision runs. */
    private void run(List<Operation> operations) throws SQLException {
        connection.setAutoCommit(false);
        for (var statements : Statements.of(operations, dialect(), scope)) {
            for (var statement : statements) {
                if (!statement.transactional()) {
                    connection.commit();
                }
                connection.setAutoCommit(!statement.transactional());
                run(statement.sql());
            }
        }
        connection.setAutoCommit(true);
    }

    private void run(String sql) throws SQLException {
        assertThat(sql).isNotBlank().doesNotEndWith(";").isEqualTo(sql.strip());
        try (var jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            jdbc.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(sql + "\n" + e.getMessage(), e);
        }
    }

    private SchemaModel live() throws SQLException {
        return dialect().read(connection, scope, Set.of());
    }

    /** The live schema, which must say what {@code wanted} says. */
    private SchemaModel read(SchemaModel wanted) throws SQLException {
        SchemaModel live = live();
        var normalized = dialect().normalize(connection, wanted, live, scope);
        assertThat(normalized.undecided()).isEmpty();
        assertThat(Differ.diff(live, normalized.model()))
                .extracting(Operation::describe)
                .isEmpty();
        assertThat(normalized.model()).isEqualTo(live);
        return live;
    }

    @Test
    void readingNeedsNoRightToWrite() throws SQLException {
        Table table = SchemaSamples.all()
                .map(Sample::object)
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .findFirst()
                .orElseThrow();
        run(Differ.diff(SchemaModel.empty(), SchemaModel.of(table)));
        connection.setReadOnly(true);
        read(SchemaModel.of(table));
        assertThat(dialect()
                        .read(connection, scope, Set.of(table.name().local()))
                        .isEmpty())
                .as("excluded")
                .isTrue();
    }

    @Test
    void everyNounHasItsSupport() {
        SchemaSamples.all()
                .map(sample -> sample.object().getClass())
                .distinct()
                .forEach(noun -> assertThat(dialect().support(noun).type()).isEqualTo(noun));
    }

    @Test
    void theServerIsKnown() throws SQLException {
        ServerInfo server = dialect().inspect(connection);
        assertThat(dialect().speaks(server.product())).isTrue();
        assertThat(dialect().speaks("Nobody's Database")).isFalse();
        assertThat(server.version()).startsWith(Integer.toString(server.majorVersion()));
        assertThat(server.readOnly()).isFalse();
        assertThat(dialect().missingRights(connection, scope, Set.of(Right.createIn(scope.defaultSchema()))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int",
                "INTEGER",
                "int4[]",
                "character varying(80)",
                "VARCHAR (80)",
                "decimal(10, 2)",
                "numeric",
                "float8",
                "timestamp with time zone",
                "timestamp(3) without time zone",
                "timestamptz(6)",
                "bool",
                "double precision",
                "time",
                "char(3)",
                "text[]",
                "uuid",
                "billing.color",
                "\"Odd type\"",
                "\"odd(1)\"[]"
            })
    void aNormalTypeIsNormal(String type) {
        String normal = dialect().normalType(type);
        assertThat(dialect().normalType(normal)).isEqualTo(normal);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.aludel.core.tck.SchemaSamples#all")
    void whatAScriptCreatesIsRecognised(Sample sample) {
        assumeTrue(sample.object().table() == null && !(sample.object() instanceof Comment), "a member");
        var script = new ArrayList<String>();
        Differ.diff(sample.before(), sample.with())
                .forEach(operation -> operation
                        .sql(dialect(), Scope.unqualified(scope.majorVersion()))
                        .forEach(statement -> script.add(statement.sql())));
        assertThat(dialect().created(String.join(";\n", script), Set.of())).contains(sample.id());
    }

    @Test
    void errorsAreClassified() throws SQLException {
        assertThat(dialect().classify(new SQLException("gone", "08006"))).isEqualTo(Dialect.Failure.UNREACHABLE);
        assertThat(dialect().classify(new SQLException("who?", "28000"))).isEqualTo(Dialect.Failure.LOGIN);
        assertThat(dialect().classify(new SQLException("clash", "40001"))).isEqualTo(Dialect.Failure.RETRY);
        assertThat(dialect().classify(new SQLException("no state"))).isEqualTo(Dialect.Failure.STATEMENT);
        assertThat(dialect().classify(failure("this is no SQL"))).isEqualTo(Dialect.Failure.STATEMENT);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        assertThat(dialect().classify(failure("create table t (id integer)"))).isEqualTo(Dialect.Failure.READ_ONLY);
    }

    private SQLException failure(String sql) {
        var failures = new ArrayList<SQLException>();
        assertThatThrownBy(() -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute(sql);
                    } catch (SQLException e) {
                        failures.add(e);
                        throw e;
                    }
                })
                .isInstanceOf(SQLException.class);
        return failures.get(0);
    }
}
