package dev.aludel.core.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An object that the server keeps as the SQL that makes it: a view, a function, a trigger, a policy, an extension. Two are
 * the same when their SQL is. Which kinds there are is the dialect's business.
 *
 * @param id  the kind; the name, for a routine with its argument types: {@code total(integer, text)}; the member for what
 *            belongs to a relation, such as a trigger or a policy, whose name is the relation's then
 * @param sql what makes it: one statement, or a few with semicolons between them
 */
public record SqlObject(ObjectId id, String sql) implements SchemaObject {

    private static final Set<String> ROUTINES = Set.of("function", "procedure", "aggregate");

    /** Kinds that have argument types in their names. */
    private static final Set<String> WITH_ARGUMENTS = Set.of("function", "procedure", "aggregate", "operator");

    /** Kinds that nothing else can mention. */
    private static final Set<String> UNMENTIONED = Set.of(
            "publication",
            "event trigger",
            "statistics",
            "materialized view index",
            "cast",
            "operator",
            "user mapping",
            "operator class",
            "operator family");

    /** Kinds that something can be of: names of types. */
    private static final Set<String> TYPES = Set.of("domain", "type");

    private static final Set<String> RELATIONS = Set.of("view", "materialized view", "foreign table");

    /** Where what a routine takes and gives ends and the rest of it begins. */
    private static final Set<String> AFTER_HEAD = Set.of(
            "language",
            "transform",
            "window",
            "immutable",
            "stable",
            "volatile",
            "not",
            "leakproof",
            "called",
            "strict",
            "external",
            "security",
            "parallel",
            "cost",
            "rows",
            "support",
            "set",
            "as",
            "return",
            "begin");

    public SqlObject {
        if (SqlTokens.meaningful(sql).isEmpty()) {
            throw new IllegalArgumentException(id + " has no SQL that makes it");
        }
    }

    /** The statements that make it. */
    public List<String> statements() {
        return SqlTokens.statements(sql);
    }

    /** Is this a function, a procedure or an aggregate? */
    public static boolean isRoutine(ObjectId id) {
        return ROUTINES.contains(id.kind());
    }

    /** Is this something that rows can be selected from? */
    public static boolean isRelation(ObjectId id) {
        return RELATIONS.contains(id.kind());
    }

    /** Can columns be of it? */
    static boolean isType(ObjectId id) {
        return TYPES.contains(id.kind()) || isRelation(id);
    }

    /** The name without the argument types of a routine. */
    public static Name bareName(ObjectId id) {
        String arguments = arguments(id);
        String local = id.name().local();
        return arguments.isEmpty()
                ? id.name()
                : new Name(id.name().schema(), local.substring(0, local.length() - arguments.length()));
    }

    /** The argument types of a routine with their parentheses; empty where there are none. */
    public static String arguments(ObjectId id) {
        String local = id.name().local();
        if (!WITH_ARGUMENTS.contains(id.kind()) || !local.endsWith(")")) {
            return "";
        }
        int depth = 0;
        boolean quoted = false;
        for (int i = local.length() - 1; i > 0; i--) {
            char c = local.charAt(i);
            quoted ^= c == '"';
            depth += quoted ? 0 : c == ')' ? 1 : c == '(' ? -1 : 0;
            if (depth == 0 && !quoted) {
                return local.substring(i);
            }
        }
        return "";
    }

    /** Can the text of something else mention it? */
    static boolean isMentioned(ObjectId id) {
        return !UNMENTIONED.contains(id.kind());
    }

    /** Does the server keep its body as text, so that nothing in it is held on to? */
    public boolean hasOpaqueBody() {
        return isRoutine(id)
                && SqlTokens.meaningful(sql).stream().noneMatch(token -> token.is("atomic") || token.is("return"));
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        return with(Mentions.in(sql, model, id, !hasOpaqueBody()), model);
    }

    /** Those of its needs that stand where nothing but such a thing can stand: no word happens to be the same. */
    public Set<ObjectId> certainNeeds(SchemaModel model) {
        return with(Mentions.certainlyIn(sql, model, id), model);
    }

    private Set<ObjectId> with(Set<ObjectId> mentioned, SchemaModel model) {
        var needs = new HashSet<>(mentioned);
        if (id.isMember()) {
            needs.addAll(model.relation(id.name()));
        }
        if (!id.name().isUnqualified()) {
            needs.add(ObjectId.namespace(id.name().schema()));
        }
        needs.remove(id);
        return needs;
    }

    @Override
    public Set<String> claims() {
        var claims = new HashSet<String>();
        if (isRelation(id)) {
            claims.add("relation " + id.name());
        }
        if (isType(id)) {
            claims.add("type " + id.name());
        }
        if (isRoutine(id)) {
            claims.add("routine " + id.name());
        }
        return claims;
    }

    /** A routine that takes and gives the same can get another body; all else is made anew. */
    @Override
    public boolean canBecome(SchemaObject after) {
        return after instanceof SqlObject other
                && isRoutine(id)
                && !id.kind().equals("aggregate")
                && head().equals(other.head());
    }

    private List<String> head() {
        var head = new ArrayList<String>();
        int depth = 0;
        for (SqlTokens.Token token : SqlTokens.meaningful(sql)) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && AFTER_HEAD.contains(token.identifier())) {
                break;
            }
            head.add(token.kind() == SqlTokens.Kind.WORD ? token.identifier() : token.text());
        }
        head.removeAll(List.of("or", "replace"));
        return head;
    }

    @Override
    public SqlObject follow(Renaming renaming) {
        ObjectId followed = renaming.id(id);
        String text = Mentions.follow(sql, renaming, id);
        return followed.equals(id) && text.equals(sql) ? this : new SqlObject(followed, text);
    }

    @Override
    public String details() {
        return sql.strip();
    }
}
