package dev.aludel.maven;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;

/** The classes of the application and the JDK, and nothing of Maven. */
final class ApplicationLoader extends URLClassLoader {

    private static final String DRIVER = "org.postgresql.Driver";

    ApplicationLoader(URL[] places) {
        super("aludel", places, getPlatformClassLoader());
    }

    /** Also takes the driver out of the JDK's list, which would hold it, and with it every class of the application. */
    @Override
    public void close() throws IOException {
        Class<?> driver = findLoadedClass(DRIVER);
        try {
            if (driver != null && (boolean) driver.getMethod("isRegistered").invoke(null)) {
                driver.getMethod("deregister").invoke(null);
            }
        } catch (ReflectiveOperationException e) {
            throw new IOException("the driver cannot be taken out of the list of drivers: " + e, e);
        } finally {
            super.close();
        }
    }
}
