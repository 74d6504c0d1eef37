package dev.aludel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The table of a class is partitioned. Its partitions are made in revisions and are left alone. A table that is there
 * cannot become partitioned or be partitioned otherwise: a revision that would do it is refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PartitionedBy {

    Strategy strategy();

    /** Columns or expressions, in SQL. A column that stands alone is called as in the database, or as its attribute. */
    String[] keys();

    /** How rows find their partition. */
    enum Strategy {
        RANGE,
        LIST,
        HASH
    }
}
