package dev.aludel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Leave this alone: on a class its table with all that belongs to it, on an attribute its columns, on an attribute that is
 * a collection the collection's table. Comparing neither creates nor changes nor drops it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
public @interface Unmanaged {}
