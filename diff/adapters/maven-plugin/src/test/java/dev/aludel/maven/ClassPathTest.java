package dev.aludel.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;

/** Whose jar counts. */
class ClassPathTest {

    @Test
    void theProjectsVersionCounts() throws MojoExecutionException {
        var path = ClassPath.of(
                List.of("classes", "slf4j-api-2.1.jar"),
                List.of(artifact("org.slf4j", "slf4j-api", "2.1")),
                List.of(artifact("org.slf4j", "slf4j-api", "2.0"), artifact("info.picocli", "picocli", "4.7")));
        assertThat(path.places())
                .containsExactly(Path.of("classes"), Path.of("slf4j-api-2.1.jar"), Path.of("picocli-4.7.jar"));
    }

    @Test
    void aludelIsOfOneVersion() {
        assertThatThrownBy(() -> ClassPath.of(
                        List.of(),
                        List.of(artifact("dev.aludel", "aludel-core", "1.0")),
                        List.of(artifact("dev.aludel", "aludel-cli", "1.1"))))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("the project has aludel-core 1.0, and the plugin is of 1.1; give both the same version");
    }

    @Test
    void seesNothingOfMaven() throws Exception {
        try (var loader = new ClassPath(List.of()).loader()) {
            assertThat(loader.loadClass("java.sql.Driver")).isNotNull();
            assertThatThrownBy(() -> loader.loadClass(Artifact.class.getName()))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        var loader = new WeakReference<>(closedAfterUse());
        for (int i = 0; i < 100 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(50);
        }
        assertThat(loader.get()).isNull();
    }

    private static ClassLoader closedAfterUse() throws Exception {
        var places = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        try (var loader = new ClassPath(places).loader()) {
            // it enters itself in the list of drivers
            Class.forName("org.postgresql.Driver", true, loader);
            return loader;
        }
    }

    private static Artifact artifact(String group, String name, String version) {
        var artifact =
                new DefaultArtifact(group, name, version, "runtime", "jar", "", new DefaultArtifactHandler("jar"));
        artifact.setFile(new File(name + "-" + version + ".jar"));
        return artifact;
    }
}
