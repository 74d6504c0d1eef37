package dev.aludel.core.compare;

import dev.aludel.core.dialect.Using;
import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
        private final Set<Node> waiting = new HashSet<>();
        private int blockers;

        Node(Operation operation, int rank) {
            this.operation = operation;
            this.rank = rank;
        }

        void before(@Nullable Node other) {
            if (other != null && other != this && waiting.add(other)) {
                other.blockers++;
            }
        }
    }

    private static final Comparator<Node> FIRST =
            Comparator.<Node>comparingInt(node -> node.rank).thenComparing(node -> node.operation.describe());

    private final SchemaModel from;
    private final SchemaModel to;
    private final Map<ObjectId, Node> drops = new HashMap<>();
    private final Map<ObjectId, Node> alters = new HashMap<>();
    private final Map<ObjectId, Node> creates = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();

    Order(SchemaModel from, SchemaModel to) {
        this.from = from;
        this.to = to;
    }

    void drop(SchemaObject object) {
        if (isDropOfItsOwn(object)) {
            var whole = object instanceof Table table ? table.alone() : object;
            add(drops, object, whole, new Node(new Drop(whole), Rank.drop(object)));
        }
    }

    void create(SchemaObject object) {
        if (isCreateOfItsOwn(object)) {
            var whole = object instanceof Table table ? table.alone() : object;
            add(creates, object, whole, new Node(new Create(whole), Rank.create(object)));
        }
    }

    void alter(SchemaObject before, SchemaObject after) {
        Node node = new Node(new Alter(before, after), Rank.alter(before));
        nodes.add(node);
        alters.put(before.id(), node);
    }

    private void add(Map<ObjectId, Node> map, SchemaObject object, SchemaObject whole, Node node) {
        nodes.add(node);
        map.put(object.id(), node);
        if (whole instanceof Table table) {
            table.members().forEach(member -> map.put(member.id(), node));
        }
    }

    private boolean isDropOfItsOwn(SchemaObject object) {
        return object.table() == null || to.table(object.table()).isPresent() || isDetached(object, from);
    }

    private boolean isCreateOfItsOwn(SchemaObject object) {
        return object.table() == null || from.table(object.table()).isPresent() || isDetached(object, to);
    }

    /** Is it made and removed by itself even when its whole table is? */
    private static boolean isDetached(SchemaObject object, SchemaModel model) {
        SchemaObject subject =
                object instanceof Comment comment ? model.find(comment.on()).orElse(object) : object;
        return subject instanceof TableMember member && member.standsAlone();
    }

    List<Operation> operations() {
        drops.values().forEach(this::linkDrop);
        alters.values().forEach(this::linkAlter);
        creates.values().forEach(this::linkCreate);
        linkClaims();
        var ready = new PriorityQueue<>(FIRST);
        nodes.stream().filter(node -> node.blockers == 0).forEach(ready::add);
        var sorted = new ArrayList<Operation>();
        while (!ready.isEmpty()) {
            Node node = ready.remove();
            sorted.add(node.operation);
            for (Node waiting : node.waiting) {
                if (--waiting.blockers == 0) {
                    ready.add(waiting);
                }
            }
        }
        if (sorted.size() != nodes.size()) {
            throw new IllegalStateException("operations wait for each other: "
                    + nodes.stream()
                            .filter(node -> node.blockers > 0)
                            .map(node -> node.operation.describe())
                            .toList());
        }
        return withUsers(sorted);
    }

    private void linkDrop(Node node) {
        SchemaObject object = ((Drop) node.operation).object();
        for (ObjectId need : object.needs(from)) {
            node.before(drops.get(need));
            node.before(alters.get(need));
        }
        node.before(creates.get(object.id()));
    }

    private void linkAlter(Node node) {
        Alter alter = (Alter) node.operation;
        for (ObjectId need : alter.before().needs(from)) {
            node.before(drops.get(need));
            Node needed = alters.get(need);
            if (needed != null && shrinks(needed.operation)) {
                node.before(needed);
            }
        }
        for (ObjectId need : alter.after().needs(to)) {
            follow(creates.get(need), node);
            Node needed = alters.get(need);
            if (needed != null && !shrinks(needed.operation)) {
                follow(needed, node);
            }
        }
    }

    private void linkCreate(Node node) {
        SchemaObject object = ((Create) node.operation).object();
        for (ObjectId need : object.needs(to)) {
            follow(creates.get(need), node);
            follow(alters.get(need), node);
        }
    }

    private static void follow(@Nullable Node first, Node second) {
        if (first != null) {
            first.before(second);
        }
    }

    private static boolean shrinks(Operation operation) {
        return operation instanceof Alter alter
                && alter.before() instanceof EnumType before
                && !before.growsInto((EnumType) alter.after());
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

    /** Tells every change of an enum which columns have its values at that moment, and what computes with those. */
    private List<Operation> withUsers(List<Operation> operations) {
        if (operations.stream().noneMatch(operation -> operation instanceof Alter alter && alter.before() instanceof EnumType)) {
            return operations;
        }
        var result = new ArrayList<Operation>();
        SchemaModel model = from;
        for (Operation operation : operations) {
            boolean isEnum = operation instanceof Alter alter && alter.before() instanceof EnumType;
            Operation known = isEnum ? withUsers((Alter) operation, model) : operation;
            result.add(known);
            model = known.applyTo(model);
        }
        return result;
    }

    private static Alter withUsers(Alter alter, SchemaModel model) {
        var users = new ArrayList<TableMember>();
        for (Table table : model.tables()) {
            var columns = new HashSet<String>();
            for (Column column : table.columns()) {
                if (column.type().isOf(alter.before().id().name())) {
                    columns.add(column.name());
                    users.add(column);
                }
            }
            for (TableMember member : table.members(TableMember.class)) {
                boolean computes = member instanceof CheckConstraint
                        || member instanceof Index index && index.hasExpressions()
                        || member instanceof Column column && column.generated() != null;
                boolean mentions = member.columnsUsed(model).stream().anyMatch(columns::contains)
                        || member.needs(model).contains(alter.before().id()) && !(member instanceof Column);
                if (computes && mentions) {
                    users.add(member);
                }
            }
        }
        return new Alter(alter.before(), alter.after(), Using.NONE, users);
    }
}
