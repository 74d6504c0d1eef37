/** The Java that stands in the Markdown files, compiled. */
@NullMarked
package dev.aludel.docs.snippets;

import org.jspecify.annotations.NullMarked;
