/**
 * Guards: what ARCHITECTURE.md says, as failing builds. Every guard is a function from files or classes to violations, and
 * {@link GuardsProvenTest} breaks each one once. Start at {@link ArchitectureTest}.
 */
@NullMarked
package dev.aludel.docs;

import org.jspecify.annotations.NullMarked;
