package dev.aludel.cli;

import java.util.Map;

/** A script on standard output, with nothing beside it. */
final class Script {

    private Script() {}

    static Answer answer(String sql) {
        return Answer.done(sql.endsWith("\n") ? sql : sql + "\n", Map.of("sql", sql));
    }
}
