package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.error.RevisionException.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which revisions stand in the place of others that were squashed away. */
final class Replacements {

    private final Map<String, RevisionInfo> by = new HashMap<>();

    private Replacements() {}

    /**
     * @throws RevisionException if one was squashed into two others
     */
    static Replacements of(Collection<RevisionInfo> revisions) {
        var replacements = new Replacements();
        for (RevisionInfo revision : revisions) {
            for (String id : revision.replaces()) {
                RevisionInfo other = replacements.by.put(id, revision);
                if (other != null && !other.id().equals(revision.id())) {
                    throw new RevisionException(
                            Reason.DUPLICATE,
                            "revision " + revision.title() + " in " + revision.source() + " replaces " + id + ", which "
                                    + other.title() + " in " + other.source()
                                    + " replaces, too",
                            "take it out of one of the two headers",
                            List.of(revision.id()));
                }
            }
        }
        return replacements;
    }

    /** What was replaced must not be there any more: the chain would have it twice. */
    void requireGone(Map<String, RevisionInfo> revisions) {
        by.forEach((id, revision) -> {
            RevisionInfo there = revisions.get(id);
            if (there != null) {
                throw new RevisionException(
                        Reason.DUPLICATE,
                        "revision " + revision.title() + " in " + revision.source() + " replaces " + id
                                + ", which is still there in " + there.source(),
                        "delete that, or take it out of what the other one replaces",
                        List.of(revision.id()));
            }
        });
    }

    /** The error for a revision that needs one that is not there. */
    RevisionException missing(RevisionInfo revision, String parent) {
        return new RevisionException(
                Reason.MISSING_PARENT,
                "revision " + revision.title() + " in " + revision.source() + " needs revision " + parent
                        + by(parent)
                                .map(squashed ->
                                        ", which was squashed into " + squashed.title() + "; let it follow that one")
                                .orElse(", which is not there; restore its file or correct the reference"),
                List.of(revision.id(), parent));
    }

    Optional<RevisionInfo> by(String id) {
        return Optional.ofNullable(by.get(id));
    }

    Set<String> standing(Collection<String> heads) {
        return heads.stream().map(this::standing).collect(Collectors.toCollection(TreeSet::new));
    }

    private String standing(String id) {
        return by(id).filter(revision -> last(revision).equals(id))
                .map(RevisionInfo::id)
                .orElse(id);
    }

    private static String last(RevisionInfo revision) {
        return revision.replaces().get(revision.replaces().size() - 1);
    }

    /** What follows the last of those that were replaced follows the one that replaces them. */
    RevisionInfo rebased(RevisionInfo revision) {
        return by.isEmpty() ? revision : revision.after(standing(revision.revises()), standing(revision.dependsOn()));
    }

    private List<String> standing(List<String> ids) {
        return ids.stream().map(this::standing).toList();
    }
}
