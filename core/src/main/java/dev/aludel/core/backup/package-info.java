/**
 * Backups: what a step destroys is kept before it goes, and brought back. A backup is a directory of plain files, each with its
 * SHA-256 in a manifest. May import everything to its left. Start with {@link dev.aludel.core.backup.Backups}.
 */
@NullMarked
package dev.aludel.core.backup;

import org.jspecify.annotations.NullMarked;
