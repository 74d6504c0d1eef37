package dev.aludel.core.compare;

import dev.aludel.core.schema.ObjectId;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What tells a rename from a drop and a create, besides the two models.
 *
 * @param hints      what the developer says; goes before all else
 * @param then       where things came from when the last revision was written
 * @param now        where things come from in the wanted model
 * @param dropped    what is dropped when it is not wanted; nothing else is renamed because it looks alike
 * @param normalType the dialect's normal spelling of a type
 */
public record Evidence(
        RenameHints hints, Origins then, Origins now, Predicate<ObjectId> dropped, UnaryOperator<String> normalType) {}
