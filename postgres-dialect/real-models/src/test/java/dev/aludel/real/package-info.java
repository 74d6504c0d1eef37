/**
 * Entities that other projects wrote, dozens of tables each: Aludel must make of them what Hibernate makes, and find
 * nothing to change in what Hibernate has made. Start reading at {@code RealModelContract}. Each model has a profile.
 */
@NullMarked
package dev.aludel.real;

import org.jspecify.annotations.NullMarked;
