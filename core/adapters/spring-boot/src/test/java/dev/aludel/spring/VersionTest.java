package dev.aludel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.hibernate.Version;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;

/** These tests run on what their profile says: compiled once, they tell nothing otherwise. */
class VersionTest {

    @Test
    void runsOnTheSpringBootOfTheProfile() {
        boolean isFour = System.getProperty("aludel.spring-boot", "3").equals("4");
        assertThat(Applications.IS_BOOT_4).isEqualTo(isFour);
        assertThat(SpringBootVersion.getVersion()).startsWith(isFour ? "4." : "3.5.");
        assertThat(SpringVersion.getVersion()).startsWith(isFour ? "7." : "6.2.");
        assertThat(Version.getVersionString()).startsWith(isFour ? "7." : "6.6.");
    }
}
