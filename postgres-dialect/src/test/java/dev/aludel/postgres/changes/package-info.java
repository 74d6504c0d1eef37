/**
 * The table of changes: every kind of change that a schema can see, as rows that are proved on a real PostgreSQL. A test
 * class holds rows about one subject; {@link dev.aludel.postgres.changes.Changes} says what is proved of each, and {@link
 * dev.aludel.postgres.changes.Parts} has the words that a row is made of. Adding a case is adding a row.
 */
package dev.aludel.postgres.changes;
