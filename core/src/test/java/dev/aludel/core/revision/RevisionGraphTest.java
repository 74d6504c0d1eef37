package dev.aludel.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks along chains, branches and merges. */
class RevisionGraphTest {

    /** {@code "a; b<a; c<a,b; d>c"}: b follows a, c follows both, d depends on c without following it. */
    static RevisionGraph graph(String text) {
        return RevisionGraph.of(
                Stream.of(text.split("; ?")).map(RevisionGraphTest::revision).toList());
    }

    private static RevisionInfo revision(String text) {
        String id = text.split("[<>]")[0];
        return new RevisionInfo(id, part(text, '<'), part(text, '>'), List.of(), "", null, id);
    }

    private static List<String> part(String text, char mark) {
        int start = text.indexOf(mark);
        if (start < 0) {
            return List.of();
        }
        return List.of(text.substring(start + 1).split("[<>]")[0].split(","));
    }

    private static Set<String> set(String words) {
        return words.isEmpty() ? Set.of() : new TreeSet<>(List.of(words.split(" ")));
    }

    private static String ids(Collection<RevisionInfo> revisions) {
        return revisions.stream().map(RevisionInfo::id).collect(Collectors.joining(" "));
    }

    /**
     * A walk.
     *
     * @param walked ids in order
     * @param heads  after each of them, with commas between the steps
     */
    record Row(String graph, String from, String to, String walked, String heads) {}

    static Stream<Row> upgrades() {
        return Stream.of(
                new Row("a; b<a; c<b", "", "c", "a b c", "a, b, c"),
                new Row("a; b<a; c<b", "a", "c", "b c", "b, c"),
                new Row("a; b<a; c<b", "c", "a", "", ""),
                new Row("a; b<a; c<b", "", "", "", ""),
                new Row("a; b<a; c<a", "", "b c", "a b c", "a, b, b c"),
                new Row("a; b<a; c<a; d<b,c", "", "d", "a b c d", "a, b, b c, d"),
                new Row("a; b<a; c<a; d<b,c", "b", "d", "c d", "b c, d"),
                new Row("a; b<a; c<a", "b", "c", "c", "b c"),
                new Row("a; b<a; c<b; d<a", "c", "d", "d", "c d"),
                new Row("a; b", "", "a b", "a b", "a, a b"),
                new Row("a; x; y<x>a", "x", "y", "a y", "a x, y"),
                new Row("a; b<a; x>a; y<x", "b", "y", "x y", "b x, b y"),
                new Row("z; y<z; x<y", "", "x", "z y x", "z, y, x"));
    }

    @ParameterizedTest
    @MethodSource("upgrades")
    void forward(Row row) {
        var graph = graph(row.graph);
        var walked = graph.pending(set(row.from), set(row.to));
        assertThat(ids(walked)).isEqualTo(row.walked);
        Set<String> heads = set(row.from);
        var after = new ArrayList<String>();
        for (RevisionInfo revision : walked) {
            heads = graph.headsAfterUpgrade(heads, revision);
            after.add(String.join(" ", heads));
        }
        assertThat(String.join(", ", after)).isEqualTo(row.heads);
    }

    static Stream<Row> downgrades() {
        return Stream.of(
                new Row("a; b<a; c<b", "c", "", "c b a", "b, a, "),
                new Row("a; b<a; c<b", "c", "a", "c b", "b, a"),
                new Row("a; b<a; c<b", "b", "b", "", ""),
                new Row("a; b<a; c<b", "", "", "", ""),
                new Row("a; b<a; c<a; d<b,c", "d", "a", "d c b", "b c, b, a"),
                new Row("a; b<a; c<a; d<b,c", "d", "b", "d", "b c"),
                new Row("a; b<a; c<a", "b c", "a", "c b", "b, a"),
                new Row("a; b<a; c<a", "b c", "b", "", ""),
                new Row("a; x; y<x>a", "y", "a", "", ""),
                new Row("a; x; y<x>a", "y", "x", "y", "a x"),
                new Row("a; b<a; x>a", "b x", "a", "b", "x"),
                new Row("a; b<a; x>b", "b x", "a", "x b", "b, a"));
    }

    @ParameterizedTest
    @MethodSource("downgrades")
    void back(Row row) {
        var graph = graph(row.graph);
        var walked = graph.undone(set(row.from), set(row.to));
        assertThat(ids(walked)).isEqualTo(row.walked);
        Set<String> heads = set(row.from);
        var after = new ArrayList<String>();
        for (RevisionInfo revision : walked) {
            heads = graph.headsAfterDowngrade(heads, revision);
            after.add(String.join(" ", heads));
        }
        assertThat(String.join(", ", after)).isEqualTo(row.heads);
    }

    private static RevisionGraph random(Random random, int size) {
        var revisions = new ArrayList<RevisionInfo>();
        for (int i = 0; i < size; i++) {
            var parents = new TreeSet<String>();
            var needs = new TreeSet<String>();
            for (int j = random.nextInt(3); i > 0 && j > 0; j--) {
                (random.nextInt(4) == 0 ? needs : parents).add("r" + random.nextInt(i));
            }
            revisions.add(
                    new RevisionInfo("r" + i, List.copyOf(parents), List.copyOf(needs), List.of(), "", null, "r" + i));
        }
        java.util.Collections.shuffle(revisions, random);
        return RevisionGraph.of(revisions);
    }

    private static Set<String> needed(RevisionInfo revision) {
        var needed = new HashSet<>(revision.revises());
        needed.addAll(revision.dependsOn());
        return needed;
    }

    /** Whatever the graph: heads are what is applied and what nothing applied needs; nothing is before what it needs. */
    @Test
    void inRandomGraphsHeadsAlwaysTellWhatIsApplied() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var graph = random(random, 1 + random.nextInt(15));
            var all = graph.all();
            var order = all.stream().map(RevisionInfo::id).toList();
            all.forEach(revision -> needed(revision)
                    .forEach(other -> assertThat(order.indexOf(other)).isLessThan(order.indexOf(revision.id()))));

            var applied = new TreeSet<String>();
            Set<String> heads = Set.of();
            for (int step = 0; step < 6; step++) {
                var target = Set.of(order.get(random.nextInt(order.size())));
                if (random.nextBoolean()) {
                    for (RevisionInfo revision : graph.pending(heads, target)) {
                        assertThat(applied).containsAll(needed(revision));
                        applied.add(revision.id());
                        heads = graph.headsAfterUpgrade(heads, revision);
                    }
                    assertThat(applied).containsAll(target);
                } else if (applied.containsAll(target)) {
                    for (RevisionInfo revision : graph.undone(heads, target)) {
                        applied.remove(revision.id());
                        heads = graph.headsAfterDowngrade(heads, revision);
                        all.stream()
                                .filter(other -> applied.contains(other.id()))
                                .forEach(other -> assertThat(needed(other)).doesNotContain(revision.id()));
                    }
                }
                var top = new TreeSet<>(applied);
                all.stream()
                        .filter(revision -> applied.contains(revision.id()))
                        .forEach(revision -> top.removeAll(needed(revision)));
                assertThat(heads).describedAs("seed %s", seed).isEqualTo(top);
                assertThat(graph.ancestors(heads)).isEqualTo(applied);
            }
        }
    }

    @Test
    void theOrderDoesNotDependOnWhereTheRevisionsWereFound() {
        var revisions =
                new ArrayList<>(graph("a; b<a; c<a; d<b,c; e<d; x; y<x>c").all());
        String order = ids(RevisionGraph.of(revisions).all());
        for (int seed = 0; seed < 20; seed++) {
            java.util.Collections.shuffle(revisions, new Random(seed));
            assertThat(ids(RevisionGraph.of(revisions).all())).isEqualTo(order);
        }
    }

    @Test
    void everyQuestionToTenThousandRevisionsIsAnsweredAtOnce() {
        int size = 10_000;
        var revisions = IntStream.range(0, size)
                .mapToObj(i -> RevisionInfo.of(
                        "r" + (100_000 + i), "", i == 0 ? new String[0] : new String[] {"r" + (99_999 + i)}))
                .collect(Collectors.toCollection(ArrayList::new));
        java.util.Collections.shuffle(revisions, new Random(1));
        Set<String> middle = Set.of("r105000");
        var graph = RevisionGraph.of(revisions);
        var target = new Target(graph);
        for (int warm = 0; warm < 3; warm++) {
            quick(0, "all", graph::all);
            quick(0, "path", () -> graph.pending(middle, target.resolve("head", middle)));
        }
        quick(500, "reading the graph", () -> RevisionGraph.of(revisions));
        quick(50, "all", graph::all);
        quick(50, "heads", graph::heads);
        quick(50, "path forward", () -> graph.pending(middle, target.resolve("head", middle)));
        quick(50, "path back", () -> graph.undone(middle, Set.of()));
        quick(50, "by prefix", () -> target.resolve("r109999", middle));
        quick(50, "+4000", () -> target.resolve("+4000", middle));
        quick(50, "-4000", () -> target.resolve("-4000", middle));
        quick(50, "heads after", () -> graph.headsAfterDowngrade(middle, graph.get("r105000")));
    }

    private static void quick(int limitMillis, String question, Supplier<?> answer) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            // not the clock, because other builds may run on this machine
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            assertThat(answer.get()).isNotNull();
            best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin);
        }
        if (limitMillis > 0) {
            System.out.println("10,000 revisions, " + question + ": " + best / 1_000 + " µs");
            assertThat(Duration.ofNanos(best)).describedAs(question).isLessThan(Duration.ofMillis(limitMillis));
        }
    }
}
