package dev.aludel.postgres.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Stands between driver and server, reads what the client says ("Frontend/Backend Protocol" in PostgreSQL's manual) and
 * counts its flights: one begins when the client speaks after everything that it said before was answered.
 */
public final class Wire implements AutoCloseable {

    private static final char READY = 'Z';

    private final ServerSocket door;
    private final PGSimpleDataSource server = new PGSimpleDataSource();
    private final AtomicInteger flights = new AtomicInteger();
    private final List<String> statements = new CopyOnWriteArrayList<>();

    /**
     * @param url the JDBC URL of a database
     */
    public Wire(String url) throws IOException {
        server.setURL(url);
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::serve);
    }

    /** Connections to the same database, through here. */
    public PGSimpleDataSource dataSource() {
        var through = new PGSimpleDataSource();
        through.setServerNames(new String[] {door.getInetAddress().getHostAddress()});
        through.setPortNumbers(new int[] {door.getLocalPort()});
        through.setDatabaseName(server.getDatabaseName());
        through.setUser(server.getUser());
        through.setPassword(server.getPassword());
        through.setSslMode("disable");
        through.setGssEncMode("disable");
        return through;
    }

    /** Forgets what was said so far. */
    public void forget() {
        flights.set(0);
        statements.clear();
    }

    public int flights() {
        return flights.get();
    }

    /** The text of each statement, as it was sent. */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    private void serve() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            Socket behind = new Socket(server.getServerNames()[0], server.getPortNumbers()[0]);
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            // the start of the connection is answered too
            var unanswered = new AtomicInteger(1);
            var said = new Messages(true, (type, body) -> said(type, body, unanswered));
            var answered = new Messages(false, (type, body) -> {
                if (type == READY) {
                    unanswered.decrementAndGet();
                }
            });
            start(() -> pass(behind, client, answered));
            start(() -> pass(client, behind, said));
        }
    }

    private void said(char type, byte[] body, AtomicInteger unanswered) {
        if (type == 'P') {
            String text = new String(body, StandardCharsets.UTF_8);
            int start = text.indexOf('\0') + 1;
            statements.add(text.substring(start, text.indexOf('\0', start)).strip());
        } else if (type == 'Q') {
            statements.add(new String(body, 0, body.length - 1, StandardCharsets.UTF_8).strip());
        }
        if ((type == 'S' || type == 'Q') && unanswered.getAndIncrement() == 0) {
            flights.incrementAndGet();
        }
    }

    /** What came in one piece is counted before it is passed on, so that no answer can come in between. */
    private static void pass(Socket from, Socket to, Messages messages) throws IOException {
        try (from;
                to) {
            var piece = new byte[1 << 16];
            for (int length = from.getInputStream().read(piece);
                    length >= 0;
                    length = from.getInputStream().read(piece)) {
                messages.add(piece, length);
                to.getOutputStream().write(piece, 0, length);
                to.getOutputStream().flush();
            }
        }
    }

    private interface Reader {
        void read(char type, byte[] body);
    }

    /** Cuts a stream of bytes into messages: a type, a length, a body. */
    private static final class Messages {

        private final Reader reader;
        private boolean untyped;
        private byte[] rest = new byte[0];

        /**
         * @param untyped the first message has no type
         */
        Messages(boolean untyped, Reader reader) {
            this.untyped = untyped;
            this.reader = reader;
        }

        void add(byte[] piece, int length) {
            byte[] all = Arrays.copyOf(rest, rest.length + length);
            System.arraycopy(piece, 0, all, rest.length, length);
            int at = 0;
            while (at + 5 <= all.length) {
                int head = untyped ? 0 : 1;
                int size = ByteBuffer.wrap(all).getInt(at + head);
                if (at + head + size > all.length) {
                    break;
                }
                if (!untyped) {
                    reader.read((char) all[at], Arrays.copyOfRange(all, at + 5, at + 1 + size));
                }
                untyped = false;
                at += head + size;
            }
            rest = Arrays.copyOfRange(all, at, all.length);
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        var thread = new Thread(() -> {
            try {
                task.run();
            } catch (SocketException e) {
                // one of the two ends is gone
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
