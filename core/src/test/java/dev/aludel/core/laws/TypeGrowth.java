package dev.aludel.core.laws;

import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.CompositeType.Attribute;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.UserType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Steps that add a type to a draft. */
final class TypeGrowth {

    private final Draft draft;

    TypeGrowth(Draft draft) {
        this.draft = draft;
    }

    void enumType() {
        var labels = new ArrayList<>(List.of("red", "Green", "it's", "", "blue ", "größe"));
        Collections.shuffle(labels, draft.random);
        draft.add(new EnumType(draft.freshName(draft.anySchema()), labels.subList(0, 1 + draft.random.nextInt(5))));
    }

    void domain() {
        draft.add(domain(draft.freshName(draft.anySchema()), draft.one(List.of(Sort.WHOLE, Sort.TEXT, Sort.DECIMAL))));
    }

    Domain domain(Name of, Sort sort) {
        SqlType type = SqlType.of(draft.one(sort.types()));
        var checks = new ArrayList<Domain.Check>();
        for (int i = draft.random.nextInt(3); i > 0; i--) {
            String name = "ck" + checks.size() + draft.random.nextInt(3);
            checks.add(new Domain.Check(name, sort.condition("VALUE", type.text(), ""), true));
        }
        return new Domain(
                of,
                type,
                sort == Sort.TEXT && draft.chance(30) ? Name.of("C") : null,
                false,
                draft.chance(40) ? sort.value(type.text(), "") : null,
                checks);
    }

    void compositeType() {
        Name name = draft.freshName(draft.anySchema());
        draft.add(new CompositeType(name, attributes(name, 1 + draft.random.nextInt(3))));
    }

    private List<Attribute> attributes(Name type, int count) {
        var attributes = new ArrayList<Attribute>();
        for (int i = 0; i < count; i++) {
            attributes.add(attribute(type, "a" + i));
        }
        return attributes;
    }

    /** Of a type that the composite type does not rest under itself. */
    Attribute attribute(Name type, String name) {
        var made = new ArrayList<UserType>(draft.all(UserType.class));
        var over = draft.withDependents(CompositeType.id(type));
        made.removeIf(other -> over.contains(other.id()));
        if (!made.isEmpty() && draft.chance(40)) {
            String base = RandomNames.sql(draft.one(made).name());
            return new Attribute(name, SqlType.of(draft.chance(70) ? base : base + "[]"), null);
        }
        return new Attribute(
                name,
                SqlType.of(draft.one(draft.one(List.of(Sort.WHOLE, Sort.TEXT)).types())),
                null);
    }
}
