package dev.aludel.postgres;

import dev.aludel.core.dialect.Normalized;
import dev.aludel.core.dialect.Normalized.Undecided;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives definitions that make what is there already the live text. Of most kinds the server keeps what was written but for its
 * spelling ({@link Canonical}); views it keeps as queries, and its planner says whether two of them are one.
 */
final class SameDefinition {

    /** What a plan does not show, or not all of it. */
    private static final Set<String> NOT_IN_PLANS =
            Set.of("limit", "fetch", "offset", "values", "recursive", "over", "window", "for", "distinct", "lateral");

    /** What follows a {@code *} that is no operator. */
    private static final Set<String> AFTER_ALL = Set.of("from", ",", ")");

    private final SchemaModel wanted;
    private final SchemaModel live;

    private SameDefinition(SchemaModel wanted, SchemaModel live) {
        this.wanted = wanted;
        this.live = live;
    }

    static Normalized of(@Nullable Connection connection, SchemaModel wanted, SchemaModel live, Scope scope)
            throws SQLException {
        return new SameDefinition(wanted, live).normalized(connection, scope);
    }

    private Normalized normalized(@Nullable Connection connection, Scope scope) throws SQLException {
        var views = new LinkedHashMap<SqlObject, SqlObject>();
        SchemaModel model = wanted;
        for (SqlObject object : wanted.all(SqlObject.class)) {
            SqlObject before = (SqlObject) live.find(object.id()).orElse(object);
            if (object.sql().equals(before.sql())) {
                continue;
            }
            if (!isView(object)) {
                model = Canonical.of(object).equals(Canonical.of(before)) ? model.replace(before) : model;
            } else if (canonicalHead(object).equals(canonicalHead(before))) {
                views.put(object, before);
            }
        }
        var undecided = new ArrayList<Undecided>();
        var queries = new ArrayList<String>();
        views.forEach((object, before) -> queries.addAll(List.of(query(object), query(before))));
        if (connection == null) {
            return told(model, views);
        }
        var plans = Queries.ask(connection, scope, queries);
        var same = new HashSet<ObjectId>();
        views.forEach((object, before) -> {
            boolean samePlan = plans.get(query(object)).equals(plans.get(query(before)));
            if (samePlan && unseen(object).equals(unseen(before))) {
                same.add(object.id());
            }
        });
        boolean more = true;
        while (more) {
            more = same.removeIf(id -> showsMore((SqlObject) wanted.find(id).orElseThrow(), same));
        }
        for (Map.Entry<SqlObject, SqlObject> view : views.entrySet()) {
            var plan = plans.get(query(view.getKey()));
            if (same.contains(view.getKey().id())) {
                model = model.replace(view.getValue());
            } else if (!plan.error().isEmpty() && !mentionsNew(view.getKey())) {
                undecided.add(
                        new Undecided(view.getKey().id(), query(view.getKey()), query(view.getValue()), plan.error()));
                model = model.replace(view.getValue());
            }
        }
        return new Normalized(model, undecided);
    }

    /** Where there is no server to ask, only texts tell. */
    private static Normalized told(SchemaModel wanted, Map<SqlObject, SqlObject> views) {
        var undecided = new ArrayList<Undecided>();
        SchemaModel model = wanted;
        for (Map.Entry<SqlObject, SqlObject> view : views.entrySet()) {
            String query = query(view.getKey());
            String before = query(view.getValue());
            var verdict = TextVerdict.of(query, before);
            if (verdict == Meanings.Verdict.UNKNOWN) {
                undecided.add(new Undecided(view.getKey().id(), query, before, TextVerdict.NO_SERVER));
            }
            model = verdict == Meanings.Verdict.DIFFERENT ? model : model.replace(view.getValue());
        }
        return new Normalized(model, undecided);
    }

    /** Does it show all columns of something that will have other columns? The server keeps those that there were. */
    private boolean showsMore(SqlObject view, Set<ObjectId> same) {
        return showsAll(view)
                && view.needs(wanted).stream()
                        .anyMatch(need -> SqlObject.isRelation(need)
                                ? isNew(need) && !same.contains(need)
                                : need.kind().equals(Table.KIND)
                                        && !columns(live, need).equals(columns(wanted, need)));
    }

    private static Set<String> columns(SchemaModel model, ObjectId table) {
        return model.table(table.name()).stream()
                .flatMap(owner -> owner.columns().stream())
                .map(Column::name)
                .collect(Collectors.toSet());
    }

    /** Has it a {@code *} that stands for columns? */
    private static boolean showsAll(SqlObject view) {
        var cursor = new TokenCursor(view.sql());
        String before = "";
        while (!cursor.atEnd()) {
            String word = cursor.next();
            if (word.equals("*") && !before.equals("(") && AFTER_ALL.contains(cursor.word())) {
                return true;
            }
            before = word;
        }
        return false;
    }

    private static boolean isView(SqlObject object) {
        return object.id().kind().equals("view") || object.id().kind().equals("materialized view");
    }

    /** Does it use something that is not there yet, or not as it will be? */
    private boolean mentionsNew(SqlObject object) {
        return object.needs(wanted).stream().anyMatch(need -> isNew(need));
    }

    private boolean isNew(ObjectId need) {
        SchemaObject now = live.find(need).orElse(null);
        return now == null || wanted.find(need).filter(now::equals).isEmpty();
    }

    /** Offsets of the query: after {@code AS}, before {@code WITH DATA} or {@code WITH CHECK OPTION}. */
    private static int[] bounds(SqlObject object) {
        var tokens = SqlTokens.meaningful(object.sql());
        int start = object.sql().length();
        int end = start;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.is("as") && start == object.sql().length()) {
                start = token.start() + 2;
            }
            boolean tail = token.is("with")
                    && i + 1 < tokens.size()
                    && Set.of("data", "no", "check", "cascaded", "local")
                            .contains(tokens.get(i + 1).identifier())
                    && Set.of("data", "option")
                            .contains(tokens.get(tokens.size() - 1).identifier());
            if (tail) {
                end = token.start();
            }
        }
        return new int[] {start, end};
    }

    private static String query(SqlObject view) {
        int[] bounds = bounds(view);
        String text = view.sql().substring(bounds[0], bounds[1]).strip();
        String query = text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        var columns = columns(view);
        if (head(view).stream().anyMatch("recursive"::equals)) {
            query = "WITH RECURSIVE " + Sql.ident(view.id().name().local()) + columns + " AS (" + query
                    + "\n) SELECT * FROM " + Sql.ident(view.id().name().local());
        }
        return "SELECT * FROM (" + query + "\n) AS aludel_view" + columns;
    }

    private static List<String> head(SqlObject view) {
        return Canonical.words(view.sql().substring(0, bounds(view)[0]));
    }

    /** The names that a view gives its columns before {@code AS}, in parentheses; empty if there are none. */
    private static String columns(SqlObject view) {
        String head = view.sql().substring(0, Math.max(0, bounds(view)[0] - 2));
        var cursor = new TokenCursor(head);
        while (!cursor.atEnd() && !cursor.is("view")) {
            cursor.next();
        }
        if (cursor.atEnd()) {
            return "";
        }
        cursor.next();
        cursor.skip("if", "not", "exists");
        cursor.name();
        if (!cursor.is("(")) {
            return "";
        }
        int start = cursor.at();
        cursor.parenthesised();
        return cursor.piece(start, cursor.at());
    }

    /** All but the query, and whether there are rows. */
    private static List<String> canonicalHead(SqlObject view) {
        int[] bounds = bounds(view);
        String columns = columns(view);
        String head = view.sql().substring(0, bounds[0]);
        String plain = columns.isEmpty() ? head : head.replace(columns, "");
        String tail = view.sql().substring(bounds[1]);
        String option = tail.toLowerCase(java.util.Locale.ROOT).contains("data") ? "" : tail;
        var words = Canonical.of(new SqlObject(view.id(), plain + checkOption(option)));
        words.removeAll(List.of("with", "as", ",", "=", "true", "recursive"));
        Collections.sort(words);
        return words;
    }

    /** {@code WITH CHECK OPTION} is an option of the view. */
    private static String checkOption(String tail) {
        if (tail.isBlank()) {
            return "";
        }
        return " with check_option = "
                + (tail.toLowerCase(java.util.Locale.ROOT).contains("local") ? "local" : "cascaded");
    }

    /** Of a query that has parts which plans do not show: its literals and those words. */
    private static List<String> unseen(SqlObject view) {
        var words = Canonical.words(query(view));
        boolean hides = words.stream().anyMatch(NOT_IN_PLANS::contains);
        return hides
                ? words.stream()
                        .filter(word -> NOT_IN_PLANS.contains(word)
                                || word.equals("all")
                                || word.startsWith("'")
                                || Character.isDigit(word.charAt(0)))
                        .sorted()
                        .collect(Collectors.toList())
                : List.of();
    }
}
