package dev.aludel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is published can be used by those who do not know its sources. */
class PublishedTest {
    private static final ProjectTree PROJECT = ProjectTree.ofThisBuild();

    @Test
    void everyJarHasAModuleName() {
        assertThat(PublishGuards.jarsWithoutModuleName(PROJECT)).isEmpty();
    }

    @Test
    void theBomHasEverythingInTheSameVersion() {
        assertThat(PublishGuards.missingInTheBom(PROJECT)).isEmpty();
        assertThat(PublishGuards.versionsThatDiffer(PROJECT)).isEmpty();
    }

    @Test
    void everyModuleSaysWhatItIs() {
        assertThat(PublishGuards.notDescribed(PROJECT)).isEmpty();
    }
}
