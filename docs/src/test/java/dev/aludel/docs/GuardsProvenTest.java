package dev.aludel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each guard goes red when what it guards is broken, names the culprit, and stays green on what is allowed. */
class GuardsProvenTest {
    @TempDir
    Path root;

    private ProjectTree project;

    @BeforeEach
    void startWithAGoodProject() throws IOException {
        project = new ProjectTree(root);
        write(
                "pom.xml",
                "<modules><module>core</module><module>core/nested</module><module>examples/shop</module></modules>");
        write("core/src/main/java/good/package-info.java", "/** Good. */\n@NullMarked\npackage good;\n");
        write("core/src/main/java/module-info.java", "module good {}\n");
        assertThat(SourceGuards.longFiles(project)).isEmpty();
        assertThat(SourceGuards.packagesNotIntroduced(project)).isEmpty();
        assertThat(SourceGuards.strangersAtTheTop(project)).isEmpty();
    }

    /** Two classes each, the first of which uses the second. */
    static Stream<Arguments> brokenImports() {
        return Stream.of(
                broken(ImportGuards::againstTheLine, "dev.aludel.core.error", "dev.aludel.core.schema"),
                broken(ImportGuards::againstTheLine, "dev.aludel.core.dialect", "dev.aludel.core.op"),
                broken(ImportGuards::againstTheLine, "dev.aludel.core.run", "dev.aludel.core"),
                broken(ImportGuards::againstTheLine, "dev.aludel.core.attic", "java.lang"),
                broken(ImportGuards::coreOnForeignGround, "dev.aludel.core.schema", "com.acme"),
                broken(ImportGuards::coreOnForeignGround, "dev.aludel.core", "dev.aludel.diff"),
                broken(ImportGuards::readersThatKnowTheirFacade, "dev.aludel.diff.hibernate", "dev.aludel.diff"),
                broken(ImportGuards::readersThatKnowTheirFacade, "dev.aludel.diff", "dev.aludel.diff.watch"),
                broken(ImportGuards::hibernateOutsideItsReader, "dev.aludel.diff", "org.hibernate.boot"),
                broken(ImportGuards::hibernateOutsideItsReader, "dev.aludel.core.run", "org.hibernate"),
                broken(ImportGuards::driverOutsideItsDialect, "dev.aludel.core.run", "org.postgresql"),
                broken(ImportGuards::driverOutsideItsDialect, "dev.aludel.testing", "net.sf.jsqlparser.parser"),
                broken(ImportGuards::dialectBeyondItsSpi, "dev.aludel.postgres", "dev.aludel.core.op"),
                broken(ImportGuards::dialectBeyondItsSpi, "dev.aludel.postgres", "dev.aludel.core"),
                broken(ImportGuards::dialectBeyondItsSpi, "dev.aludel.postgres", "dev.aludel.diff"),
                broken(ImportGuards::adaptersThatAreUsed, "dev.aludel.diff", "dev.aludel.diff.adapters.cli"),
                broken(ImportGuards::adaptersThatAreUsed, "dev.aludel.diff", "dev.aludel.cli"),
                broken(
                        ImportGuards::adaptersThatAreUsed,
                        "dev.aludel.diff.adapters.report",
                        "dev.aludel.diff.adapters.cli"));
    }

    @ParameterizedTest(name = "{1} uses {2}")
    @MethodSource("brokenImports")
    void importGuardsGoRed(Function<JavaClasses, List<String>> guard, String user, String used) throws IOException {
        assertThat(guard.apply(compiled(user, used))).singleElement().asString().contains(user);
    }

    @Test
    void cyclesGoRed() throws IOException {
        write("a/A.java", "package dev.aludel.one; public class A { dev.aludel.two.B b; }");
        write("b/B.java", "package dev.aludel.two; public class B { dev.aludel.one.A a; }");
        assertThat(ImportGuards.cycles(compile("a/A.java", "b/B.java")))
                .singleElement()
                .asString()
                .contains("Cycle detected");
    }

    @ParameterizedTest(name = "{0} uses {1}")
    @MethodSource
    void allowedImportsStayGreen(String user, String used) throws IOException {
        JavaClasses classes = compiled(user, used);
        assertThat(Stream.<Function<JavaClasses, List<String>>>of(
                                ImportGuards::againstTheLine,
                                ImportGuards::cycles,
                                ImportGuards::coreOnForeignGround,
                                ImportGuards::readersThatKnowTheirFacade,
                                ImportGuards::hibernateOutsideItsReader,
                                ImportGuards::driverOutsideItsDialect,
                                ImportGuards::dialectBeyondItsSpi,
                                ImportGuards::adaptersThatAreUsed)
                        .flatMap(guard -> guard.apply(classes).stream()))
                .isEmpty();
    }

    static Stream<Arguments> allowedImportsStayGreen() {
        return Stream.of(
                Arguments.of("dev.aludel.core.schema", "dev.aludel.core.error"),
                Arguments.of("dev.aludel.core", "dev.aludel.core.run"),
                Arguments.of("dev.aludel.core.run", "org.slf4j"),
                Arguments.of("dev.aludel.diff", "dev.aludel.diff.hibernate"),
                Arguments.of("dev.aludel.diff.hibernate", "org.hibernate.boot"),
                Arguments.of("dev.aludel.postgres", "dev.aludel.core.dialect"),
                Arguments.of("dev.aludel.postgres", "org.postgresql"),
                Arguments.of("dev.aludel.testing", "org.postgresql"),
                Arguments.of("dev.aludel.core.adapters.spring", "dev.aludel.core"),
                Arguments.of("dev.aludel.diff.adapters.cli", "dev.aludel.diff.adapters.cli.output"),
                Arguments.of("dev.aludel.examples.shop", "org.hibernate"));
    }

    @Test
    void longFilesGoRed() throws IOException {
        write("core/src/main/java/good/Long.java", "\n".repeat(401));
        write("core/nested/src/main/java/good/Long.java", "\n".repeat(401));
        write("core/src/test/java/good/LongTest.java", "\n".repeat(801));
        write("core/src/test/java/good/ShortTest.java", "\n".repeat(800));
        write("examples/shop/src/main/java/shop/Short.java", "\n".repeat(800));
        write("examples/shop/src/main/java/shop/Long.java", "\n".repeat(801));
        assertThat(SourceGuards.longFiles(project))
                .hasSize(4)
                .allMatch(violation -> violation.contains("/Long"))
                .filteredOn(violation -> violation.startsWith("core/nested/"))
                .hasSize(1);
    }

    @Test
    void packageWithoutInfoGoesRed() throws IOException {
        write("core/src/main/java/bad/A.java", "package bad;\nclass A {}\n");
        assertThat(SourceGuards.packagesNotIntroduced(project))
                .containsExactly("core/src/main/java/bad/package-info.java: missing");
    }

    @Test
    void packageWithoutNullMarkedGoesRed() throws IOException {
        write("core/src/main/java/bad/package-info.java", "/** Not @NullMarked yet. */\npackage bad;\n");
        assertThat(SourceGuards.packagesNotIntroduced(project))
                .singleElement()
                .asString()
                .contains("no @NullMarked");
    }

    @Test
    void packageWithoutJavadocGoesRed() throws IOException {
        write("core/src/main/java/bad/package-info.java", "/** */\n@NullMarked\npackage bad;\n/** Late. */\n");
        write("core/src/main/java/worse/package-info.java", "@NullMarked\npackage worse;\n");
        assertThat(SourceGuards.packagesNotIntroduced(project))
                .hasSize(2)
                .allMatch(violation -> violation.contains("no javadoc"));
    }

    @Test
    void strangerAtTheTopGoesRed() throws IOException {
        write("utils/Everything.java", "");
        write(".github/dot-files-are-free", "");
        assertThat(SourceGuards.strangersAtTheTop(project))
                .singleElement()
                .asString()
                .startsWith("utils: ");
    }

    @Test
    void whatIsPublishedCarelesslyGoesRed() throws IOException {
        String named = "<name>N</name><description>D</description>";
        write(
                "pom.xml",
                "<version>2</version>" + named + "<modules><module>core/bom</module><module>one</module>"
                        + "<module>two</module><module>plugin</module><module>docs</module></modules>");
        write(
                "core/bom/pom.xml",
                "<artifactId>bom</artifactId><version>2</version><packaging>pom</packaging>" + named
                        + "<artifactId>one</artifactId>");
        write("one/pom.xml", "<parent><version>1</version></parent><artifactId>one</artifactId>" + named);
        write("one/src/main/java/module-info.java", "module one {}\n");
        write("plugin/pom.xml", "<artifactId>plugin</artifactId><packaging>maven-plugin</packaging>" + named);
        write("docs/pom.xml", "<artifactId>docs</artifactId><maven.deploy.skip>true</maven.deploy.skip>");
        write("two/pom.xml", "<artifactId>one</artifactId><Automatic-Module-Name>two</Automatic-Module-Name>" + named);
        assertThat(PublishGuards.jarsWithoutModuleName(project)).isEmpty();
        assertThat(PublishGuards.missingInTheBom(project)).isEmpty();
        assertThat(PublishGuards.versionsThatDiffer(project)).isEmpty();
        assertThat(PublishGuards.notDescribed(project)).isEmpty();

        write("two/pom.xml", "<artifactId>two</artifactId><name>N</name>");
        write("pom.xml", ProjectTree.read(root.resolve("pom.xml")).replace("<version>2", "<version>3"));
        assertThat(PublishGuards.jarsWithoutModuleName(project))
                .containsExactly("two: neither module-info.java nor Automatic-Module-Name");
        assertThat(PublishGuards.missingInTheBom(project)).containsExactly("two: not in core/bom/pom.xml");
        assertThat(PublishGuards.versionsThatDiffer(project))
                .singleElement()
                .asString()
                .contains("version 2");
        assertThat(PublishGuards.notDescribed(project)).containsExactly("two: no <description>");
    }

    @Test
    void linksThatLeadNowhereGoRed() throws IOException {
        write("README.md", "[docs](docs/README.md) [web](https://aludel.dev) `[no](link)`\n```\n[nor](this)\n```\n");
        write("docs/README.md", "# Two words\n[up](../README.md) [here](#two-words) [there](more/a.md#a-b-1)\n");
        write("docs/more/a.md", "# A `b`\n## a, b\n```\n# code\n```\n[back](../README.md#two-words)\n");
        assertThat(LinkGuards.brokenLinks(project)).isEmpty();
        assertThat(LinkGuards.lostPages(project)).isEmpty();

        write("docs/lost.md", "[x](nowhere.md) [y](more/a.md#code) [z](#none)\n");
        assertThat(LinkGuards.brokenLinks(project))
                .containsExactly(
                        "docs/lost.md: nowhere.md leads nowhere",
                        "docs/lost.md: more/a.md#code leads nowhere",
                        "docs/lost.md: #none leads nowhere");
        assertThat(LinkGuards.lostPages(project)).containsExactly("docs/lost.md: docs/README.md does not lead to it");
    }

    private static Arguments broken(Function<JavaClasses, List<String>> guard, String user, String used) {
        return Arguments.of(guard, user, used);
    }

    private JavaClasses compiled(String user, String used) throws IOException {
        boolean outside = used.startsWith("java.");
        write(
                "user/User.java",
                "package %s; class User { %s field; }".formatted(user, used + (outside ? ".Object" : ".Used")));
        write("used/Used.java", "package %s; public class Used {}".formatted(outside ? "unused" : used));
        return compile("user/User.java", "used/Used.java");
    }

    private JavaClasses compile(String... files) throws IOException {
        Path classes = Files.createDirectories(root.resolve("classes"));
        Stream<String> options = Stream.of("-proc:none", "-d", classes.toString());
        Stream<String> sources = Stream.of(files).map(file -> root.resolve(file).toString());
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, Stream.concat(options, sources).toArray(String[]::new));
        assertThat(exitCode).isZero();
        return new ClassFileImporter().importPath(classes);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
