package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Right;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Sequence;
import dev.aludel.testing.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a role lacks is told before anything runs, and how to get it. */
class RightsTest {

    private static final Name INVOICE = Name.of("invoice");

    private static final List<Right> NEEDS = Stream.concat(
                    Stream.of(
                                    ObjectId.table(INVOICE),
                                    ObjectId.column(INVOICE, "total"),
                                    new ObjectId(Column.KIND, Name.of("billing", "line"), "id"),
                                    Comment.id(ObjectId.table(INVOICE)),
                                    Sequence.id(Name.of("numbers")),
                                    EnumType.id(Name.of("color")),
                                    ObjectId.namespace("billing"),
                                    ObjectId.table(Name.of("not_there")))
                            .map(Right::own),
                    Stream.of("public", "billing", "audit").map(Right::createIn))
            .toList();

    @Test
    void eachThingThatIsMissingIsOneLine() throws Exception {
        var server = TestServer.shared();
        var legacy = server.role();
        var app = server.role();
        try (var database = server.database()) {
            database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE SCHEMA billing; CREATE TABLE invoice"
                    + " (total integer); CREATE TABLE billing.line (id integer); CREATE SEQUENCE numbers; CREATE TYPE color AS"
                    + " ENUM ('RED')");
            for (String thing : List.of(
                    "TABLE invoice", "TABLE billing.line", "SEQUENCE numbers", "TYPE color", "SCHEMA billing")) {
                database.execute("ALTER " + thing + " OWNER TO " + legacy.name());
            }
            var scope = new Scope(List.of("public", "billing"), server.major());
            String belongs = " belongs to role " + legacy.name() + ": run as that role, or GRANT " + legacy.name()
                    + " TO " + app.name();
            try (var counted = new CountedConnection(database, app.name(), app.password())) {
                assertThat(Rights.missing(counted.connection, scope, NEEDS))
                        .containsExactlyInAnyOrder(
                                "role " + app.name() + " may not create schema \"audit\": GRANT CREATE ON DATABASE "
                                        + database.name() + " TO " + app.name(),
                                "role " + app.name()
                                        + " may not create in schema \"billing\": GRANT CREATE ON SCHEMA billing TO "
                                        + app.name(),
                                "role " + app.name()
                                        + " may not create in schema \"public\": GRANT CREATE ON SCHEMA public TO "
                                        + app.name(),
                                "role " + app.name()
                                        + " may not look into schema \"billing\": GRANT USAGE ON SCHEMA billing TO "
                                        + app.name(),
                                "schema billing" + belongs,
                                "sequence numbers" + belongs,
                                "table billing.line" + belongs,
                                "table invoice" + belongs,
                                "type color" + belongs);
                assertThat(counted.taken()).isEqualTo(1);
                assertThat(Rights.missing(counted.connection, scope, List.of())).isEmpty();
                assertThat(counted.taken()).isZero();
            }
            database.execute("GRANT " + legacy.name() + " TO " + app.name() + "; GRANT CREATE ON SCHEMA public TO "
                    + app.name() + "; GRANT CREATE ON DATABASE \"" + database.name() + "\" TO " + app.name());
            try (var connection = database.asRole(app).getConnection()) {
                assertThat(Rights.missing(connection, scope, NEEDS)).isEmpty();
            }
            try (var superuser = database.dataSource().getConnection()) {
                assertThat(Rights.missing(superuser, scope, NEEDS)).isEmpty();
            }
        }
    }
}
