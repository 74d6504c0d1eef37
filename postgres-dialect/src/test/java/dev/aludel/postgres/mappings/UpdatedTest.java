package dev.aludel.postgres.mappings;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The same mappings, in databases that Hibernate has brought up to date ({@code hbm2ddl.auto=update}): names differ there. */
@Tag("long")
class UpdatedTest {

    @TestFactory
    Stream<DynamicTest> holds() throws Exception {
        return Mappings.proveUpdated(Stream.of(
                        AssociationsTest.rows(),
                        BesidesTest.rows(),
                        CollectionsTest.rows(),
                        ConstraintsTest.rows(),
                        EmbeddablesTest.rows(),
                        ExtensionsTest.rows(),
                        IdentifiersTest.rows(),
                        InheritanceTest.rows(),
                        NamesTest.rows(),
                        TypesTest.rows(),
                        VersionsTest.rows(),
                        XmlTest.rows())
                .flatMap(Arrays::stream)
                .toArray(Mapping[]::new));
    }
}
