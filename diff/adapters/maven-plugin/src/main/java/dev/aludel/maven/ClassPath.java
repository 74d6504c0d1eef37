package dev.aludel.maven;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.ArtifactUtils;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * What the command line runs on: all that the tests of the project see, and of what the plugin brings whatever the project
 * lacks. Of a library that both have, the project's version counts.
 */
record ClassPath(List<Path> places) {

    private static final String OURS = "dev.aludel";

    /**
     * @throws MojoExecutionException if project and plugin have different versions of Aludel
     */
    static ClassPath of(List<String> project, Collection<Artifact> projectArtifacts, List<Artifact> pluginArtifacts)
            throws MojoExecutionException {
        requireOneVersion(projectArtifacts, pluginArtifacts);
        Set<String> known =
                projectArtifacts.stream().map(ArtifactUtils::versionlessKey).collect(Collectors.toSet());
        var places = new ArrayList<Path>();
        project.stream().map(Path::of).forEach(places::add);
        pluginArtifacts.stream()
                .filter(artifact -> !known.contains(ArtifactUtils.versionlessKey(artifact)))
                .map(Artifact::getFile)
                .map(File::toPath)
                .forEach(places::add);
        return new ClassPath(places);
    }

    private static void requireOneVersion(Collection<Artifact> project, List<Artifact> plugin)
            throws MojoExecutionException {
        for (Artifact brought : ours(plugin).toList()) {
            for (Artifact other : ours(project).toList()) {
                if (!brought.getBaseVersion().equals(other.getBaseVersion())) {
                    throw new MojoExecutionException("the project has " + other.getArtifactId() + " "
                            + other.getBaseVersion() + ", and the plugin is of " + brought.getBaseVersion()
                            + "; give both the same version");
                }
            }
        }
    }

    private static Stream<Artifact> ours(Collection<Artifact> artifacts) {
        return artifacts.stream().filter(artifact -> artifact.getGroupId().equals(OURS));
    }

    ApplicationLoader loader() throws MojoExecutionException {
        var urls = new ArrayList<URL>();
        for (Path place : places) {
            try {
                urls.add(place.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new MojoExecutionException("not a place for classes: " + place, e);
            }
        }
        return new ApplicationLoader(urls.toArray(URL[]::new));
    }
}
