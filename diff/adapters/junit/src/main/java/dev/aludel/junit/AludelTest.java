package dev.aludel.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a new PostgreSQL database with all revisions applied, and drops it afterwards. Parameters of tests can be
 * a {@code DataSource}, a {@code TestDatabase}, a {@code Migrator}, an {@code Autogen}, a {@code SchemaDiff} of entities and
 * database, and a {@code Plan} of all revisions from an empty database; those with an annotation are left to others. What is
 * not said here is taken from {@code aludel.properties} and the like, but for the database.
 *
 * <p>The server is the embedded one, unless the system property {@code aludel.test.postgres} or the environment variable
 * {@code ALUDEL_TEST_POSTGRES} is {@code testcontainers}, {@code testcontainers:IMAGE} or a {@code jdbc:postgresql:} URL.
 *
 * <p>A nested class has the database of the class around it, unless it is annotated itself.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(AludelExtension.class)
public @interface AludelTest {

    /** How long a database is used. */
    enum Database {
        /** all tests of a class share one */
        PER_CLASS,
        /** every test has its own */
        PER_METHOD
    }

    /** Packages of entities. When nothing says where entities are, those in the test's package and below it. */
    String[] packages() default {};

    /** The entity classes themselves. */
    Class<?>[] entities() default {};

    /** The unit of {@code persistence.xml} that has the entities. */
    String persistenceUnit() default "";

    /** Where revisions are: {@code classpath:db/revisions} when nothing is said, or {@code file:…}. */
    String[] locations() default {};

    /** The managed schemas; the first is what names without a schema mean. */
    String[] schemas() default {};

    /** Where the version tables are; the first managed schema when nothing is said. */
    String versionSchema() default "";

    /** SQL that is run in a new database before anything else, such as {@code CREATE EXTENSION citext}. */
    String[] prepare() default {};

    /** Are all revisions applied before the first test? */
    boolean migrate() default true;

    Database database() default Database.PER_CLASS;
}
