package dev.aludel.core.revision;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says where a {@link Migration} stands in the chain. The message is data: it is shown, never run. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Revision {

    /** 1 to 64 of {@code 0-9 a-z _}. */
    String id();

    /** The revisions that this one follows; none for the first, several for a merge. */
    String[] revises() default {};

    String message() default "";

    /** Revisions that must have been applied before, without being followed. */
    String[] dependsOn() default {};

    /** Names for the branch that starts here. */
    String[] labels() default {};

    /**
     * Revisions that were squashed into this one, the first of them first: a database that stands at the last counts as
     * being at this one.
     */
    String[] replaces() default {};

    /** When it was written, as an ISO 8601 instant; empty when unknown. */
    String created() default "";
}
