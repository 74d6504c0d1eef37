package dev.aludel.core.compare;

import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.UserType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts operations into an order in which they can run: what is needed comes before what needs it, what rests on
 * something goes before it does, and a name is given up before it is taken. Does not recurse, however deep the chain.
 */
final class Order {

    /** One operation to be, and those that have to wait for it. */
    private static final class Node {
        private final Operation operation;
        private final int rank;
        private final String text;
        private final Set<Node> waiting = new LinkedHashSet<>();
        private int blockers;

        Node(Operation operation, int rank) {
            this.operation = operation;
            this.rank = rank;
            this.text = operation.describe();
        }

        void before(@Nullable Node other) {
            if (other != null && other != this && waiting.add(other)) {
                other.blockers++;
            }
        }

        void notBefore(@Nullable Node other) {
            if (other != null && waiting.remove(other)) {
                other.blockers--;
            }
        }
    }

    /** What goes does so in the opposite order to coming, so that undoing creates things as they were created first. */
    private static final Comparator<Node> FIRST = Comparator.<Node>comparingInt(node -> node.rank)
            .thenComparing((one, other) -> one.operation instanceof Drop && other.operation instanceof Drop
                    ? other.text.compareTo(one.text)
                    : one.text.compareTo(other.text));

    private final SchemaModel from;
    private final SchemaModel to;
    private final Set<ObjectId> apartBefore;
    private final Set<ObjectId> apartAfter;
    private final Map<ObjectId, Node> drops = new HashMap<>();
    private final Map<ObjectId, List<SchemaObject>> changes = new HashMap<>();
    private final Map<ObjectId, List<Node>> alters = new HashMap<>();
    private final Map<ObjectId, Node> creates = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();

    Order(SchemaModel from, SchemaModel to) {
        this.from = from;
        this.to = to;
        this.apartBefore = Apart.in(from);
        this.apartAfter = Apart.in(to);
    }

    void drop(SchemaObject object) {
        if (isOfItsOwn(object, to, apartBefore)) {
            var whole = object instanceof Table table ? table.without(apartBefore) : object;
            add(drops, whole, new Node(new Drop(whole), Rank.drop(object)));
        }
    }

    void create(SchemaObject object) {
        if (isOfItsOwn(object, from, apartAfter)) {
            var whole = object instanceof Table table ? table.without(apartAfter) : object;
            add(creates, whole, new Node(new Create(whole), Rank.create(object)));
        }
    }

    void alter(SchemaObject before, SchemaObject after) {
        changes.put(before.id(), List.of(before, after));
    }

    private void add(Map<ObjectId, Node> map, SchemaObject object, Node node) {
        nodes.add(node);
        map.put(object.id(), node);
        if (object instanceof Table table) {
            table.members().forEach(member -> map.put(member.id(), node));
        }
    }

    /** Is it made or removed by itself and not together with its table? */
    private static boolean isOfItsOwn(SchemaObject object, SchemaModel other, Set<ObjectId> apart) {
        return object.table() == null || other.table(object.table()).isPresent() || apart.contains(object.id());
    }

    List<Operation> operations() {
        makeAlters();
        for (Node node : nodes) {
            if (node.operation instanceof Drop drop) {
                linkDrop(node, drop.object());
            } else if (node.operation instanceof Create create) {
                linkCreate(node, create.object());
            }
        }
        alters.values().forEach(steps -> steps.forEach(this::linkAlter));
        linkClaims();
        return sorted();
    }

    private void makeAlters() {
        var twoSided = new LinkedHashSet<ObjectId>();
        for (var change : changes.values()) {
            if (!(change.get(0) instanceof Column)) {
                continue;
            }
            var needs = new LinkedHashSet<>(change.get(0).needs(from));
            needs.retainAll(change.get(1).needs(to));
            twoSided.addAll(needs);
        }
        changes.forEach((id, change) -> {
            alters.put(id, steps(change.get(0), change.get(1), twoSided.contains(id)));
            nodes.addAll(alters.get(id));
        });
    }

    private List<Node> steps(SchemaObject before, SchemaObject after, boolean twoSided) {
        if (twoSided && addsAndTakes(before, after)) {
            return inTwoSteps((EnumType) before, (EnumType) after);
        }
        if (before instanceof Column from && after instanceof Column to && handsOver(from, to)) {
            return inTwoSteps(from, to);
        }
        return List.of(new Node(new Alter(before, after), Rank.alter(before)));
    }

    /** Does a sequence come by the name that an identity's has until now, or the other way round? */
    private boolean handsOver(Column before, Column after) {
        boolean comes = before.identity() == null && after.identity() != null;
        boolean goes = before.identity() != null && after.identity() == null;
        return comes && drops.containsKey(sequence(before)) || goes && creates.containsKey(sequence(before));
    }

    private static ObjectId sequence(Column column) {
        return Sequence.id(new Name(column.table().schema(), DefaultNames.sequence(column.table(), column.name())));
    }

    /** A column that draws from nothing for a moment, so that one sequence can go before the other comes. */
    private List<Node> inTwoSteps(Column before, Column after) {
        Column plain = before.withDefault(null).withIdentity(null);
        Node stop = new Node(new Alter(before, plain), Rank.alter(before));
        Node start = new Node(new Alter(plain, after), Rank.alter(before));
        stop.before(start);
        stop.before(creates.get(sequence(before)));
        follow(drops.get(sequence(before)), start);
        return List.of(stop, start);
    }

    private static boolean addsAndTakes(SchemaObject before, SchemaObject after) {
        return before instanceof EnumType from
                && after instanceof EnumType to
                && !from.growsInto(to)
                && !from.labels().containsAll(to.labels());
    }

    /** First all values, then those that stay: a column changes in between, from a value that goes to one that comes. */
    private static List<Node> inTwoSteps(EnumType before, EnumType after) {
        var labels = new LinkedHashSet<>(before.labels());
        labels.addAll(after.labels());
        var all = new EnumType(before.name(), List.copyOf(labels));
        Node grow = new Node(new Alter(before, all), Rank.alter(before));
        Node shrink = new Node(new Alter(all, after), Rank.alter(before));
        grow.before(shrink);
        return List.of(grow, shrink);
    }

    /** A type that mentions no values of another: whether that changes before or after it comes or goes is all the same. */
    private static boolean isShape(SchemaObject object) {
        return object instanceof CompositeType
                || object instanceof Domain domain
                        && domain.defaultSql() == null
                        && domain.checks().isEmpty();
    }

    private void linkDrop(Node node, SchemaObject object) {
        for (ObjectId need : object.needs(from)) {
            node.before(drops.get(need));
            if (!isShape(object)) {
                altersOf(need).forEach(node::before);
            }
        }
        node.before(creates.get(object.id()));
    }

    private void linkCreate(Node node, SchemaObject object) {
        for (ObjectId need : object.needs(to)) {
            follow(creates.get(need), node);
            if (!isShape(object)) {
                altersOf(need).forEach(alter -> alter.before(node));
            }
        }
    }

    private void linkAlter(Node node) {
        Alter alter = (Alter) node.operation;
        var needsBefore = alter.before().needs(from);
        var needsAfter = alter.after().needs(to);
        needsBefore.forEach(need -> node.before(drops.get(need)));
        needsAfter.forEach(need -> follow(creates.get(need), node));
        for (ObjectId need : needsBefore) {
            if (!needsAfter.contains(need) || isRebuilt(need)) {
                last(altersOf(need)).forEach(node::before);
            }
        }
        for (ObjectId need : needsAfter) {
            if (!needsBefore.contains(need)
                    || !isRebuilt(need)
                    || altersOf(need).size() > 1) {
                altersOf(need).stream().limit(1).forEach(first -> first.before(node));
            }
        }
    }

    private boolean isRebuilt(ObjectId id) {
        return last(altersOf(id)).stream()
                .anyMatch(node -> node.operation instanceof Alter alter
                        && alter.before() instanceof UserType before
                        && before.isRebuiltAs((UserType) alter.after()));
    }

    /** Changes that matter to what rests on this; what a sequence is like is all the same to what draws from it. */
    private List<Node> altersOf(ObjectId id) {
        return id.kind().equals(Sequence.KIND) ? List.of() : alters.getOrDefault(id, List.of());
    }

    private static List<Node> last(List<Node> alters) {
        return alters.isEmpty() ? alters : alters.subList(alters.size() - 1, alters.size());
    }

    private static void follow(@Nullable Node first, Node second) {
        if (first != null) {
            first.before(second);
        }
    }

    private void linkClaims() {
        var holders = new HashMap<String, Node>();
        for (Node node : nodes) {
            if (node.operation instanceof Drop drop) {
                drop.object().claims().forEach(claim -> holders.put(claim, node));
            }
        }
        for (Node node : nodes) {
            if (node.operation instanceof Create create) {
                create.object().claims().forEach(claim -> follow(holders.get(claim), node));
            }
        }
    }

    private List<Operation> sorted() {
        var sorted = new ArrayList<Operation>();
        takeReady(nodes, sorted);
        if (sorted.size() < nodes.size()) {
            var circling = nodes.stream().filter(node -> node.blockers > 0).toList();
            circling.forEach(this::keepCertain);
            takeReady(circling, sorted);
        }
        if (sorted.size() != nodes.size()) {
            throw new IllegalStateException("operations wait for each other: "
                    + nodes.stream()
                            .filter(node -> node.blockers > 0)
                            .map(node -> node.text)
                            .sorted()
                            .toList());
        }
        return sorted;
    }

    private static void takeReady(List<Node> nodes, List<Operation> sorted) {
        var ready = new PriorityQueue<>(FIRST);
        nodes.stream().filter(node -> node.blockers == 0).forEach(ready::add);
        while (!ready.isEmpty()) {
            Node node = ready.remove();
            sorted.add(node.operation);
            for (Node waiting : node.waiting) {
                if (--waiting.blockers == 0) {
                    ready.add(waiting);
                }
            }
        }
    }

    /** What waits in a circle does so because of words that only look like names of something: what is certain counts. */
    private void keepCertain(Node node) {
        if (node.operation instanceof Drop drop && drop.object() instanceof SqlObject object) {
            var certain = object.certainNeeds(from);
            object.needs(from).stream()
                    .filter(need -> !certain.contains(need))
                    .forEach(need -> node.notBefore(drops.get(need)));
        } else if (node.operation instanceof Create create && create.object() instanceof SqlObject object) {
            var certain = object.certainNeeds(to);
            object.needs(to).stream()
                    .filter(need -> !certain.contains(need))
                    .map(creates::get)
                    .filter(other -> other != null && other.blockers > 0)
                    .forEach(need -> need.notBefore(node));
        }
    }
}
