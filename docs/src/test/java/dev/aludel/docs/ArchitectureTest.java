package dev.aludel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The project keeps every guard. */
class ArchitectureTest {
    private static final ProjectTree PROJECT = ProjectTree.ofThisBuild();
    private static JavaClasses classes;

    @BeforeAll
    static void readMainClasses() {
        assertThat(PROJECT.mainClasses())
                .as("compiled modules; build the whole project from its root")
                .isNotEmpty()
                .allMatch(Files::isDirectory);
        classes = new ClassFileImporter().importPaths(PROJECT.mainClasses());
    }

    @Test
    void seesEveryRoom() {
        assertThat(ImportGuards.ROOMS).allMatch(classes::containPackage);
    }

    @Test
    void roomsStandInOneLine() {
        assertThat(ImportGuards.againstTheLine(classes)).isEmpty();
    }

    @Test
    void packagesHaveNoCycles() {
        assertThat(ImportGuards.cycles(classes)).isEmpty();
    }

    @Test
    void coreStandsOnTheJdkAndSlf4j() {
        assertThat(ImportGuards.coreOnForeignGround(classes)).isEmpty();
    }

    @Test
    void readersDoNotKnowTheirFacade() {
        assertThat(ImportGuards.readersThatKnowTheirFacade(classes)).isEmpty();
    }

    @Test
    void hibernateIsKnownToOnePackage() {
        assertThat(ImportGuards.hibernateOutsideItsReader(classes)).isEmpty();
    }

    @Test
    void driverIsKnownToItsDialect() {
        assertThat(ImportGuards.driverOutsideItsDialect(classes)).isEmpty();
    }

    @Test
    void dialectKnowsTheSpiOnly() {
        assertThat(ImportGuards.dialectBeyondItsSpi(classes)).isEmpty();
    }

    @Test
    void adaptersAreLeaves() {
        assertThat(ImportGuards.adaptersThatAreUsed(classes)).isEmpty();
    }

    @Test
    void filesAreShort() {
        assertThat(SourceGuards.longFiles(PROJECT)).isEmpty();
    }

    @Test
    void packagesAreIntroduced() {
        assertThat(SourceGuards.packagesNotIntroduced(PROJECT)).isEmpty();
    }

    @Test
    void topLevelIsFixed() {
        assertThat(SourceGuards.strangersAtTheTop(PROJECT)).isEmpty();
    }
}
