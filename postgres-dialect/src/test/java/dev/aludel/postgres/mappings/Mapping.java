package dev.aludel.postgres.mappings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One way to map classes, put together by {@link #mapping}. */
final class Mapping {

    final String claim;
    private final List<Class<?>> classes = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    final List<String> files = new ArrayList<>();
    final Map<String, Object> settings = new LinkedHashMap<>();
    final List<String> notes = new ArrayList<>();
    final List<String> leftOut = new ArrayList<>();
    final List<String> lacking = new ArrayList<>();

    List<String> schemas = List.of("public");
    /** What is there before anybody creates anything. */
    String first = "";

    Versions versions = Versions.ALL;
    int serverSince;
    boolean comparingOnly;

    private Mapping(String claim) {
        this.claim = claim;
    }

    static Mapping mapping(String claim, Class<?>... classes) {
        var mapping = new Mapping(claim);
        mapping.classes.addAll(List.of(classes));
        return mapping;
    }

    /** All, those in text too. */
    List<Class<?>> classes() {
        if (!texts.isEmpty()) {
            texts.forEach((name, source) -> classes.add(JavaText.compile(name, source)));
            texts.clear();
        }
        return classes;
    }

    Mapping with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    /** Mappings in XML beside the classes, as resources. */
    Mapping files(String... resources) {
        files.addAll(List.of(resources));
        return this;
    }

    /** A Java class that cannot be compiled here, because not every version of Hibernate has its annotations. */
    Mapping text(String className, String source) {
        texts.put(className, source);
        return this;
    }

    /** The managed schemas; {@code public} where nothing is said. */
    Mapping schemas(String... names) {
        schemas = List.of(names);
        return this;
    }

    /** Made on both sides before. */
    Mapping after(String sql) {
        first = sql;
        return this;
    }

    /** What the reader says that it left out, all of it. */
    Mapping noting(String... texts) {
        notes.addAll(List.of(texts));
        return this;
    }

    /** Words of facts about what Hibernate makes and no model holds; {@link dev.aludel.testing.CatalogFacts} tells them. */
    Mapping leavingOut(String... words) {
        leftOut.addAll(List.of(words));
        return this;
    }

    /** There is something in it that no model holds, and without which its tables cannot be made. */
    Mapping onlyComparing() {
        comparingOnly = true;
        return this;
    }

    /** The lines of the difference to a schema that {@code hbm2ddl.auto=update} has made: what it fails to make. */
    Mapping lackingWhenUpdated(String... differences) {
        lacking.addAll(List.of(differences));
        return this;
    }

    /** Of Hibernate. */
    Mapping in(Versions which) {
        versions = which;
        return this;
    }

    /** The first PostgreSQL that can do it. */
    Mapping since(int major) {
        serverSince = major;
        return this;
    }
}
