package dev.aludel.testing;

/** A PostgreSQL server that is up. Closing it takes away what starting it brought. */
interface RunningServer extends AutoCloseable {
    /** JDBC URL of a database to administer the server from, with a superuser's (at least CREATEDB CREATEROLE) credentials. */
    String url();

    /** Whether closing makes the server's databases and roles disappear, so that nobody needs to drop them. */
    boolean disposable();

    @Override
    void close();

    /** Starts or reaches the chosen server. */
    static RunningServer of(ServerChoice choice) {
        if (choice instanceof ServerChoice.Container container) {
            return ContainerServer.start(container.image());
        }
        if (choice instanceof ServerChoice.Existing existing) {
            return new ExistingServer(existing.url());
        }
        return EmbeddedServer.start();
    }
}
