package dev.aludel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The table of a class is partitioned. Aludel does not read it yet. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PartitionedBy {

    Strategy strategy();

    /** Columns or expressions, in SQL. */
    String[] keys();

    /** How rows find their partition. */
    enum Strategy {
        RANGE,
        LIST,
        HASH
    }
}
