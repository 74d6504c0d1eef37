package dev.aludel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.annotation.ImportCandidates;

/** Tests of a part of an application migrate as the application does. */
class SliceTest {

    @Test
    void everySliceWithADatabaseTakesAludelIn() {
        var names = Applications.IS_BOOT_4
                ? List.of("org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureDataSourceInitialization")
                : List.of(
                        "org.springframework.boot.test.autoconfigure.orm.jpa.AutoConfigureDataJpa",
                        "org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureJdbc",
                        "org.springframework.boot.test.autoconfigure.data.jdbc.AutoConfigureDataJdbc",
                        "org.springframework.boot.test.autoconfigure.jooq.AutoConfigureJooq");
        for (String name : names) {
            var taken = new ArrayList<String>();
            ImportCandidates.load(Applications.either(name), getClass().getClassLoader())
                    .forEach(taken::add);
            assertThat(taken).as(name).contains(AludelAutoConfiguration.class.getName());
        }
    }
}
