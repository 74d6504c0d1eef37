package dev.aludel.core.op;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.OneLine;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.UserType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes an object where it stands. What depends on it stays; when that cannot be, it is a {@link Drop} and a
 * {@link Create} instead.
 *
 * @param using how a column's values are converted
 * @param users for a type: the columns and types that use it, and what cannot stay while it is built anew, with all that
 *              is said about it, in an order in which it can be made again, as they are at that moment. Some changes, such
 *              as taking away a value of an enum, can only be made by building the type anew, recasting the columns, and
 *              making the rest again
 */
public record Alter(SchemaObject before, SchemaObject after, Using using, List<SchemaObject> users)
        implements Operation {

    public Alter {
        users = List.copyOf(users);
        if (!before.id().equals(after.id())) {
            throw new IllegalArgumentException("cannot alter " + before.id() + " into " + after.id()
                    + ": another object; rename it first, or drop and create");
        }
        if (!before.canBecome(after)) {
            throw new IllegalArgumentException(
                    before.describe() + " cannot become " + after.details() + " in place: drop and create it");
        }
    }

    public Alter(SchemaObject before, SchemaObject after) {
        this(before, after, Using.NONE, List.of());
    }

    @Override
    public Alter reverse() {
        return new Alter(after, before, using.reverse(), users);
    }

    @Override
    public SchemaModel applyTo(SchemaModel model) {
        return model.replace(after);
    }

    @Override
    public List<Statement> sql(Dialect dialect, Scope scope) {
        return Supports.of(dialect, before).alter(before, after, using, users, scope);
    }

    /** The statements where later ones of the same transaction use the values that an enum gets by this. */
    List<Statement> sqlBeforeUse(Dialect dialect, Scope scope) {
        return Supports.of(dialect, before).alterBeforeUse(before, after, users, scope);
    }

    boolean rebuildsType() {
        return before instanceof UserType from && from.isRebuiltAs((UserType) after);
    }

    @Override
    public boolean losesData() {
        if (before instanceof CompositeType from && after instanceof CompositeType to) {
            return !from.without(to).isEmpty() && users.stream().anyMatch(Column.class::isInstance);
        }
        return before instanceof Column from
                && after instanceof Column to
                && (to.generated() != null && from.generated() == null
                        || !from.type().fitsInto(to.type()));
    }

    @Override
    public Set<ObjectId> touches() {
        var touched = new HashSet<ObjectId>();
        touched.add(before.table() == null ? before.id() : ObjectId.table(before.table()));
        if (rebuildsType()) {
            for (SchemaObject user : users) {
                if (user.table() != null) {
                    touched.add(ObjectId.table(user.table()));
                } else if (user instanceof UserType) {
                    touched.add(user.id());
                }
            }
        }
        return touched;
    }

    /** Of a column only the words that differ, e.g. {@code ~ column account.name varchar(80) -> varchar(40)}. */
    @Override
    public String describe() {
        var from = List.of(before.details().split(" "));
        var to = List.of(after.details().split(" "));
        int same = 0;
        while (before instanceof Column
                && same < Math.min(from.size(), to.size()) - 1
                && from.get(from.size() - 1 - same).equals(to.get(to.size() - 1 - same))) {
            same++;
        }
        while (same > 0 && !(isWhole(from, same) && isWhole(to, same))) {
            same--;
        }
        return OneLine.of("~ " + before.id() + " " + without(from, same) + " -> " + without(to, same));
    }

    private static String without(List<String> words, int last) {
        return String.join(" ", words.subList(0, words.size() - last));
    }

    /** Is it cut outside of quotes and parentheses? Half an expression says nothing. */
    private static boolean isWhole(List<String> words, int last) {
        var tokens = SqlTokens.meaningful(without(words, last));
        var all = SqlTokens.meaningful(String.join(" ", words));
        int depth = 0;
        for (SqlTokens.Token token : tokens) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return depth == 0 && tokens.equals(all.subList(0, tokens.size()));
    }
}
