/** The watcher as a developer has it: real files, a real compiler, a real database. */
@NullMarked
package dev.aludel.postgres.watch;

import org.jspecify.annotations.NullMarked;
