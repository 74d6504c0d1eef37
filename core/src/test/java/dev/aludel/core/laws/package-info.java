/**
 * The laws that comparing and undoing obey, and random schemas to try them on. Shipped as a test jar, so that a dialect
 * written elsewhere can be tried on the same schemas. Start with {@link dev.aludel.core.laws.Laws}.
 */
@NullMarked
package dev.aludel.core.laws;

import org.jspecify.annotations.NullMarked;
