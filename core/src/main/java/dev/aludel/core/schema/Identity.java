package dev.aludel.core.schema;

/**
 * A column draws its values from a sequence of its own.
 *
 * @param always {@code GENERATED ALWAYS}; else {@code BY DEFAULT}
 */
public record Identity(boolean always, SequenceOptions options) {}
