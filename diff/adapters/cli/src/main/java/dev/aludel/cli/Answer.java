package dev.aludel.cli;

import java.util.Map;

/**
 * What a command has to say.
 *
 * @param text for people; lines, each with its end
 * @param data the same for machines
 */
record Answer(int exit, String text, Map<String, ?> data) {

    static Answer done(String text, Map<String, ?> data) {
        return new Answer(Exit.DONE, text, data);
    }
}
