package dev.aludel.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Stands between a client and a server and counts the answers that the client waits for. */
final class CountingProxy implements AutoCloseable {

    private final ServerSocket door;
    private final URI server;
    private final AtomicInteger roundTrips = new AtomicInteger();

    /**
     * @param url the server's JDBC URL
     */
    CountingProxy(String url) {
        this.server = URI.create(url.substring("jdbc:".length()));
        try {
            this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** Connects through the proxy. */
    DataSource dataSource() {
        String authority = door.getInetAddress().getHostAddress() + ":" + door.getLocalPort();
        var dataSource = new PGSimpleDataSource();
        dataSource.setURL("jdbc:postgresql://" + authority + server.getRawPath()
                + (server.getRawQuery() == null ? "" : "?" + server.getRawQuery()));
        return dataSource;
    }

    /** How many answers the client has waited for, one of them when it connected. */
    int roundTrips() {
        return roundTrips.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                var upstream = new Socket(server.getHost(), server.getPort());
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                daemon(() -> pump(client, upstream, (bytes, length) -> {}));
                daemon(() -> pump(upstream, client, new ReadyCounter()));
            } catch (IOException e) {
                return;
            }
        }
    }

    private interface Listener {
        void passing(byte[] bytes, int length);
    }

    /**
     * Reads the server's messages: a letter, a length of four bytes that counts itself, a body. The letter Z,
     * ReadyForQuery, ends each answer that the client waits for.
     */
    private final class ReadyCounter implements Listener {

        private boolean started;
        private int header;
        private int length;
        private int rest;

        @Override
        public void passing(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                if (rest > 0) {
                    int skipped = Math.min(rest, count - i);
                    rest -= skipped;
                    i += skipped - 1;
                } else if (header == 0) {
                    // the answer to a request for encryption is a letter and no more
                    boolean refusal = !started && bytes[i] == 'N';
                    started = true;
                    if (!refusal) {
                        header = 1;
                        length = 0;
                        if (bytes[i] == 'Z') {
                            roundTrips.incrementAndGet();
                        }
                    }
                } else {
                    length = length << 8 | bytes[i] & 0xff;
                    if (++header == 5) {
                        header = 0;
                        rest = length - 4;
                    }
                }
            }
        }
    }

    private static void pump(Socket from, Socket to, Listener listener) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                listener.passing(buffer, length);
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // one side has closed, and both are closed now
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "counting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
