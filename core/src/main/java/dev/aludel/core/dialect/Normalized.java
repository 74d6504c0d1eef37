package dev.aludel.core.dialect;

import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.OneLine;
import dev.aludel.core.schema.SchemaModel;
import java.util.List;

/**
 * A wanted model in the spelling of a live one.
 *
 * @param model     the wanted model; where it says the same as the live one in other words, it has the live one's words
 * @param undecided what nobody could tell; the live spelling stands in {@code model} there, so that no operation comes
 *                  of it
 */
public record Normalized(SchemaModel model, List<Undecided> undecided) {

    public Normalized {
        undecided = List.copyOf(undecided);
    }

    /**
     * A difference that may or may not be one.
     *
     * @param object the object
     * @param wanted the wanted text
     * @param live   the live text
     * @param why    the server's reason, in one line
     */
    public record Undecided(ObjectId object, String wanted, String live, String why) {

        @Override
        public String toString() {
            return OneLine.of("? " + object + ": cannot tell whether \"" + wanted + "\" is \"" + live + "\": " + why);
        }
    }
}
