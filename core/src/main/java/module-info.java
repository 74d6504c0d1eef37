/**
 * Aludel at run time: the model, the operations on it, comparing two models, revisions and the runner.
 * Start at {@code dev.aludel.core.Migrator}; a dialect is found as a service.
 */
module dev.aludel.core {
    requires transitive java.sql;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.aludel.core;
    exports dev.aludel.core.error;
    exports dev.aludel.core.schema;
    exports dev.aludel.core.dialect;
    exports dev.aludel.core.op;
    exports dev.aludel.core.compare;
    exports dev.aludel.core.revision;
    exports dev.aludel.core.run;
    exports dev.aludel.core.backup;

    uses dev.aludel.core.dialect.Dialect;
    uses dev.aludel.core.run.ModelProbe;
}
