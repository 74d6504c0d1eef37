/**
 * Renames are never a silent drop: applications whose entities change from release to release, on a real PostgreSQL. {@link
 * dev.aludel.postgres.renames.Versions} has the entities, {@link dev.aludel.postgres.renames.Story} the releases.
 */
package dev.aludel.postgres.renames;
