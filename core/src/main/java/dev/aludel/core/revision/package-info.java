/**
 * Revisions: how they are written, found, read and ordered. The graph is pure. May import {@code error}, {@code schema},
 * {@code dialect}, {@code op} and {@code compare}. Start with {@link dev.aludel.core.revision.Migration} and {@link
 * dev.aludel.core.revision.RevisionGraph}.
 */
@NullMarked
package dev.aludel.core.revision;

import org.jspecify.annotations.NullMarked;
