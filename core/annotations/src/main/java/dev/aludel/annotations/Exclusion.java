package dev.aludel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An exclusion constraint on the table of a class. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Exclusion.Several.class)
public @interface Exclusion {

    /** Empty for the name that PostgreSQL would choose. */
    String name() default "";

    /**
     * What must not be true of all of them at once for two rows, as in SQL: {@code room WITH =}, {@code during WITH &&}. A
     * column is called as in the database, or as its attribute.
     */
    String[] elements();

    /** The method of the index behind it. */
    String method() default "gist";

    /** A condition in SQL: it holds for rows that fulfil it. Empty for all. */
    String where() default "";

    /** May it be checked as late as at the end of a transaction? */
    boolean deferrable() default false;

    /** Several of them on one class. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Several {
        Exclusion[] value();
    }
}
