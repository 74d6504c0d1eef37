package dev.aludel.postgres.changes;

import dev.aludel.core.dialect.Hazard;
import java.util.Set;

/**
 * A column of one type gets another: what is said about it, and what the server made of it.
 *
 * @param said    by the operation
 * @param found   on the server
 */
record TypePair(String from, String to, Said said, Found found) {

    /**
     * What the operation says.
     *
     * @param up     the statement
     * @param down   the statement that leads back
     * @param fits   does it say that every value stays as it is?
     */
    record Said(String up, String down, Set<Hazard.Kind> hazards, boolean fits) {

        /** What stands after {@code USING}; empty when the server converts by itself. */
        static String using(String statement) {
            int at = statement.indexOf(" USING ");
            return at < 0 ? "" : statement.substring(at + " USING ".length());
        }

        String using() {
            return using(up);
        }

        boolean says(Hazard.Kind kind) {
            return hazards.contains(kind);
        }
    }

    /**
     * What the server does. Texts are empty when there is nothing to say.
     *
     * @param cast      what {@code pg_cast} has: {@code i}, {@code a}, {@code e}, or nothing
     * @param plain     why it refuses the type without {@code USING}, on a table without rows
     * @param refused   why it refuses the statement on a table without rows
     * @param stopped   why it refuses the statement, or the one back, on rows that can be converted
     * @param rewritten is the table written anew?
     * @param scanned   are its rows read, whether or not they are written?
     * @param fitting   how many values can be converted
     * @param failing   why the first of the other values cannot
     * @param lost      a value that does not come back as it was, and how it does
     * @param zoned     what a value becomes where the session has another time zone, if that is another
     * @param restored  the type after the way back, and the one that it should be if that is another
     */
    record Found(
            String cast,
            String plain,
            String refused,
            String stopped,
            boolean rewritten,
            boolean scanned,
            int fitting,
            String failing,
            String lost,
            String zoned,
            String restored) {}

    /** Is the text of one type read as the other? */
    boolean readsText() {
        return said.using().contains("::text") || isText(from) && !isText(to);
    }

    /** Is the value written as text? */
    boolean writesText() {
        return isText(to);
    }

    private static boolean isText(String type) {
        return type.startsWith("varchar") || type.startsWith("char") || type.startsWith("text");
    }

    /** Was there no value that could be converted? */
    boolean isForNoValue() {
        return found.fitting() == 0;
    }

    @Override
    public String toString() {
        return from + " → " + to;
    }
}
