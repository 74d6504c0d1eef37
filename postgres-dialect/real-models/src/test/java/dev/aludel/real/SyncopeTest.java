package dev.aludel.real;

import java.util.List;
import java.util.Map;

/** Identities, written for OpenJPA and run through its enhancer: keys of text, tables for each concrete class, an orm.xml. */
class SyncopeTest extends RealModelContract {

    private static final String ENTITY = "org.apache.syncope.core.persistence.jpa.entity.";

    private final List<Class<?>> classes = ModelJar.mappedBeside(
            ENTITY + "JPARealm",
            new MovedClasses(
                    "org.apache.syncope.",
                    // on an association, where it says what is said anyway
                    Map.of(ENTITY + "AbstractPlainAttr", Map.of("Ljavax/persistence/Column;", MovedClasses.NOTHING))));

    @Override
    List<Class<?>> classes() {
        return classes;
    }

    @Override
    List<String> mappingFiles() {
        return List.of("META-INF/spring-orm.xml");
    }

    @Override
    Counts known() {
        return new Counts(114, 647, 175, 0, 0);
    }
}
