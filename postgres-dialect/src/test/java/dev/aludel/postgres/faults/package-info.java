/** What must not break it: faults and bad input of every kind, each with its figure, on a real PostgreSQL. */
package dev.aludel.postgres.faults;
