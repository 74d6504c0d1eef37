package dev.aludel.core.run;

/**
 * Something that can be put right.
 *
 * @param what is wrong, in one line
 * @param how  it would be put right, in one line
 */
public record Repair(String what, String how) {

    @Override
    public String toString() {
        return what + ": " + how;
    }
}
