/**
 * A small application of Spring Boot: customers get invoices and pay them. Its tables are made by the revisions in {@code
 * db.revisions}, which Aludel applies when it starts.
 */
@NullMarked
package dev.aludel.examples.invoices;

import org.jspecify.annotations.NullMarked;
