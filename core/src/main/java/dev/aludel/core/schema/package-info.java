/**
 * The nouns: what a schema consists of, as values. A noun keeps its own invariant, declares what it needs, and knows
 * nothing of SQL dialects or of operations. May import {@code error} only. Start with {@link
 * dev.aludel.core.schema.SchemaModel} and {@link dev.aludel.core.schema.SchemaObject}.
 */
@NullMarked
package dev.aludel.core.schema;

import org.jspecify.annotations.NullMarked;
