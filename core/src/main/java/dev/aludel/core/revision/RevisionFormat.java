package dev.aludel.core.revision;

/** The language that a revision is written in. */
public enum RevisionFormat {
    JAVA,
    SQL
}
