package dev.aludel.diff.watch;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Tells a class file from the beginning of one: its structure (JVMS §4) ends where the bytes do. What is in it is looked at by
 * nobody here.
 */
final class ClassFile {

    private static final int MAGIC = 0xCAFEBABE;

    private final ByteBuffer bytes;

    private ClassFile(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    static boolean isWhole(byte[] bytes) {
        try {
            return new ClassFile(bytes).ends();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return false;
        }
    }

    private boolean ends() {
        if (bytes.getInt() != MAGIC) {
            return false;
        }
        skip(4);
        constants();
        skip(6);
        skip(2 * count());
        members();
        members();
        attributes();
        return !bytes.hasRemaining();
    }

    private void constants() {
        int constants = count();
        for (int i = 1; i < constants; i++) {
            int tag = bytes.get();
            switch (tag) {
                case 1 -> skip(count());
                case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4);
                case 5, 6 -> {
                    skip(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> skip(2);
                case 15 -> skip(3);
                default -> throw new IllegalArgumentException("no constant is of kind " + tag);
            }
        }
    }

    private void members() {
        for (int left = count(); left > 0; left--) {
            skip(6);
            attributes();
        }
    }

    private void attributes() {
        for (int left = count(); left > 0; left--) {
            skip(2);
            skip(bytes.getInt());
        }
    }

    private int count() {
        return Short.toUnsignedInt(bytes.getShort());
    }

    private void skip(int length) {
        bytes.position(Math.addExact(bytes.position(), length));
    }
}
