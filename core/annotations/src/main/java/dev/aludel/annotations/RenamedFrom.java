package dev.aludel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What was called otherwise before: on a class its table, on an attribute its column, on an attribute that is a collection
 * the collection's table. The next comparison renames instead of dropping and creating. Where nothing has the name from
 * before, or both names are there, it does nothing, so it may stay.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
public @interface RenamedFrom {

    /**
     * The name from before, as one writes it in SQL: {@code customer}, {@code "Customer"}. A table's may name its schema;
     * else it was in the schema where it is now.
     */
    String value();
}
