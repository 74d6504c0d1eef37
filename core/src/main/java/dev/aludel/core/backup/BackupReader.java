package dev.aludel.core.backup;

import dev.aludel.core.error.RefusedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;

/** Reads a backup as if somebody else had written it: nothing is unpacked, no link is followed, nothing is believed. */
final class BackupReader {

    private static final long LARGEST_MANIFEST = 64L << 20;

    private BackupReader() {}

    /**
     * What it says about itself; its files are not looked at.
     *
     * @throws RefusedException if it is no backup
     */
    static Backup read(Path path) {
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isDirectory()) {
                throw refused(path, "a backup is a directory, and this is none");
            }
            Path manifest = path.resolve(BackupWriter.MANIFEST);
            long size = requireFile(path, manifest);
            if (size > LARGEST_MANIFEST) {
                throw refused(path, "its manifest is too large to be one");
            }
            var read = ManifestText.read(Files.readAllBytes(manifest));
            return new Backup(
                    path,
                    read,
                    size + read.parts().stream().mapToLong(Manifest.Part::size).sum());
        } catch (IOException e) {
            throw refused(path, "it cannot be read: " + Reasons.of(e));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw refused(path, "its manifest is no good: " + e.getMessage());
        }
    }

    private static long requireFile(Path path, Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw refused(path, "\"" + file.getFileName() + "\" is no plain file");
        }
        return attributes.size();
    }

    /**
     * Reads all of it once.
     *
     * @throws RefusedException if a byte of what it lists is another than was written, or there is more or less
     */
    static Backup verified(Path path) {
        Backup backup = read(path);
        try {
            for (Manifest.Part part : backup.manifest().parts()) {
                try (InputStream in = open(backup, part)) {
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
        } catch (IOException e) {
            throw refused(path, Reasons.of(e));
        }
        return backup;
    }

    /** The content of a file, uncompressed. Reading it to its end fails unless it is what was written, to the last byte. */
    static InputStream open(Backup backup, Manifest.Part part) throws IOException {
        Path file = backup.path().resolve(part.file());
        if (requireFile(backup.path(), file) != part.size()) {
            throw new IOException(
                    "\"" + part.file() + "\" has another size than its manifest says: it was cut or changed");
        }
        MessageDigest digest = Digests.sha256();
        var raw = new DigestInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), digest);
        try {
            return new Checked(
                    part.file().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw, raw, digest, part);
        } catch (IOException e) {
            raw.close();
            throw new IOException("\"" + part.file() + "\" is damaged: " + e.getMessage(), e);
        }
    }

    static RefusedException refused(Path path, String why) {
        return new RefusedException(
                RefusedException.Reason.BACKUP,
                "backup \"" + path.getFileName() + "\": " + why + "; nothing was changed. Use another backup");
    }

    private static final class Checked extends FilterInputStream {

        private final InputStream raw;
        private final MessageDigest digest;
        private final Manifest.Part part;
        private long left;
        private boolean ended;

        Checked(InputStream in, InputStream raw, MessageDigest digest, Manifest.Part part) {
            super(in);
            this.raw = raw;
            this.digest = digest;
            this.part = part;
            this.left = part.length();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (ended) {
                return -1;
            }
            int read;
            try {
                read = super.read(into, from, length);
            } catch (java.io.EOFException | java.util.zip.ZipException e) {
                throw new IOException("\"" + part.file() + "\" is damaged: " + e.getMessage(), e);
            }
            left -= Math.max(0, read);
            if (left < 0) {
                throw new IOException("\"" + part.file() + "\" has more in it than its manifest says");
            }
            if (read < 0) {
                end();
            }
            return read;
        }

        private void end() throws IOException {
            ended = true;
            raw.transferTo(java.io.OutputStream.nullOutputStream());
            if (left > 0 || !Digests.hex(digest.digest()).equals(part.sha256())) {
                throw new IOException("\"" + part.file() + "\" is not what was written: it was cut or changed");
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public long skip(long n) {
            throw new UnsupportedOperationException("what is skipped is not checked");
        }
    }
}
