package dev.aludel.postgres.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Pairs of schemas from other projects' tests, each walked there and back; {@link PairProof} says what is proved. How many
 * pass is held against a bound, and {@code target/corpus-report.txt} tells of every failure.
 *
 * <p>All of it: {@code mvn -Pcorpus -pl postgres-dialect -am verify}, with {@code -Ppg14,corpus} on another server. Some of
 * it: {@code -Dcorpus.case=REGEX}, which is searched for in {@code source:name}. In seconds, after a build that also writes
 * down the class path:
 * <pre>{@code
 * mvn -o -q -pl postgres-dialect -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
 * cd postgres-dialect
 * java -cp target/test-classes:target/classes:$(cat target/classpath.txt) dev.aludel.postgres.corpus.CorpusTest REGEX
 * }</pre>
 */
@Tag("corpus")
class CorpusTest {

    private static final String CASES = System.getProperty("aludel.cases", "../../shared/cases");
    private static final int WORKERS = Runtime.getRuntime().availableProcessors() + 1;
    private static final long PROGRESS_NANOS = 5_000_000_000L;

    @Test
    void pairsGoThereAndBack() throws Exception {
        Path folder = Path.of(CASES, "schema-pairs");
        assumeTrue(
                Files.isDirectory(folder),
                () -> "no pairs of schemas in " + folder.toAbsolutePath()
                        + "; say where they are with -Daludel.cases=…");
        var report = run(folder, System.getProperty("corpus.case", ""));
        int major = TestServer.shared().major();
        double bound = Double.parseDouble(System.getProperty("corpus.bound", major >= 18 ? "97" : "95"));
        assertThat(report.passedPercent())
                .as("percent of pairs that passed on %s; see target/corpus-report.txt", major)
                .isGreaterThanOrEqualTo(bound);
    }

    public static void main(String... args) throws Exception {
        var report = run(Path.of(CASES, "schema-pairs"), args.length == 0 ? "" : args[0]);
        if (args.length > 0) {
            report.details().forEach(System.out::println);
        }
        System.exit(0);
    }

    private static CorpusReport run(Path folder, String regex)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        var chosen = Pattern.compile(regex).asPredicate();
        var pairs = SchemaPair.in(folder).stream()
                .filter(pair -> chosen.test(pair.toString()))
                .toList();
        assertThat(pairs).as("pairs of %s that \"%s\" finds", folder, regex).isNotEmpty();
        var report = new CorpusReport(verdicts(pairs));
        var lines = new ArrayList<>(report.summary());
        lines.forEach(System.out::println);
        lines.addAll(report.details());
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "corpus-report.txt"), lines);
        return report;
    }

    /** Side by side: a pair mostly waits for its server. */
    private static LinkedHashMap<SchemaPair, Verdict> verdicts(List<SchemaPair> pairs)
            throws InterruptedException, ExecutionException {
        var workers = Executors.newFixedThreadPool(WORKERS);
        try {
            var waiting = new LinkedHashMap<SchemaPair, Future<Verdict>>();
            pairs.forEach(pair -> waiting.put(pair, workers.submit(() -> PairProof.of(pair))));
            var verdicts = new LinkedHashMap<SchemaPair, Verdict>();
            long told = System.nanoTime();
            for (var entry : waiting.entrySet()) {
                verdicts.put(entry.getKey(), entry.getValue().get());
                if (System.nanoTime() - told > PROGRESS_NANOS) {
                    told = System.nanoTime();
                    System.out.println("corpus: " + verdicts.size() + " of " + pairs.size());
                }
            }
            return verdicts;
        } finally {
            workers.shutdownNow();
        }
    }
}
