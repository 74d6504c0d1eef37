package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.postgres.Planner.Answer;
import dev.aludel.postgres.Planner.Question;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which expressions of two models mean the same. What has the same text is the same; of the rest the planner is asked. */
final class Meanings {

    /** What is known of two expressions. */
    enum Verdict {
        SAME,
        DIFFERENT,
        UNKNOWN
    }

    private final Map<Question, Answer> answers;

    private final boolean asked;

    private Meanings(Map<Question, Answer> answers, boolean asked) {
        this.answers = answers;
        this.asked = asked;
    }

    /**
     * @param connection null where there is no server to ask, and only texts tell
     */
    static Meanings ask(@Nullable Connection connection, SchemaModel wanted, SchemaModel live, Scope scope)
            throws SQLException {
        if (connection == null) {
            return new Meanings(Map.of(), false);
        }
        var questions = new LinkedHashSet<Question>();
        for (Table table : wanted.tables()) {
            live.table(table.name()).ifPresent(before -> {
                columns(table, before, questions, scope);
                members(table, before, CheckConstraint.class, wanted, questions);
                members(table, before, Index.class, wanted, questions);
            });
        }
        for (Domain domain : wanted.all(Domain.class)) {
            live.find(domain.id())
                    .map(Domain.class::cast)
                    .ifPresent(before -> domain(domain, before, questions, scope));
        }
        return new Meanings(Planner.ask(connection, scope, questions, table -> columns(table, wanted, live)), true);
    }

    private static void domain(Domain wanted, Domain live, Set<Question> questions, Scope scope) {
        if (!sameBase(wanted.type(), live.type())) {
            return;
        }
        if (wanted.defaultSql() != null && live.defaultSql() != null) {
            pair(wanted.name(), wanted.defaultSql(), live.defaultSql(), cast(live.type(), scope), questions);
        }
        for (Domain.Check check : wanted.checks()) {
            live.check(check.name())
                    .ifPresent(before -> pair(wanted.name(), check.expression(), before.expression(), "", questions));
        }
    }

    /** A domain has no columns, but what its checks call {@code VALUE}. */
    private static List<Column> value(Name name, SchemaModel live) {
        return live.find(Domain.id(name))
                .map(domain -> List.of(Column.of(name, "value", ((Domain) domain).type())))
                .orElse(List.of());
    }

    /** As the columns will be, as far as their types are there already, and as they are now where not. */
    private static List<Column> columns(Name name, SchemaModel wanted, SchemaModel live) {
        if (live.table(name).isEmpty()) {
            return value(name, live);
        }
        Table before = live.table(name).orElseThrow();
        var columns = new LinkedHashMap<String, Column>();
        before.columns().forEach(column -> columns.put(column.name(), column));
        for (Column column : wanted.table(name).orElseThrow().columns()) {
            boolean typeIsThere = SqlTypes.isBuiltIn(column.type())
                    || live.userType(column.type()).isPresent();
            if (typeIsThere) {
                columns.put(column.name(), column);
            }
        }
        return List.copyOf(columns.values());
    }

    private static void columns(Table wanted, Table live, Set<Question> questions, Scope scope) {
        for (Column column : wanted.columns()) {
            Column before = live.column(column.name()).orElse(null);
            if (before == null || !sameBase(column.type(), before.type())) {
                continue;
            }
            String cast = cast(before.type(), scope);
            if (column.defaultSql() != null && before.defaultSql() != null) {
                pair(wanted.name(), column.defaultSql(), before.defaultSql(), cast, questions);
            }
            if (column.generated() != null && before.generated() != null) {
                pair(
                        wanted.name(),
                        column.generated().expression(),
                        before.generated().expression(),
                        cast,
                        questions);
            }
        }
    }

    private static void pair(Name table, String wanted, String live, String cast, Set<Question> questions) {
        if (!wanted.equals(live)) {
            questions.add(new Question(table, wanted, cast));
            questions.add(new Question(table, live, cast));
        }
    }

    /** All of a kind together, because any of them may turn out to be any other. */
    private static <T extends TableMember> void members(
            Table table, Table before, Class<T> kind, SchemaModel wanted, Set<Question> questions) {
        var live = texts(before.members(kind));
        boolean unsettled = table.members(kind).stream().anyMatch(member -> {
            var same = before.member(member.id()).map(old -> texts(List.of(old)));
            return same.isPresent() && !same.get().equals(texts(List.of(member)))
                    || wanted.isNegotiable(member.id()) && !live.containsAll(texts(List.of(member)));
        });
        if (unsettled && !live.isEmpty()) {
            var texts = texts(table.members(kind));
            texts.addAll(live);
            texts.forEach(text -> questions.add(new Question(table.name(), text, "")));
        }
    }

    private static Set<String> texts(List<? extends SchemaObject> members) {
        var texts = new TreeSet<String>();
        for (SchemaObject member : members) {
            if (member instanceof CheckConstraint check) {
                texts.add(check.expression());
            } else if (member instanceof Index index) {
                index.keys().stream()
                        .filter(key -> key.expression() != null)
                        .forEach(key -> texts.add(key.expression()));
                if (index.predicate() != null) {
                    texts.add(index.predicate());
                }
            }
        }
        return texts;
    }

    /** Do two columns differ in no more than a length or precision? */
    static boolean sameBase(SqlType wanted, SqlType live) {
        return wanted.base().equals(live.base()) && wanted.isArray() == live.isArray();
    }

    /** The type without a modifier: {@code varchar(3)} would cut {@code 'abcd'} and hide a difference. */
    static String cast(SqlType type, Scope scope) {
        String base = type.base();
        String plain = switch (base) {
            case "char" -> "bpchar";
            case "bit" -> "varbit";
            default -> base.startsWith("interval") ? "interval" : base;
        };
        return SqlTypes.sql(SqlType.of(plain + (type.isArray() ? "[]" : "")), scope);
    }

    Verdict compare(Name table, String wanted, String live, String cast) {
        if (wanted.equals(live)) {
            return Verdict.SAME;
        }
        if (!asked) {
            return TextVerdict.of(wanted, live);
        }
        Answer one = answers.get(new Question(table, wanted, cast));
        Answer other = answers.get(new Question(table, live, cast));
        if (one == null || other == null) {
            return Verdict.DIFFERENT;
        }
        if (one.meaning() == null) {
            return Verdict.UNKNOWN;
        }
        if (other.meaning() == null) {
            // it can be said of the types that are there, so it is those to come that it cannot be said of
            return Verdict.DIFFERENT;
        }
        return one.meaning().equals(other.meaning()) ? Verdict.SAME : Verdict.DIFFERENT;
    }

    /** Why the planner could not say what an expression means; empty if it could. */
    String error(Name table, String expression, String cast) {
        if (!asked) {
            return TextVerdict.NO_SERVER;
        }
        Answer answer = answers.get(new Question(table, expression, cast));
        return answer == null ? "" : answer.error();
    }
}
