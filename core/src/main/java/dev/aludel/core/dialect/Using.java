package dev.aludel.core.dialect;

/**
 * How values are converted when a column's type changes and the server cannot tell by itself.
 *
 * @param up   an expression over the column on the way there; empty for the server's own conversion
 * @param down the same for the way back
 */
public record Using(String up, String down) {

    /** The server's own conversions. */
    public static final Using NONE = new Using("", "");

    public Using reverse() {
        return new Using(down, up);
    }
}
