package dev.aludel.docs.snippets;

import dev.aludel.diff.watch.Watcher;
import javax.sql.DataSource;

/** What how-to/watch.md shows. Compiled, not run: the tests of the watcher run the same calls. */
final class Watching {

    private Watching() {}

    static void inside(DataSource dataSource) {
        Watcher watcher = Watcher.builder()
                .dataSource(dataSource)
                .packages("com.acme.shop")
                .build();
        watcher.start();
    }
}
