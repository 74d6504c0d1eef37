package dev.aludel.postgres.run;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.stream.IntStream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Stands between driver and server, reads what the client says ("Frontend/Backend Protocol" in PostgreSQL's manual) and
 * counts its flights: one begins when the client speaks after everything that it said before was answered. Can cut a
 * connection at any message.
 */
public final class Wire implements AutoCloseable {

    private static final char READY = 'Z';

    private final ServerSocket door;
    private final PGSimpleDataSource server = new PGSimpleDataSource();
    private final AtomicInteger flights = new AtomicInteger();
    private final StringBuilder messages = new StringBuilder();
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private volatile Cut cut = Cut.RESET;
    private volatile int cutAt;
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<Integer> numbers = new CopyOnWriteArrayList<>();

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
        cutAt = 0;
        synchronized (messages) {
            messages.setLength(0);
        }
        flights.set(0);
        statements.clear();
        numbers.clear();
    }

    public int flights() {
        return flights.get();
    }

    /** The text of each statement, as it was sent. */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    /** What goes wrong with the connection whose message it is. */
    public enum Cut {
        /** the message does not arrive, and both ends find the connection closed */
        RESET,
        /** the same after half of the message */
        HALF,
        /** the message arrives and is answered, but the client finds the connection closed instead of the answer */
        UNANSWERED,
        /** the message does not arrive; the client finds the connection closed, the server does not before {@link #hangUp} */
        HALF_OPEN
    }

    /** Does this once, at the client's given message, counted from one over all connections since {@link #forget}. */
    public void cut(int message, Cut how) {
        forget();
        cut = how;
        cutAt = message;
    }

    /** The types of the messages that clients have sent, in order; the first of a connection has none and is told as 0. */
    public String messages() {
        synchronized (messages) {
            return messages.toString();
        }
    }

    /** From now on nothing passes on the connections that there are; neither end is told. */
    public void blackHole() {
        lines.forEach(line -> line.deaf = true);
    }

    /** Closes all connections. */
    public void hangUp() throws IOException {
        for (Line line : lines) {
            line.close();
        }
        lines.clear();
    }

    /** The numbers of the messages that end the flights in which a statement was said. */
    public List<Integer> endsOf(String statement) {
        String types = messages();
        return IntStream.range(0, Math.min(statements.size(), numbers.size()))
                .filter(i -> statements.get(i).equals(statement))
                .mapToObj(i -> types.indexOf('S', numbers.get(i) - 1) + 1)
                .toList();
    }

    private void serve() throws IOException {
        while (!door.isClosed()) {
            var line = new Line(door.accept(), new Socket(server.getServerNames()[0], server.getPortNumbers()[0]));
            lines.add(line);
            start(line::answers);
            start(line::questions);
        }
    }

    /** One connection. */
    private final class Line {

        private final Socket client;
        private final Socket behind;
        /** the start of the connection is answered too */
        private final AtomicInteger unanswered = new AtomicInteger(1);

        private volatile boolean deaf;
        private volatile boolean lost;

        Line(Socket client, Socket behind) throws IOException {
            this.client = client;
            this.behind = behind;
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
        }

        /** What came in one piece is counted before it is passed on, so that no answer can come in between. */
        void questions() throws IOException {
            var in = new DataInputStream(new BufferedInputStream(client.getInputStream(), 1 << 16));
            var piece = new ByteArrayOutputStream();
            boolean first = true;
            while (true) {
                byte[] message = message(in, first);
                if (message.length == 0) {
                    break;
                }
                int number = count(first ? '0' : (char) message[0]);
                if (!first) {
                    said((char) message[0], Arrays.copyOfRange(message, 5, message.length), number, unanswered);
                }
                first = false;
                if (number == cutAt && !cut(message, piece)) {
                    return;
                }
                if (!deaf) {
                    piece.writeBytes(message);
                }
                if (in.available() == 0) {
                    pass(piece);
                }
            }
            if (!deaf) {
                close();
            }
        }

        private int count(char type) {
            synchronized (messages) {
                return messages.append(type).length();
            }
        }

        private void pass(ByteArrayOutputStream piece) throws IOException {
            piece.writeTo(behind.getOutputStream());
            behind.getOutputStream().flush();
            piece.reset();
        }

        /**
         * @return whether the connection is still there
         */
        private boolean cut(byte[] message, ByteArrayOutputStream piece) throws IOException {
            switch (cut) {
                case UNANSWERED -> lost = true;
                case HALF_OPEN -> {
                    pass(piece);
                    deaf = true;
                    client.setSoLinger(true, 0);
                    client.close();
                }
                case RESET, HALF -> {
                    piece.write(message, 0, cut == Cut.HALF ? message.length / 2 : 0);
                    pass(piece);
                    reset();
                    return false;
                }
            }
            return true;
        }

        void answers() throws IOException {
            var answered = new Messages((type, body) -> {
                if (type == READY) {
                    unanswered.decrementAndGet();
                }
            });
            var piece = new byte[1 << 16];
            InputStream in = behind.getInputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                answered.add(piece, length);
                if (lost && unanswered.get() == 0) {
                    reset();
                    return;
                }
                if (!deaf && !lost) {
                    client.getOutputStream().write(piece, 0, length);
                    client.getOutputStream().flush();
                }
            }
            if (!deaf) {
                close();
            }
        }

        private void reset() throws IOException {
            // an abortive close: the client is not told that this is the end, it finds out
            client.setSoLinger(true, 0);
            close();
        }

        void close() throws IOException {
            client.close();
            behind.close();
        }
    }

    /** The next whole message; nothing at the end. */
    private static byte[] message(DataInputStream in, boolean untyped) throws IOException {
        int head = untyped ? 0 : 1;
        byte[] start = in.readNBytes(head + 4);
        if (start.length < head + 4) {
            return new byte[0];
        }
        int size = ByteBuffer.wrap(start).getInt(head);
        byte[] message = Arrays.copyOf(start, head + size);
        in.readFully(message, head + 4, size - 4);
        return message;
    }

    private void said(char type, byte[] body, int number, AtomicInteger unanswered) {
        if (type == 'P') {
            String text = new String(body, StandardCharsets.UTF_8);
            int start = text.indexOf('\0') + 1;
            statements.add(text.substring(start, text.indexOf('\0', start)).strip());
        } else if (type == 'Q') {
            statements.add(new String(body, 0, body.length - 1, StandardCharsets.UTF_8).strip());
        }
        if (type == 'P' || type == 'Q') {
            numbers.add(number);
        }
        if ((type == 'S' || type == 'Q') && unanswered.getAndIncrement() == 0) {
            flights.incrementAndGet();
        }
    }

    private interface Reader {
        void read(char type, byte[] body);
    }

    /** Cuts a stream of bytes into messages: a type, a length, a body. */
    private static final class Messages {

        private final Reader reader;
        private byte[] rest = new byte[0];

        Messages(Reader reader) {
            this.reader = reader;
        }

        void add(byte[] piece, int length) {
            byte[] all = Arrays.copyOf(rest, rest.length + length);
            System.arraycopy(piece, 0, all, rest.length, length);
            int at = 0;
            while (at + 5 <= all.length) {
                int size = 1 + ByteBuffer.wrap(all).getInt(at + 1);
                if (at + size > all.length) {
                    break;
                }
                reader.read((char) all[at], Arrays.copyOfRange(all, at + 5, at + size));
                at += size;
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
            } catch (SocketException | EOFException e) {
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
        hangUp();
    }
}
