package dev.aludel.testing;

import java.lang.reflect.InvocationTargetException;

/**
 * A server in a container. Testcontainers is optional and its jars share packages, which no named module can require:
 * hence reflection.
 */
record ContainerServer(String url, AutoCloseable container) implements RunningServer {
    private static final String CONTAINER = "org.testcontainers.postgresql.PostgreSQLContainer";
    private static final String IMAGE_NAME = "org.testcontainers.utility.DockerImageName";
    private static final String PASSWORD = "postgres";

    static ContainerServer start(String image) {
        String chosen = "testcontainers was chosen by " + ServerChoice.PROPERTY + " or " + ServerChoice.VARIABLE;
        try {
            ClassLoader loader = ContainerServer.class.getClassLoader();
            Class<?> names = Class.forName(IMAGE_NAME, true, loader);
            Class<?> containers = Class.forName(CONTAINER, true, loader);
            Object name = names.getMethod("parse", String.class).invoke(null, image);
            Object postgres =
                    names.getMethod("asCompatibleSubstituteFor", String.class).invoke(name, "postgres");
            Object container = containers.getConstructor(names).newInstance(postgres);
            for (String property : new String[] {"withUsername", "withPassword", "withDatabaseName"}) {
                containers.getMethod(property, String.class).invoke(container, PASSWORD);
            }
            containers.getMethod("withCommand", String[].class).invoke(container, (Object) ServerSettings.command());
            containers.getMethod("start").invoke(container);
            String url = (String) containers.getMethod("getJdbcUrl").invoke(container);
            String separator = url.contains("?") ? "&" : "?";
            return new ContainerServer(
                    url + separator + "user=" + PASSWORD + "&password=" + PASSWORD, (AutoCloseable) container);
        } catch (ClassNotFoundException e) {
            throw new TestServerException(
                    chosen + ", but " + e.getMessage() + " is not on the class path; add org.testcontainers:"
                            + "testcontainers-postgresql (2.0 or later) to the test dependencies",
                    e);
        } catch (InvocationTargetException e) {
            throw new TestServerException(
                    chosen + ", but no container of \"" + image + "\" could be started: "
                            + e.getCause().getMessage()
                            + "; check that Docker is running and may be used by this user, or choose embedded",
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new TestServerException(
                    chosen + ", but its version is not understood (" + e + "); use 2.0 or later", e);
        }
    }

    @Override
    public boolean disposable() {
        return true;
    }

    @Override
    public void close() {
        try {
            container.close();
        } catch (Exception e) {
            throw new TestServerException("the container could not be stopped", e);
        }
    }

    @Override
    public String toString() {
        return ServerChoice.Shown.without(url);
    }
}
