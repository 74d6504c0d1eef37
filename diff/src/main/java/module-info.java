/** Aludel for development and tests: reads entities, compares them with a database, writes revisions. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.aludel.diff {
    requires transitive dev.aludel.core;
    requires dev.aludel.annotations;
    requires java.compiler;
    requires org.slf4j;
    requires static jakarta.persistence;
    requires static java.naming;
    requires static org.hibernate.orm.core;
    requires static org.jspecify;

    exports dev.aludel.diff;
    exports dev.aludel.diff.hibernate;
    exports dev.aludel.diff.watch;

    uses dev.aludel.diff.ReportWriter;

    provides org.hibernate.integrator.spi.Integrator with
            dev.aludel.diff.hibernate.Capture;
}
