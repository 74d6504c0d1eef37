package dev.aludel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An index of PostgreSQL, with what {@code jakarta.persistence.Index} cannot say. On an attribute it is over the attribute's
 * column unless {@link #keys} says otherwise.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
@Repeatable(Indexed.Several.class)
public @interface Indexed {

    /** Empty for the name that PostgreSQL would choose. */
    String name() default "";

    /**
     * What it is over, one key each, as {@code CREATE INDEX} takes it: {@code total desc nulls last}, {@code lower(name)},
     * {@code (net + tax)}, {@code name collate "C"}, {@code document jsonb_path_ops}. A column is called as in the database,
     * or as its attribute.
     */
    String[] keys() default {};

    boolean unique() default false;

    /** {@code btree}, {@code hash}, {@code gin}, {@code gist}, {@code spgist}, {@code brin}, or an extension's. */
    String method() default "btree";

    /** Columns that it carries besides, called as in {@link #keys}. */
    String[] include() default {};

    /** A condition in SQL: only rows that fulfil it are in the index. Empty for all. */
    String where() default "";

    /** For a unique index: two nulls count as equal. PostgreSQL 15 or later. */
    boolean nullsNotDistinct() default false;

    /** Several of them at one place. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
    @interface Several {
        Indexed[] value();
    }
}
