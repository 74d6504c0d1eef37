/**
 * Development: entities that were compiled anew become revisions and are applied, while somebody works on them. Start with
 * {@link dev.aludel.diff.watch.Watcher}. May import core and {@code diff}.
 */
@NullMarked
package dev.aludel.diff.watch;

import org.jspecify.annotations.NullMarked;
