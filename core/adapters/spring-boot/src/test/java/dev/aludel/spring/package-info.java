/** Applications of Spring Boot on a real PostgreSQL; by default 3.5, in the profile boot-4 the same classes on 4. */
@NullMarked
package dev.aludel.spring;

import org.jspecify.annotations.NullMarked;
