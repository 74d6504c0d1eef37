package dev.aludel.real;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads classes that were compiled against {@code javax.persistence} as if {@code jakarta.persistence} had been there.
 * Class files name other classes, annotations and members in their constant pool, as text, and nowhere else: to change
 * that text is to move them. The JVM passes over annotations that it cannot load, and over elements it does not know.
 */
final class MovedClasses extends ClassLoader {

    /** Instead of what is to be passed over. */
    static final String NOTHING = "Lpassed/over;";

    private static final Map<String, String> PACKAGES = Map.of(
            "javax/persistence/", "jakarta/persistence/",
            "javax/validation/", "jakarta/validation/");

    /** Nothing to a schema, or nothing to Hibernate any more. */
    private static final List<String> MEANINGLESS = List.of(
            "Ljavax/persistence/EntityListeners;",
            "Lorg/hibernate/annotations/Cache;",
            "Lorg/hibernate/annotations/MapKeyType;",
            "Lorg/hibernate/annotations/Table;");

    /** Meaningless on a mapped superclass, where Hibernate has come to refuse them. */
    private static final List<String> MEANINGLESS_ABOVE =
            List.of("Ljavax/persistence/Inheritance;", "Ljavax/persistence/Table;");

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int METHOD_HANDLE = 15;

    private final String packagePrefix;
    private final Map<String, Map<String, String>> corrections;

    /**
     * @param packagePrefix of the classes to move; all others are left to the parent
     * @param corrections   of what Hibernate has come to refuse: texts and what they become, by the name of the class
     */
    MovedClasses(String packagePrefix, Map<String, Map<String, String>> corrections) {
        super(MovedClasses.class.getClassLoader());
        this.packagePrefix = packagePrefix;
        this.corrections = Map.copyOf(corrections);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(packagePrefix)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] original = in.readAllBytes();
            byte[] moved = renamed(original, renames(name, original));
            return defineClass(name, moved, 0, moved.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> renames(String name, byte[] classFile) {
        var renames = new HashMap<String, String>();
        MEANINGLESS.forEach(annotation -> renames.put(annotation, NOTHING));
        if (new String(classFile, StandardCharsets.ISO_8859_1).contains("Ljavax/persistence/MappedSuperclass;")) {
            MEANINGLESS_ABOVE.forEach(annotation -> renames.put(annotation, NOTHING));
        }
        renames.put("Lorg/hibernate/annotations/Index;", FieldIndex.class.descriptorString());
        renames.put("Lorg/hibernate/annotations/Type;", LongText.class.descriptorString());
        renames.putAll(corrections.getOrDefault(name, Map.of()));
        return renames;
    }

    private static byte[] renamed(byte[] classFile, Map<String, String> renames) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(classFile));
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeLong(in.readLong());
        int entries = in.readUnsignedShort();
        out.writeShort(entries);
        for (int i = 1; i < entries; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            if (tag == UTF8) {
                String text = in.readUTF();
                out.writeUTF(moved(renames.getOrDefault(text, text)));
            } else {
                out.write(in.readNBytes(length(tag)));
            }
            if (tag == LONG || tag == DOUBLE) {
                i++; // takes two places
            }
        }
        in.transferTo(out);
        return bytes.toByteArray();
    }

    private static String moved(String text) {
        String result = text;
        for (var move : PACKAGES.entrySet()) {
            result = result.replace(move.getKey(), move.getValue());
        }
        return result;
    }

    /** The length of a constant that is no text, by its tag: Java Virtual Machine Specification, section 4.4. */
    private static int length(int tag) {
        return switch (tag) {
            case LONG, DOUBLE -> 8;
            case METHOD_HANDLE -> 3;
            case 7, 8, 16, 19, 20 -> 2;
            default -> 4;
        };
    }
}
