package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 56: several heads are named, and gone to only by who says so; every shape of graph goes all the way and back. */
class GraphShapesTest {

    /** Each word is a revision and what it revises: {@code c:a,b}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a b:a",
                "a b:a c:b d:c e:d",
                "a b",
                "a b c",
                "a b:a c:a",
                "a b:a c:a d:a",
                "a b:a c:a d:b,c",
                "a b:a c:a d:b,c e:d",
                "a b:a c:a d:b e:c",
                "a b:a c:a d:b e:c f:d,e",
                "a b c:a,b",
                "a b c d:a,b,c",
                "a b:a c:b d:a",
                "a b:a c:b d:a e:d f:c,e",
                "a b:a c:a d:b,c e:b,c",
                "a b:a c:a d:b,c e:b,c f:d,e",
                "a b:a c:b d:b e:c,d f:a",
                "a b:a x y:x",
                "a b:a x y:x z:b,y",
                "a b:a c:a d:a e:b,c f:c,d g:e,f",
                "a b:a c:b d:c e:a f:e g:f h:d,g i:h j:h",
            })
    void headsAreNamedAndNeverGuessed(String shape) throws Exception {
        var scripts = new ArrayList<RevisionScript>();
        Set<String> heads = new TreeSet<>();
        for (String word : shape.split(" ")) {
            var parts = word.split(":");
            String[] revises = parts.length == 1 ? new String[0] : parts[1].split(",");
            heads.removeAll(List.of(revises));
            heads.add(parts[0]);
            scripts.add(Script.of(
                    parts[0],
                    "",
                    op -> op.execute("CREATE TABLE t_" + parts[0] + " (id int)").reversedBy("DROP TABLE t_" + parts[0]),
                    revises));
        }
        try (Database database = new Database()) {
            var migrator = database.migrator(scripts);
            if (heads.size() > 1) {
                var failure = catchThrowableOfType(RevisionException.class, migrator::upgradeToHead);
                assertThat(failure.reason()).isEqualTo(RevisionException.Reason.MULTIPLE_HEADS);
                assertThat(failure.revisions()).containsExactlyInAnyOrderElementsOf(heads);
                assertThat(failure.getMessage()).contains(heads);
                assertThat(database.tables()).isEmpty();
                assertThat(migrator.upgradeTo("heads").heads()).isEqualTo(heads);
            } else {
                assertThat(migrator.upgradeToHead().heads()).isEqualTo(heads);
            }
            assertThat(database.heads()).containsExactlyElementsOf(heads);
            assertThat(database.tables()).hasSize(scripts.size());
            assertThat(migrator.status().findings())
                    .allMatch(finding -> heads.size() > 1 && finding.what().contains("multiple head"));
            migrator.downgradeTo("base");
            assertThat(database.tables()).isEmpty();
            assertThat(database.heads()).isEmpty();
        }
    }
}
