/**
 * What must not break it: faults and bad input of every kind, each with its figure, on a real PostgreSQL. After a fault
 * {@code Oracle} says whether all is well. Quick by default; figures that take long are behind the tag {@code long} or a
 * system property, and run with {@code -Pfaults}.
 */
package dev.aludel.postgres.faults;
