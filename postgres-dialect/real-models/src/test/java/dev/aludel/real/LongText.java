package dev.aludel.real;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What {@code @Type(type = "…TextType")} and {@code "…StringClobType"} were in Hibernate before 6. */
@JdbcTypeCode(SqlTypes.LONG32VARCHAR)
@Retention(RetentionPolicy.RUNTIME)
@interface LongText {}
