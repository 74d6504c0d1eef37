package dev.aludel.postgres.mappings;

import static dev.aludel.postgres.mappings.Mapping.mapping;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Mappings that stand in XML. */
class XmlTest {

    @TestFactory
    Stream<DynamicTest> holds() throws Exception {
        return Mappings.prove(rows());
    }

    static Mapping[] rows() {
        return new Mapping[] {
            mapping("orm.xml").files("mappings/orm.xml"),
            mapping("hbm.xml").files("mappings/legacy.hbm.xml"),
            mapping("database objects")
                    .files("mappings/objects.hbm.xml")
                    .noting("an auxiliary database object is not read: insert into thing values (1, 'one')"),
            mapping("what Hibernate 7 has in XML")
                    .files("mappings/orm-3.2.xml")
                    .in(Versions.SEVEN)
                    .noting("table machine_by_xml: its options are not read: with (fillfactor = 70)")
                    .leavingOut("fillfactor")
        };
    }

    enum State {
        ON,
        OFF
    }

    static class Thing {
        Long id;
        String name;
    }

    static class Place {
        int floor;
        String room;
    }

    static class Machine {
        Long id;
        int version;
        String serial;
        String maker;
        String manual;
        java.time.Instant built;
        State state;
        Machine partOf;
        List<String> labels;
        Place place;
        String ignored;
    }
}
