package dev.aludel.core.dialect;

import dev.aludel.core.schema.TableMember;

/**
 * Support of a part of a table that can be written within {@code CREATE TABLE}.
 *
 * @param <T> the noun
 */
public interface MemberSupport<T extends TableMember> extends ObjectSupport<T> {

    /** The clause between the parentheses of {@code CREATE TABLE}, e.g. {@code total numeric(10,2) NOT NULL}. */
    String inline(T member, Scope scope);
}
