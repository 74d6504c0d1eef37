/**
 * The whole way in one program, on a PostgreSQL that it starts by itself: entities, a revision, a database, the next
 * version of the entities, the next revision, and back. Start with {@link dev.aludel.examples.quickstart.Quickstart}.
 */
@NullMarked
package dev.aludel.examples.quickstart;

import org.jspecify.annotations.NullMarked;
