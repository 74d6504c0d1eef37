package dev.aludel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.aludel.testing.ServerChoice.Container;
import dev.aludel.testing.ServerChoice.Embedded;
import dev.aludel.testing.ServerChoice.Existing;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerChoiceTest {
    private static final String URL = "jdbc:postgresql://db.example:5433/shop?user=me&password=s3cret";

    static Stream<Arguments> choices() {
        return Stream.of(
                arguments(null, null, new Embedded()),
                arguments("", " ", new Embedded()),
                arguments("embedded", null, new Embedded()),
                arguments(" embedded ", "testcontainers", new Embedded()),
                arguments(null, "testcontainers", new Container("postgres:18")),
                arguments("", "testcontainers", new Container("postgres:18")),
                arguments("testcontainers:postgres:17", null, new Container("postgres:17")),
                arguments(
                        "testcontainers:registry.example/pg:16-alpine",
                        null,
                        new Container("registry.example/pg:16-alpine")),
                arguments(URL, "embedded", new Existing(URL)),
                arguments(null, "jdbc:postgresql://localhost/", new Existing("jdbc:postgresql://localhost/")));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void propertyWinsOverVariableAndNeitherMeansEmbedded(
            @Nullable String property, @Nullable String variable, ServerChoice choice) {
        assertThat(ServerChoice.from(property, variable)).isEqualTo(choice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker",
                "Embedded",
                "testcontainers:",
                "testcontainers: x",
                "testcontainers:Postgres",
                "jdbc:mysql://localhost/shop",
                "postgresql://localhost/shop",
                "jdbc:postgresql://localhost:port/shop",
                "jdbc:postgresql:shop"
            })
    void anythingElseIsRefusedByName(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerChoice.from(value, null))
                .withMessageContainingAll(
                        "system property aludel.test.postgres is \"" + value + "\"",
                        "embedded",
                        "testcontainers:IMAGE",
                        "jdbc:postgresql://HOST:PORT/DATABASE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerChoice.from(null, value))
                .withMessageContaining("environment variable ALUDEL_TEST_POSTGRES");
    }

    @Test
    void secretsAreNotShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerChoice.from("postgresql://me:s3cret@localhost/shop?password=s3cret", null))
                .withMessageContaining("\"postgresql://…localhost/shop…\"")
                .withMessageNotContaining("s3cret");
        assertThat(new Existing(URL)).asString().isEqualTo("Existing[jdbc:postgresql://db.example:5433/shop…]");
    }
}
