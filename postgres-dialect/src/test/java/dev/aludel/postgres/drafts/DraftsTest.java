package dev.aludel.postgres.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.diff.Draft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a draft says becomes the header, and what makes no sense is refused before a file is written. */
class DraftsTest {

    @TempDir
    private Path directory;

    private Drafts drafts;

    @BeforeEach
    void fork() {
        drafts = new Drafts(directory.resolve("revisions"), RevisionFormat.SQL);
        drafts.empty("base1", "base");
        drafts.empty("one11", "base1");
        drafts.revisions()
                .empty(Draft.of("Two")
                        .id("two22")
                        .head("base1")
                        .splice(true)
                        .labels("billing")
                        .dependsOn("one"));
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(drafts.directory())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void refused(ThrowingCallable call, String... words) throws Exception {
        var before = names();
        assertThatThrownBy(call).hasMessageContainingAll(words);
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void whatADraftSaysIsInTheHeader() {
        RevisionInfo two = drafts.graph().get("two22");
        assertThat(two.revises()).containsExactly("base1");
        assertThat(two.labels()).containsExactly("billing");
        assertThat(two.dependsOn()).containsExactly("one11");
        assertThat(two.message()).isEqualTo("Two");
    }

    @Test
    void aBranchGoesOnWhereItIsToldToAndALabelStaysALabel() {
        var file = drafts.revisions()
                .empty(Draft.of("Three").id("thr33").head("billing@head").dependsOn("billing", "bas"));
        assertThat(file.info().revises()).containsExactly("two22");
        assertThat(file.info().dependsOn()).containsExactly("billing", "base1");
    }

    @Test
    void withTwoHeadsOneHasToBeNamed() throws Exception {
        refused(
                () -> drafts.revisions().empty("More"),
                "Multiple heads are present; please specify the head revision on which the new revision should be"
                        + " based, or perform a merge",
                "--head one11 or --head two22",
                "merge one11 two22");
    }

    @Test
    void whatIsNoHeadIsRevisedOnlyWhenSpliced() throws Exception {
        refused(
                () -> drafts.revisions().empty(Draft.of("x").head("base1")),
                "Revision base1 (Revision base1) is not a head revision; please specify --splice");
    }

    @Test
    void aMergeFollowsAllHeads() {
        var file = drafts.revisions().merge(Draft.of("Together").id("merge"), "heads");
        assertThat(file.info().revises()).containsExactly("one11", "two22");
        assertThat(drafts.graph().heads()).extracting(RevisionInfo::id).containsExactly("merge");
    }

    @Test
    void aMergeOfWhatIsNoneIsRefused() throws Exception {
        refused(() -> drafts.revisions().merge(Draft.of("x"), "one"), "a merge needs two revisions or more", "one11");
        refused(() -> drafts.revisions().merge(Draft.of("x"), "one", "one11"), "a merge needs two revisions or more");
        refused(() -> drafts.revisions().merge(Draft.of("x"), "nowhere", "one"), "there is no revision \"nowhere\"");
        refused(
                () -> drafts.revisions().merge(Draft.of("x").splice(true), "base1", "one"),
                "comes before",
                "leave it out");
        refused(() -> drafts.revisions().merge(Draft.of("x"), "base1", "one"), "not a head revision");
        drafts.revisions().merge(Draft.of("x").id("merge"), "heads");
        refused(() -> drafts.revisions().merge(Draft.of("x"), "heads"), "there is nothing to merge");
    }

    @Test
    void whatIsTakenOrNoNameIsRefused() throws Exception {
        var draft = Draft.of("x").head("one");
        refused(() -> drafts.revisions().empty(draft.id("two22")), "two revisions have the id two22");
        refused(() -> drafts.revisions().empty(draft.id("../up")), "is not a revision id");
        refused(() -> drafts.revisions().empty(draft.id("billing")), "billing", "is taken");
        refused(() -> drafts.revisions().empty(draft.labels("billing")), "the label \"billing\"", "is taken");
        refused(() -> drafts.revisions().empty(draft.labels("a b")), "is not a label");
        refused(() -> drafts.revisions().empty(draft.labels("one11")), "is taken");
        refused(() -> drafts.revisions().empty(draft.dependsOn("nowhere")), "there is no revision \"nowhere\"");
        refused(() -> Draft.of("a\0b"), "cannot hold the character 0");
        refused(() -> Draft.of("a\ud800b"), "half of a surrogate pair");
    }

    @Test
    void nothingIsWrittenOver() throws Exception {
        Files.writeString(
                drafts.directory().resolve("again_mine.sql"), "-- revision: other\n-- revises: one11\n-- upgrade\n");
        refused(
                () -> drafts.revisions().empty(Draft.of("Mine").id("again").head("two22")),
                "again_mine.sql",
                "is not overwritten");
        assertThat(drafts.directory().resolve("again_mine.sql")).content().startsWith("-- revision: other");
    }

    @Test
    void aNewRevisionGoesWhereItsHeadIs() throws Exception {
        Path more = directory.resolve("more");
        var both = drafts.builder(Versions.One.Account.class)
                .directories(drafts.directory(), more)
                .build();
        var root = both.empty(Draft.of("Root").id("root1").head("base").directory(more));
        assertThat(root.path()).isEqualTo(more.resolve("root1_root.sql"));
        assertThat(both.empty(Draft.of("Next").id("next1").head("root1")).path())
                .hasParent(more);
        assertThat(both.empty(Draft.of("Next").id("next2").head("two22")).path())
                .hasParent(drafts.directory());
        refused(
                () -> both.empty(Draft.of("x").head("one").directory(directory)),
                "is none of the directories of revisions");
        assertThatThrownBy(() -> drafts.revisions().empty(Draft.of("x").head("root1")))
                .isInstanceOf(RevisionException.class)
                .hasMessageContaining("there is no revision \"root1\"");
    }
}
