/** An application starts, as a person would see it: what its settings say, what it refuses, what others do meanwhile. */
@NullMarked
package dev.aludel.postgres.startup;

import org.jspecify.annotations.NullMarked;
