package dev.aludel.real;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.hibernate.annotations.AttributeBinderType;

/** What {@code @org.hibernate.annotations.Index} was on a field in Hibernate before 6. */
@AttributeBinderType(binder = FieldIndexBinder.class)
@Retention(RetentionPolicy.RUNTIME)
public @interface FieldIndex {

    String name();

    String[] columnNames() default {};
}
