/** Revision files as they are written during development. Start at {@code DraftsTest}. */
@NullMarked
package dev.aludel.postgres.drafts;

import org.jspecify.annotations.NullMarked;
