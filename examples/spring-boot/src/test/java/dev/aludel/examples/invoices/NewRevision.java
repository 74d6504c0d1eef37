package dev.aludel.examples.invoices;

import dev.aludel.diff.Autogen;
import dev.aludel.diff.Revisions;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Writes the revision that a changed entity needs, in Java, to be looked at and committed. All revisions that there are have
 * been applied to an empty database when the entities are compared with it.
 */
public class NewRevision {

    public static void main(String[] message) {
        var application = new SpringApplicationBuilder(InvoicesApplication.class, LocalPostgres.class)
                .web(WebApplicationType.NONE)
                .run("--spring.jpa.hibernate.ddl-auto=none");
        try (application) {
            var autogen = Autogen.builder()
                    .entityManagerFactory(application.getBean(EntityManagerFactory.class))
                    .dataSource(application.getBean(DataSource.class))
                    .build();
            var revisions = Revisions.builder()
                    .autogen(autogen)
                    .directory(Path.of("src/main/java/db/revisions"))
                    .build();
            System.out.println(revisions
                    .generate(String.join(" ", message))
                    .map(file -> "Written: " + file.path())
                    .orElse("Nothing changed."));
        }
    }
}
