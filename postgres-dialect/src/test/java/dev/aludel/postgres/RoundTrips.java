package dev.aludel.postgres;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between client and server and counts how often the server says that it is ready for the next request. */
final class RoundTrips implements AutoCloseable {

    private static final int READY_FOR_QUERY = 'Z';

    private final ServerSocket door;
    private final AtomicInteger count = new AtomicInteger();

    RoundTrips(String host, int port) throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(host, port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                start(() -> client.getInputStream().transferTo(server.getOutputStream()));
                start(() -> count(server.getInputStream(), client.getOutputStream()));
            }
        });
    }

    String address() {
        return door.getInetAddress().getHostAddress() + ":" + door.getLocalPort();
    }

    /** How many since the last time that this was asked. */
    int taken() {
        return count.getAndSet(0);
    }

    /** Every message of a server: one byte for its kind, four for the length of the rest with themselves. */
    private void count(InputStream from, OutputStream to) throws IOException {
        var in = new DataInputStream(from);
        while (true) {
            int kind = in.readUnsignedByte();
            int length = in.readInt();
            byte[] rest = in.readNBytes(length - Integer.BYTES);
            if (kind == READY_FOR_QUERY) {
                count.incrementAndGet();
            }
            to.write(kind);
            to.write(new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
            to.write(rest);
            to.flush();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Ends when one of the sockets is closed. */
    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                Thread.currentThread().interrupt();
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
