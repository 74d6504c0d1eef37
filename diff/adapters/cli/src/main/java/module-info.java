/** Aludel from a terminal. Start at {@code dev.aludel.cli.Aludel}. */
@SuppressWarnings("requires-automatic")
module dev.aludel.cli {
    requires dev.aludel.diff;
    requires info.picocli;
    requires java.logging;
    requires static java.naming;
    requires static org.hibernate.orm.core;
    requires static org.jspecify;

    exports dev.aludel.cli;

    opens dev.aludel.cli to
            info.picocli;
}
