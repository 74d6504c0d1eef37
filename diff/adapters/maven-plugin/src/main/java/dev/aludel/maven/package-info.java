/**
 * The command line as goals of Maven, one class for each command. {@code CommandMojo} has what is common: it runs {@code
 * dev.aludel.cli.Aludel} by name on the class path of the project, away from Maven's own classes. A leaf: nothing imports it.
 */
@NullMarked
package dev.aludel.maven;

import org.jspecify.annotations.NullMarked;
