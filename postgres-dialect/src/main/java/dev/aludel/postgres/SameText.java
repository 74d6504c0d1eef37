package dev.aludel.postgres;

import dev.aludel.core.dialect.Normalized;
import dev.aludel.core.dialect.Normalized.Undecided;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.ExclusionConstraint;
import dev.aludel.core.schema.Generated;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableOption;
import dev.aludel.core.schema.UserType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives expressions that mean what the live ones mean the live text, so that comparing texts is enough from here on. */
final class SameText {

    private final SchemaModel wanted;
    private final SchemaModel live;
    private final Meanings meanings;
    private final Scope scope;
    private final List<Undecided> undecided = new ArrayList<>();

    private SameText(SchemaModel wanted, SchemaModel live, Meanings meanings, Scope scope) {
        this.wanted = wanted;
        this.live = live;
        this.meanings = meanings;
        this.scope = scope;
    }

    static Normalized of(SchemaModel wanted, SchemaModel live, Meanings meanings, Scope scope) {
        return new SameText(wanted, live, meanings, scope).normalized();
    }

    private Normalized normalized() {
        var objects = new ArrayList<SchemaObject>();
        for (SchemaObject object : wanted.objects()) {
            Optional<Table> before = object instanceof Table table ? live.table(table.name()) : Optional.empty();
            SchemaObject same = before.isPresent() ? table((Table) object, before.get()) : object;
            objects.add(same instanceof Domain domain ? domain(domain) : same);
        }
        return new Normalized(SchemaModel.of(objects).withNegotiable(wanted.negotiable()), undecided);
    }

    private Domain domain(Domain domain) {
        Domain before = live.find(domain.id()).map(Domain.class::cast).orElse(domain);
        if (before.equals(domain) || !Meanings.sameBase(domain.type(), before.type())) {
            return domain;
        }
        String text = domain.defaultSql();
        if (text != null && before.defaultSql() != null) {
            text = settle(domain, text, before.defaultSql(), Meanings.cast(before.type(), scope));
        }
        var checks = new ArrayList<Domain.Check>();
        for (Domain.Check check : domain.checks()) {
            checks.add(before.check(check.name())
                    .map(old -> new Domain.Check(
                            check.name(), settle(domain, check.expression(), old.expression(), ""), check.valid()))
                    .orElse(check));
        }
        return new Domain(domain.name(), domain.type(), domain.collation(), domain.notNull(), text, checks);
    }

    private Table table(Table table, Table before) {
        var members = new ArrayList<SchemaObject>();
        for (SchemaObject member : table.members()) {
            members.add(
                    before.member(member.id()).map(old -> member(member, old)).orElse(member));
        }
        return Table.of(table.name(), members);
    }

    private SchemaObject member(SchemaObject member, SchemaObject before) {
        if (member instanceof Column column && before instanceof Column old) {
            return generated(withDefault(column, old), old);
        }
        if (member instanceof CheckConstraint check && before instanceof CheckConstraint old) {
            return check.withExpression(settle(check, check.expression(), old.expression(), ""));
        }
        if (member instanceof ExclusionConstraint exclusion && before instanceof ExclusionConstraint old) {
            return Canonical.isSame(exclusion.definition(), old.definition()) ? old : member;
        }
        if (member instanceof TableOption option && before instanceof TableOption old) {
            return Canonical.isSame(option.clause(), old.clause()) ? old : member;
        }
        return member instanceof Index index && before instanceof Index old ? index(index, old) : member;
    }

    private Column withDefault(Column column, Column before) {
        String text = column.defaultSql();
        String old = before.defaultSql();
        if (isNull(text) && isNull(old)) {
            return column.identity() != null || column.generated() != null ? column : column.withDefault(old);
        }
        if (text == null || old == null || !Meanings.sameBase(column.type(), before.type())) {
            return column;
        }
        return column.withDefault(settle(column, text, old, Meanings.cast(before.type(), scope)));
    }

    /** No default at all is {@code NULL}, and so is {@code NULL::text}. */
    private static boolean isNull(@Nullable String text) {
        if (text == null) {
            return true;
        }
        var tokens = SqlTokens.meaningful(text);
        return tokens.get(0).is("null")
                && (tokens.size() == 1 || tokens.get(1).text().equals("::"));
    }

    private Column generated(Column column, Column before) {
        Generated text = column.generated();
        Generated old = before.generated();
        if (text == null || old == null || !Meanings.sameBase(column.type(), before.type())) {
            return column;
        }
        String cast = Meanings.cast(before.type(), scope);
        return column.withGenerated(
                new Generated(settle(column, text.expression(), old.expression(), cast), text.stored()));
    }

    private Index index(Index index, Index before) {
        var keys = new ArrayList<IndexKey>();
        for (int i = 0; i < index.keys().size(); i++) {
            IndexKey key = index.keys().get(i);
            String old = i < before.keys().size() ? before.keys().get(i).expression() : null;
            keys.add(
                    key.expression() == null || old == null
                            ? key
                            : key.withExpression(settle(index, key.expression(), old, "")));
        }
        String predicate = index.predicate() == null || before.predicate() == null
                ? index.predicate()
                : settle(index, index.predicate(), before.predicate(), "");
        return new Index(
                index.table(),
                index.name(),
                index.unique(),
                keys,
                index.include(),
                index.method(),
                predicate,
                index.nullsNotDistinct());
    }

    /** The live text if it means the same, or if nobody can tell; the wanted one if it means something else. */
    private String settle(SchemaObject owner, String text, String before, String cast) {
        Name table = owner.id().name();
        return switch (meanings.compare(table, text, before, cast)) {
            case SAME -> before;
            case DIFFERENT -> text;
            case UNKNOWN -> {
                String error = meanings.error(table, text, cast);
                if (!error.isEmpty() && mentionsNew(owner)) {
                    yield text;
                }
                String why = error.isEmpty() ? meanings.error(table, before, cast) : error;
                undecided.add(new Undecided(owner.id(), text, before, why));
                yield before;
            }
        };
    }

    /** Does it use something that is not there yet, or not as it will be? Then it is certainly not what is there. */
    private boolean mentionsNew(SchemaObject owner) {
        return owner.needs(wanted).stream().anyMatch(this::isNew)
                || (owner instanceof Column column && usesNewLabels(column));
    }

    private boolean isNew(ObjectId need) {
        Optional<SchemaObject> now = live.find(need);
        if (now.isEmpty()) {
            return true;
        }
        SchemaObject after = wanted.find(need).orElse(now.get());
        if (after instanceof Column column && now.get() instanceof Column before) {
            return !Meanings.sameBase(column.type(), before.type()) || usesNewLabels(column);
        }
        return after instanceof UserType && !after.equals(now.get());
    }

    private boolean usesNewLabels(Column column) {
        if (SqlTypes.isBuiltIn(column.type())) {
            return false;
        }
        return wanted.userType(column.type())
                .filter(type -> !wanted.find(type).equals(live.find(type)))
                .isPresent();
    }
}
