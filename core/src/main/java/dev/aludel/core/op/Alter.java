package dev.aludel.core.op;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.OneLine;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.TableMember;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes an object where it stands. What depends on it stays; when that cannot be, it is a {@link Drop} and a
 * {@link Create} instead.
 *
 * @param using    how a column's values are converted
 * @param users    for an enum: the columns that use the type, and what cannot stay while it is built anew, in an order in
 *                 which it can be made again, as they are at that moment. Values can only be taken away or reordered by
 *                 building the type anew, recasting the columns, and making the rest again
 * @param comments the comments on the type and on what is made again, which would go with them
 */
public record Alter(
        SchemaObject before, SchemaObject after, Using using, List<TableMember> users, List<Comment> comments)
        implements Operation {

    public Alter {
        users = List.copyOf(users);
        comments = List.copyOf(comments);
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

    public Alter(SchemaObject before, SchemaObject after, Using using, List<TableMember> users) {
        this(before, after, using, users, List.of());
    }

    @Override
    public Alter reverse() {
        return new Alter(after, before, using.reverse(), users, comments);
    }

    @Override
    public SchemaModel applyTo(SchemaModel model) {
        return model.replace(after);
    }

    @Override
    public List<Statement> sql(Dialect dialect, Scope scope) {
        var statements = new ArrayList<>(Supports.of(dialect, before).alter(before, after, using, users, scope));
        if (rebuildsType()) {
            comments.forEach(
                    comment -> statements.addAll(Supports.of(dialect, comment).create(comment, scope)));
        }
        return statements;
    }

    /** The statements where later ones of the same transaction use the values that an enum gets by this. */
    List<Statement> sqlBeforeUse(Dialect dialect, Scope scope) {
        var statements = new ArrayList<>(Supports.of(dialect, before).alterBeforeUse(before, after, users, scope));
        comments.forEach(
                comment -> statements.addAll(Supports.of(dialect, comment).create(comment, scope)));
        return statements;
    }

    private boolean rebuildsType() {
        return before instanceof EnumType from && !from.growsInto((EnumType) after);
    }

    @Override
    public boolean losesData() {
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
            users.forEach(member -> touched.add(ObjectId.table(member.table())));
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
