/**
 * Aludel in a Spring Boot application, 3.5 or 4: every {@link dev.aludel.core.Migrator} bean, one's own or the one that is made
 * of the application's {@code DataSource} and its {@code aludel.*} properties, runs when the application starts, before JPA. A
 * leaf: it adapts {@code dev.aludel.core}, and nothing imports it. Start at {@link dev.aludel.spring.AludelAutoConfiguration};
 * what Spring Boot has moved between 3 and 4 is named as text, or stands in a class of its own for each.
 */
@NullMarked
package dev.aludel.spring;

import org.jspecify.annotations.NullMarked;
