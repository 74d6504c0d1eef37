package dev.aludel.core.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.core.error.RevisionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/**
 * Walks the graphs of {@code revision-graphs/cases.yaml}, whose answers are Alembic 1.20's. They are read from the
 * folder {@code aludel.cases}, or from {@code shared/cases} beside the project; without it there is nothing to do.
 */
@SuppressWarnings("unchecked")
class GraphCasesTest {

    private static Path file() {
        String given = System.getProperty("aludel.cases", "");
        Path folder = given.isEmpty() ? Path.of("../../shared/cases") : Path.of(given);
        return folder.resolve("revision-graphs/cases.yaml");
    }

    private static Map<String, Object> cases() throws IOException {
        try (var text = Files.newBufferedReader(file())) {
            return new Yaml().load(text);
        }
    }

    private static RevisionGraph graph(Object revisions) {
        var infos = new ArrayList<RevisionInfo>();
        for (var revision : (List<Map<String, Object>>) revisions) {
            infos.add(new RevisionInfo(
                    String.valueOf(revision.get("id")),
                    list(revision.get("down")),
                    list(revision.get("depends_on")),
                    list(revision.get("labels")),
                    "",
                    null,
                    "case"));
        }
        return RevisionGraph.of(infos);
    }

    private static List<String> list(Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    private static List<String> ids(Collection<RevisionInfo> revisions) {
        return revisions.stream().map(RevisionInfo::id).toList();
    }

    @TestFactory
    Stream<DynamicTest> walksAsAlembicDoes() throws IOException {
        assumeTrue(Files.exists(file()), "no cases at " + file() + "; set -Daludel.cases to their folder");
        var all = cases();
        var graphs = (Map<String, Object>) all.get("graphs");
        return ((List<Map<String, Object>>) all.get("cases"))
                .stream()
                        .map(item -> DynamicTest.dynamicTest(
                                item.get("n") + " " + item.get("kind") + " " + item.get("graph"),
                                () -> new Case(graph(graphs.get(item.get("graph"))), item).check()));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsNoGraph() throws IOException {
        assumeTrue(Files.exists(file()), "no cases at " + file() + "; set -Daludel.cases to their folder");
        var invalid = (Map<String, Map<String, Object>>) cases().get("invalid_graphs");
        return invalid.entrySet().stream()
                .map(item -> DynamicTest.dynamicTest(item.getKey(), () -> {
                    var expect = (Map<String, Object>) item.getValue().get("expect");
                    if (expect.containsKey("ok")) {
                        var graph = graph(item.getValue().get("revisions"));
                        var heads = ids(graph.heads());
                        var undone = ids(graph.undone(ids(graph.effectiveHeads()), Set.of()));
                        assertThat(heads).containsExactlyInAnyOrderElementsOf(list(expect.get("heads")));
                        assertThat(undone).isEqualTo(list(expect.get("down_order")));
                    } else {
                        assertThatThrownBy(() -> graph(item.getValue().get("revisions")))
                                .isInstanceOf(RevisionException.class);
                    }
                }));
    }

    @Test
    void theCasesAreThere() throws IOException {
        assumeTrue(Files.exists(file()), "no cases at " + file() + "; set -Daludel.cases to their folder");
        assertThat((List<?>) cases().get("cases")).hasSize(177);
        assertThat((Map<?, ?>) cases().get("invalid_graphs")).hasSizeGreaterThanOrEqualTo(17);
    }

    /** One case. What Alembic only warns of because it has to guess is refused here. */
    private record Case(RevisionGraph graph, Map<String, Object> item) {

        private Map<String, Object> expect() {
            return (Map<String, Object>) item.get("expect");
        }

        void check() {
            if (expect().containsKey("error") || expect().containsKey("warnings")) {
                assertThatThrownBy(this::answer).isInstanceOf(RevisionException.class);
            } else {
                answer();
            }
        }

        private void answer() {
            switch ((String) item.get("kind")) {
                case "summary" -> summary();
                case "resolve" ->
                    assertThat(target().resolve(text("id"), ids(graph.heads())))
                            .containsExactlyInAnyOrderElementsOf(list(expect().get("revisions")));
                case "iterate" -> iterate();
                case "upgrade" -> upgrade();
                case "downgrade" -> downgrade();
                case "stamp" -> stamp();
                default -> maintain();
            }
        }

        private Target target() {
            return new Target(graph);
        }

        private String text(String key) {
            return String.valueOf(item.get(key));
        }

        private Set<String> heads() {
            return new TreeSet<>(list(item.get("from_heads")));
        }

        private void summary() {
            same(graph.heads(), "heads");
            same(graph.effectiveHeads(), "effective_heads");
            same(graph.bases(), "bases");
            same(graph.effectiveBases(), "effective_bases");
            same(graph.branchPoints(), "branchpoints");
            same(graph.mergePoints(), "mergepoints");
            var labels = new TreeMap<String, List<String>>();
            for (RevisionInfo revision : graph.all()) {
                var found = List.copyOf(graph.labels(revision.id()));
                if (!found.isEmpty()) {
                    labels.put(revision.id(), found);
                }
            }
            assertThat(labels).isEqualTo(new TreeMap<>((Map<String, List<String>>) expect().get("labels")));
        }

        private void same(List<RevisionInfo> revisions, String key) {
            assertThat(ids(revisions)).as(key).containsExactlyInAnyOrderElementsOf(list(expect().get(key)));
        }

        private void iterate() {
            String lower = item.get("lower") instanceof List<?> one ? String.valueOf(one.get(0)) : text("lower");
            var upper = new TreeSet<String>();
            for (String part : item.get("upper") == null ? List.<String>of() : list(item.get("upper"))) {
                var from = part.contains("+") ? List.<String>of() : ids(graph.heads());
                upper.addAll(target().resolve(part, from));
            }
            boolean downgrade = Boolean.TRUE.equals(item.get("select_for_downgrade"));
            var from = lower.contains("@-") && downgrade ? upper : new TreeSet<>(ids(graph.heads()));
            var bottom = target().resolve(lower, from);
            Optional<Set<String>> branch = target().branch(lower);
            List<String> found;
            boolean implicitBase = Boolean.TRUE.equals(item.get("implicit_base"));
            if (downgrade) {
                var undone = branch.map(ids -> graph.undone(upper, bottom, ids))
                        .orElseGet(() -> graph.undone(upper, bottom));
                found = new ArrayList<>(ids(implicitBase ? graph.pending(bottom, upper) : undone));
                if (Boolean.TRUE.equals(item.get("inclusive"))) {
                    found.addAll(bottom);
                }
            } else {
                found = new ArrayList<>(ids(graph.range(implicitBase ? Set.of() : bottom, upper, branch)));
                if (!Boolean.TRUE.equals(item.get("inclusive"))) {
                    found.removeAll(bottom);
                }
            }
            ordered(found, list(expect().get("order")));
        }

        private void ordered(List<String> found, List<String> wanted) {
            assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
            if (Boolean.TRUE.equals(expect().get("order_forced"))) {
                assertThat(found).isEqualTo(wanted);
            }
        }

        private void upgrade() {
            var steps = graph.pending(heads(), target().resolve(text("target"), heads()));
            ordered(ids(steps), list(expect().get("steps")));
            Set<String> heads = heads();
            var after = new ArrayList<List<String>>();
            for (RevisionInfo step : steps) {
                heads = graph.headsAfterUpgrade(heads, step);
                after.add(List.copyOf(heads));
            }
            ended(heads, after);
        }

        private void downgrade() {
            var to = target().resolve(text("target"), heads());
            var steps = target().branch(text("target"))
                    .map(ids -> graph.undone(heads(), to, ids))
                    .orElseGet(() -> graph.undone(heads(), to));
            ordered(ids(steps), list(expect().get("steps")));
            Set<String> heads = heads();
            var after = new ArrayList<List<String>>();
            for (RevisionInfo step : steps) {
                heads = graph.headsAfterDowngrade(heads, step);
                after.add(List.copyOf(heads));
            }
            ended(heads, after);
        }

        private void ended(Set<String> heads, List<List<String>> after) {
            assertThat(heads).containsExactlyInAnyOrderElementsOf(list(expect().get("end_heads")));
            if (Boolean.TRUE.equals(expect().get("order_forced"))) {
                assertThat(after).isEqualTo(expect().get("heads_after_each"));
            }
        }

        private void stamp() {
            var stamp = Stamp.to(graph, heads(), text("target"));
            assertThat(stamp.heads()).containsExactlyInAnyOrderElementsOf(list(expect().get("end_heads")));
            boolean sides = Set.of(238, 260).contains(item.get("n"));
            assertThat(!stamp.forgotten().isEmpty())
                    .as("forgets " + stamp.forgotten())
                    .isEqualTo(sides);
        }

        private void maintain() {
            Set<String> heads = heads();
            var after = new ArrayList<Set<String>>();
            for (String step : list(item.get("steps"))) {
                RevisionInfo revision = graph.get(step.substring(1));
                heads = step.startsWith("+")
                        ? graph.headsAfterUpgrade(heads, revision)
                        : graph.headsAfterDowngrade(heads, revision);
                after.add(new HashSet<>(heads));
            }
            var wanted = ((List<List<String>>) expect().get("heads_after_each"))
                    .stream().map(HashSet::new).toList();
            assertThat(after.stream().map(HashSet::new).toList()).isEqualTo(wanted);
        }
    }
}
