package dev.aludel.maven;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** Hands on every line as soon as it is whole, and the last one when it is closed. */
final class Lines extends OutputStream {

    /** Who wants the lines. */
    interface Reader {

        void read(String line);
    }

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Reader reader;

    Lines(Reader reader) {
        this.reader = reader;
    }

    @Override
    public synchronized void write(int value) {
        if (value == '\n') {
            handOn();
        } else if (value != '\r') {
            line.write(value);
        }
    }

    private void handOn() {
        reader.read(line.toString(Charset.defaultCharset()));
        line.reset();
    }

    @Override
    public synchronized void close() {
        if (line.size() > 0) {
            handOn();
        }
    }
}
