package dev.aludel.core.compare;

import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Where tables and columns come from in Java, so that they can be told again under other names: of a table the entity, of
 * a column the property, as a path within the entity. What is not known is not there.
 */
public record Origins(Map<ObjectId, String> all) {

    public static final Origins NONE = new Origins(Map.of());

    private static final String UNKNOWN = "-";
    private static final Pattern COLUMN = Pattern.compile("(\"(?:[^\"]|\"\")*\"|[^\\s=\"]+)(?:=(\\S+))?");
    private static final Pattern WORD = Pattern.compile("[^\\s\\p{Cntrl}=\"]+");

    public Origins {
        all = Map.copyOf(all);
    }

    /** What {@link #lines} has said. */
    public static Origins parse(Map<String, String> lines) {
        var all = new HashMap<ObjectId, String>();
        lines.forEach((table, line) -> {
            Name name = Name.parse(table);
            String[] parts = line.strip().split("\\s+", 2);
            if (!parts[0].equals(UNKNOWN)) {
                all.put(ObjectId.table(name), parts[0]);
            }
            var columns = COLUMN.matcher(parts.length > 1 ? parts[1] : "");
            while (columns.find()) {
                String column = Name.parse(columns.group(1)).local();
                all.put(ObjectId.column(name, column), columns.group(2) == null ? column : columns.group(2));
            }
        });
        return new Origins(all);
    }

    /**
     * As a revision remembers it: for each table its entity, then its columns with their properties, e.g. {@code customer}
     * and {@code Customer id full_name=name}. A dash stands for an entity that is not told.
     */
    public Map<String, String> lines() {
        var entities = new TreeMap<Name, String>();
        var columns = new TreeMap<Name, StringBuilder>();
        new TreeMap<>(all).forEach((id, origin) -> {
            if (isPlain(id.name().schema())
                    && isPlain(id.path())
                    && WORD.matcher(origin).matches()) {
                entities.putIfAbsent(id.name(), UNKNOWN);
                if (id.isMember()) {
                    columns.computeIfAbsent(id.name(), name -> new StringBuilder())
                            .append(' ')
                            .append(Name.of(id.member()))
                            .append(origin.equals(id.member()) ? "" : "=" + origin);
                } else {
                    entities.put(id.name(), origin);
                }
            }
        });
        var lines = new TreeMap<String, String>();
        entities.forEach((table, entity) ->
                lines.put(table.toString(), entity + columns.getOrDefault(table, new StringBuilder())));
        return lines;
    }

    /** Can it stand in one line? */
    private static boolean isPlain(String text) {
        return text.codePoints().noneMatch(Character::isISOControl);
    }

    /** These, and what came later. */
    public Origins plus(Origins later) {
        var sum = new HashMap<>(all);
        sum.putAll(later.all);
        return new Origins(sum);
    }

    /** What the others do not say yet. */
    public Origins minus(Origins others) {
        var rest = new HashMap<>(all);
        rest.entrySet().removeAll(others.all.entrySet());
        return new Origins(rest);
    }

    /** Those of the objects that fulfil it. */
    public Origins only(Predicate<ObjectId> wanted) {
        var some = new HashMap<>(all);
        some.keySet().removeIf(wanted.negate());
        return new Origins(some);
    }

    /** Without these objects, nor the columns of those that are tables. */
    public Origins without(Collection<ObjectId> ids) {
        var rest = new HashMap<>(all);
        rest.keySet().removeIf(id -> ids.contains(id) || ids.contains(ObjectId.table(id.name())));
        return new Origins(rest);
    }

    /**
     * After something got another name. What it was called before is kept until it is known better: a database may be some
     * revisions behind.
     */
    public Origins follow(Renaming renaming) {
        return plus(mapped(renaming::id));
    }

    /** With every id as {@code spelling} has it. */
    public Origins mapped(UnaryOperator<ObjectId> spelling) {
        var mapped = new HashMap<ObjectId, String>();
        all.forEach((id, origin) -> {
            ObjectId other = spelling.apply(id);
            if (!other.equals(id) || !mapped.containsKey(id)) {
                mapped.put(other, origin);
            }
        });
        return new Origins(mapped);
    }

    boolean knows(ObjectId id) {
        return all.containsKey(id);
    }

    /** Those of these objects that alone have their origin, by that. */
    Map<String, ObjectId> unique(Collection<ObjectId> ids) {
        var unique = new TreeMap<String, ObjectId>();
        var several = new HashSet<String>();
        for (ObjectId id : ids) {
            String origin = all.get(id);
            if (origin != null && unique.put(origin, id) != null) {
                several.add(origin);
            }
        }
        unique.keySet().removeAll(several);
        return unique;
    }
}
