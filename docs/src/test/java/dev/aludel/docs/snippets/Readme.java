package dev.aludel.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.core.run.UpgradeResult;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.AutogenBuilder;
import dev.aludel.diff.Revisions;
import dev.aludel.diff.SchemaDiff;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;

/** What README.md shows. Compiled, not run: the quickstart runs the same calls. */
final class Readme {

    private Readme() {}

    static UpgradeResult start(DataSource dataSource) {
        Migrator migrator = Migrator.builder().dataSource(dataSource).build(); // revisions in classpath:db/revisions
        UpgradeResult result = migrator.upgradeToHead();
        return result;
    }

    static void test(EntityManagerFactory entityManagerFactory, DataSource dataSource) {
        SchemaDiff diff = Autogen.diff(entityManagerFactory, dataSource);
        assertThat(diff.isEmpty()).as(diff.describe()).isTrue();
    }

    static Optional<RevisionFile> develop(DataSource dataSource) {
        Autogen autogen = Autogen.builder()
                .packages("com.acme.shop")
                .dataSource(dataSource)
                .renames(RenameHints.none().column("invoice", "total", "amount"))
                .build();
        Revisions revisions = Revisions.builder().autogen(autogen).build(); // into src/main/java/db/revisions
        Optional<RevisionFile> file = revisions.generate("Rename the total"); // empty when nothing changed
        return file;
    }

    static SchemaDiff withViews(DataSource dataSource) {
        AutogenBuilder views = Autogen.builder()
                .packages("com.acme.shop")
                .sqlFile(Path.of("src/main/sql/views.sql")) // views, routines, triggers, policies, domains, extensions
                .dataSource(dataSource);
        return views.build().diff();
    }
}
