package dev.aludel.core.run;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who is running, for the journal. */
final class Client {

    private Client() {}

    /** Operating system user, host and process, e.g. {@code app@host-1 4711}. */
    static String describe() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown";
        }
        return System.getProperty("user.name", "unknown") + "@" + host + " "
                + ProcessHandle.current().pid();
    }

    static String libraryVersion() {
        String version = Client.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }
}
