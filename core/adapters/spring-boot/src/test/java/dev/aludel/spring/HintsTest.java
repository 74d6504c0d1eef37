package dev.aludel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What a native image keeps. */
class HintsTest {

    @Test
    void revisionsAndSettingsAreKept() {
        var hints = new RuntimeHints();
        SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class)
                .stream()
                .filter(AludelHints.class::isInstance)
                .forEach(registrar -> registrar.registerHints(hints, getClass().getClassLoader()));
        var resources = RuntimeHintsPredicates.resource();
        assertThat(resources.forResource("db/revisions/aaaa1111_create_customers.sql"))
                .accepts(hints);
        assertThat(resources.forResource("aludel.properties")).accepts(hints);
        assertThat(resources.forResource("META-INF/services/dev.aludel.core.dialect.Dialect"))
                .accepts(hints);
        assertThat(resources.forResource("application.yml")).rejects(hints);
    }
}
