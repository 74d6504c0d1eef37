package dev.aludel.diff.watch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Files by what is in them. Times say nothing here: clocks jump, and a build may write the same again.
 *
 * @param digests of every file
 * @param torn    those that somebody is writing just now: half a class, or gone while it was read
 */
record Look(Map<Path, String> digests, Set<Path> torn) {

    static final Look NOTHING = new Look(Map.of(), Set.of());

    Look {
        digests = Map.copyOf(digests);
        torn = Set.copyOf(torn);
    }

    /** A folder that is not there has nothing in it. */
    static Look at(List<Path> folders, Predicate<Path> wanted) {
        var digests = new TreeMap<Path, String>();
        var torn = new TreeSet<Path>();
        for (Path folder : folders) {
            try {
                Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (wanted.test(file)) {
                            read(file, digests, torn);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        if (!file.equals(folder)) {
                            torn.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException e) {
                torn.add(folder);
            }
        }
        return new Look(digests, torn);
    }

    private static void read(Path file, Map<Path, String> digests, Set<Path> torn) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            digests.put(file, digest(bytes));
            if (file.toString().endsWith(".class") && !ClassFile.isWhole(bytes)) {
                torn.add(file);
            }
        } catch (IOException e) {
            torn.add(file);
        }
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    boolean isWhole() {
        return torn.isEmpty();
    }

    boolean isEmpty() {
        return digests.isEmpty();
    }

    /** Is something gone that was there? */
    boolean lacks(Look before) {
        return !digests.keySet().containsAll(before.digests.keySet());
    }

    boolean isEmpty(Path folder) {
        return digests.keySet().stream().noneMatch(file -> file.startsWith(folder));
    }
}
