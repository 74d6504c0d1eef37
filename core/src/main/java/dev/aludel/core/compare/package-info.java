/**
 * Comparing two models. Knows no dialect: two spellings of one thing were made one before they came here. May import
 * {@code error}, {@code schema}, {@code dialect} and {@code op}. Start with {@link dev.aludel.core.compare.Differ}.
 */
@NullMarked
package dev.aludel.core.compare;

import org.jspecify.annotations.NullMarked;
