package dev.aludel.core.backup;

import dev.aludel.core.dialect.Kept;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes one backup. Only its owner can read it, from the first byte on. It appears under its name when its manifest is on the
 * disk, and is whole from then on, however often something is added.
 */
final class BackupWriter {

    static final String MANIFEST = "manifest";

    private static final int BUFFER = 1 << 16;

    private final Path directory;
    private final long largest;
    private final Path place;
    private Path at;
    private long written;
    private int number;

    private BackupWriter(Path directory, String name, long largest) throws IOException {
        this.directory = directory;
        this.largest = largest;
        makeDirectories(directory);
        this.place = free(name);
        this.at = directory.resolve("." + place.getFileName() + ".partial");
        Files.createDirectory(at, owner(at, "rwx------"));
    }

    static BackupWriter open(BackupSettings settings, String name) throws IOException {
        return new BackupWriter(settings.directory(), name, settings.largest());
    }

    private static void makeDirectories(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute, owner(absolute, "rwx------"));
        }
    }

    private static FileAttribute<?>[] owner(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Two backups of one moment get different names. */
    private Path free(String name) {
        Path free = directory.resolve(name);
        for (int i = 2;
                Files.exists(free) || Files.exists(directory.resolve("." + free.getFileName() + ".partial"));
                i++) {
            free = directory.resolve(name + "-" + i);
        }
        return free;
    }

    /** Writes what goes into a file. */
    @FunctionalInterface
    interface Body {

        /**
         * @return how many rows it has written
         */
        long write(OutputStream out) throws IOException, SQLException;
    }

    Manifest.Part rows(Kept rows, Body body) throws IOException, SQLException {
        return part(String.format("rows-%04d.copy.gz", ++number), Optional.of(rows), body);
    }

    Manifest.Part text(String name, String text) throws IOException, SQLException {
        return part(String.format("%s-%04d.sql", name, ++number), Optional.empty(), out -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return 0;
        });
    }

    Manifest.Part part(String file, Optional<Kept> rows, Body body) throws IOException, SQLException {
        boolean compressed = file.endsWith(".gz");
        try (Measured out = new Measured(at.resolve(file))) {
            OutputStream packed = compressed ? new Fast(out) : out;
            var counting = new Counting(packed);
            long count = body.write(counting);
            if (packed instanceof Fast fast) {
                fast.finish();
            }
            out.force();
            return new Manifest.Part(file, rows, count, counting.count, out.size, Digests.hex(out.digest.digest()));
        }
    }

    /** Makes what was written so far a backup: afterwards it is there whatever happens. */
    Backup seal(Manifest manifest) throws IOException {
        byte[] text = ManifestText.write(manifest);
        Path draft = at.resolve(MANIFEST + ".partial");
        Files.deleteIfExists(draft);
        try (Measured out = new Measured(draft)) {
            out.write(text);
            out.force();
        }
        move(draft, at.resolve(MANIFEST));
        force(at);
        if (!at.equals(place)) {
            move(at, place);
            at = place;
            force(directory);
        }
        return new Backup(place, manifest, written);
    }

    /** Files that the sealed manifest does not list any more. */
    void remove(List<Manifest.Part> replaced) throws IOException {
        for (Manifest.Part part : replaced) {
            Files.deleteIfExists(at.resolve(part.file()));
            written -= part.size();
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Names are on the disk when their directory is. */
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (java.nio.file.AccessDeniedException e) {
            // there are systems on which a directory cannot be opened; they order names by themselves
        }
    }

    /** Takes back what was written, unless it is a backup already: that stays as it was sealed. */
    void discardUnsealed() {
        if (!at.equals(place)) {
            delete(at);
        }
    }

    /** Removes a backup, which is a directory of files; follows no link. */
    static void delete(Path backup) {
        try (var files = Files.newDirectoryStream(backup)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(backup);
        } catch (IOException e) {
            // what is left behind is in nobody's way
        }
    }

    /** Counts what is written to it before it is compressed. */
    private static final class Counting extends OutputStream {

        private final OutputStream out;
        private long count;

        Counting(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }
    }

    private static final class Fast extends GZIPOutputStream {

        Fast(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** A file that did not exist before, as it grows. */
    private final class Measured extends OutputStream {

        private final FileChannel channel;
        private final MessageDigest digest = Digests.sha256();
        private final List<byte[]> waiting = new ArrayList<>();
        private int waits;
        private long size;

        Measured(Path file) throws IOException {
            channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner(file, "rw-------"));
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            written += length;
            if (written > largest) {
                throw new IOException("it is larger than " + largest + " bytes");
            }
            digest.update(bytes, from, length);
            size += length;
            waiting.add(java.util.Arrays.copyOfRange(bytes, from, from + length));
            waits += length;
            if (waits >= BUFFER) {
                flush();
            }
        }

        @Override
        public void flush() throws IOException {
            for (byte[] bytes : waiting) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
            waiting.clear();
            waits = 0;
        }

        void force() throws IOException {
            flush();
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
