package dev.aludel.postgres;

import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.CompositeType.Attribute;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.UserType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code TYPE}: enums and composite types; all others are their SQL. */
final class TypeDdl {

    private final Ddl ddl;
    private final TokenCursor cursor;

    TypeDdl(Ddl ddl) {
        this.ddl = ddl;
        this.cursor = ddl.cursor;
    }

    /** What a type of that name is. */
    static Optional<ObjectId> find(Ddl ddl, Name name) {
        return Stream.of(EnumType.id(name), Domain.id(name), CompositeType.id(name), new ObjectId("type", name))
                .filter(id -> ddl.model().contains(id))
                .findFirst();
    }

    void create() {
        Name name = ddl.name();
        boolean as = cursor.skip("as");
        if (as && cursor.skip("enum")) {
            var labels = new ArrayList<String>();
            for (TokenCursor element : cursor.elements()) {
                labels.add(Ddl.literal(element));
                element.end();
            }
            add(new EnumType(name, labels));
        } else if (as && cursor.is("(")) {
            add(new CompositeType(
                    name, cursor.elements().stream().map(this::attribute).toList()));
        } else {
            new ObjectDdl(ddl).create(false, false);
        }
    }

    private void add(UserType type) {
        cursor.end();
        ddl.add(type);
        new PrivilegeDdl(ddl).byDefault(type.id(), "TYPES");
    }

    private Attribute attribute(TokenCursor from) {
        String name = from.ident();
        var attribute = typed(name, from);
        from.end();
        return attribute;
    }

    private Attribute typed(String name, TokenCursor from) {
        String type = from.upTo(Set.of("collate", "cascade", "restrict"));
        return new Attribute(name, ddl.type(type), from.skip("collate") ? ColumnDdl.collation(ddl, from) : null);
    }

    void alter() {
        Name name = ddl.name();
        ObjectId id = find(ddl, name).orElseThrow(() -> Ddl.unknown("there is no type " + name));
        SchemaObject type = ddl.find(id);
        if (cursor.skip("owner")) {
            String kind = id.kind().equals(Domain.KIND) ? "DOMAIN " : "TYPE ";
            new SettingDdl(ddl).owner(id, kind + Sql.reference(name), cursor);
        } else if (cursor.skip("set", "schema")) {
            Name to = ddl.scope.relative(name.inSchema(cursor.ident()));
            rename(id, to);
        } else if (cursor.skip("rename")) {
            rename(type, id);
        } else if (type instanceof EnumType enumType) {
            grow(enumType);
        } else if (type instanceof CompositeType composite) {
            List<Attribute> attributes = new ArrayList<>(composite.attributes());
            cursor.list().forEach(action -> change(attributes, action));
            ddl.replace(new CompositeType(name, attributes));
        } else {
            throw Ddl.unknown("what happens to a type is not understood");
        }
    }

    private void rename(ObjectId id, Name to) {
        cursor.end();
        if (!UserType.KINDS.contains(id.kind())) {
            throw Ddl.unknown("a type that is its SQL gets another name");
        }
        ddl.rename(id, new ObjectId(id.kind(), to));
    }

    private void rename(SchemaObject type, ObjectId id) {
        if (cursor.skip("to")) {
            rename(id, Name.of(id.name().schema(), cursor.ident()));
        } else if (cursor.skip("value")) {
            String from = Ddl.literal(cursor);
            cursor.expect("to");
            String to = Ddl.literal(cursor);
            cursor.end();
            ddl.rename(EnumType.value(id.name(), from), EnumType.value(id.name(), to));
        } else if (cursor.skip("attribute") && type instanceof CompositeType composite) {
            String from = cursor.ident();
            cursor.expect("to");
            String to = cursor.ident();
            cursor.end();
            ddl.replace(new CompositeType(
                    id.name(),
                    composite.attributes().stream()
                            .map(one -> one.name().equals(from) ? new Attribute(to, one.type(), one.collation()) : one)
                            .toList()));
        } else {
            throw Ddl.unknown("what gets another name is not understood");
        }
    }

    private void grow(EnumType type) {
        cursor.expect("add");
        cursor.expect("value");
        boolean optional = ddl.ifNotExists();
        String label = Ddl.literal(cursor);
        var labels = new ArrayList<>(type.labels());
        int at = labels.size();
        boolean before = cursor.skip("before");
        if (before || cursor.skip("after")) {
            int neighbour = labels.indexOf(Ddl.literal(cursor));
            if (neighbour < 0) {
                throw Ddl.unknown("there is no such value");
            }
            at = before ? neighbour : neighbour + 1;
        }
        cursor.end();
        if (optional && labels.contains(label)) {
            return;
        }
        labels.add(at, label);
        ddl.replace(new EnumType(type.name(), labels));
    }

    private void change(List<Attribute> attributes, TokenCursor action) {
        String verb = action.next();
        action.expect("attribute");
        boolean optional = action.skip("if", "exists");
        String name = action.ident();
        int at = attributes.stream().map(Attribute::name).toList().indexOf(name);
        switch (verb) {
            case "add" -> attributes.add(typed(name, action));
            case "drop" -> {
                if (at >= 0) {
                    attributes.remove(at);
                } else if (!optional) {
                    throw Ddl.unknown("there is no attribute " + name);
                }
            }
            case "alter" -> {
                if (action.skip("set")) {
                    action.expect("data");
                }
                action.expect("type");
                attributes.set(at, typed(name, action));
            }
            default -> throw Ddl.unknown("what happens to an attribute is not understood");
        }
        if (AlterTableDdl.cascades(action)) {
            throw Ddl.unknown("CASCADE is not understood");
        }
    }
}
