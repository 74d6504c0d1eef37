package dev.aludel.postgres.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every kind of change that a peer was measured at, as a row; the page that shows them is made of what they proved. */
class DetectionTest {

    private static List<Detection> sections() {
        return List.of(
                DetectTables.tables(),
                DetectTables.names(),
                DetectTypes.types(),
                DetectTypes.enums(),
                DetectKeys.primaryKeys(),
                DetectKeys.foreignKeys(),
                DetectKeys.uniques(),
                DetectKeys.checks(),
                DetectIndexes.indexes(),
                DetectValues.defaults(),
                DetectValues.identity(),
                DetectValues.generated(),
                DetectValues.comments(),
                DetectBeyond.definitions(),
                DetectBeyond.settings(),
                DetectBeyond.types(),
                DetectBeyond.partitions(),
                DetectOptions.constraints(),
                DetectOptions.tables());
    }

    @TestFactory
    Stream<DynamicTest> rows() throws Exception {
        var sections = sections();
        var rows = new ArrayList<Change>();
        sections.forEach(section -> rows.addAll(section.rows()));
        var thread = Thread.currentThread();
        var loader = thread.getContextClassLoader();
        thread.setContextClassLoader(Mapped.entitiesOf(rows));
        try {
            var proofs = Changes.prove(rows, (row, bench) -> {
                if (DetectionPage.isAbout()) {
                    row.update = HibernateUpdate.answer(row, bench);
                }
                bench.prove(row);
            });
            var page = DetectionPage.of(sections);
            return Stream.concat(
                    proofs, Stream.of(DynamicTest.dynamicTest("the page shows what was proved", page::isCurrent)));
        } finally {
            thread.setContextClassLoader(loader);
        }
    }
}
