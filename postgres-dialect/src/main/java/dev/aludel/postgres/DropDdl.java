package dev.aludel.postgres;

import dev.aludel.core.schema.About;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.TableOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code DROP}, and what goes along with what is dropped. */
final class DropDdl {

    /** Kinds of several words, those too that no script makes. */
    private static final List<String> KINDS = Stream.concat(
                    SqlObjects.OF_SEVERAL_WORDS.stream(),
                    Stream.of("operator class", "operator family", "access method"))
            .toList();

    /** Kinds that lose a part when what they mention goes. */
    private static final Set<String> LOSING = Set.of("publication", "statistics");

    private final Ddl ddl;
    private final TokenCursor cursor;

    DropDdl(Ddl ddl) {
        this.ddl = ddl;
        this.cursor = ddl.cursor;
    }

    void drop() {
        String kind = kind();
        if (Set.of("database", "tablespace").contains(kind)) {
            return;
        }
        if (Set.of("role", "user", "group", "owned").contains(kind)) {
            throw Ddl.unknown("a role may be mentioned in what is set");
        }
        cursor.skip("concurrently");
        boolean optional = ddl.ifExists();
        int start = cursor.at();
        String names = cursor.rest();
        cursor.moveTo(Math.max(start, cursor.size() - 1));
        boolean cascades = cursor.is("cascade");
        boolean restricts = cursor.is("restrict");
        if (cascades || restricts) {
            names = cursor.piece(start, cursor.size() - 1);
        }
        if (cascades && kind.equals("extension")) {
            throw Ddl.unknown("what rests on an extension is not in models");
        }
        var going = new ArrayList<SchemaObject>();
        for (TokenCursor name : new TokenCursor(names).list()) {
            var found = found(kind, name);
            name.moveTo(0);
            boolean elsewhere = cascades && !ddl.isManaged(kind.equals("schema") ? name.identifier() : schema(name));
            if (found.isEmpty() && (!optional || elsewhere)) {
                throw Ddl.unknown("there is no " + kind + " " + name.piece(0, name.size()));
            }
            found.ifPresent(id -> going.add(ddl.find(id)));
        }
        if (!going.isEmpty()) {
            together(going, cascades, going.get(0).id());
        }
    }

    private String kind() {
        int start = cursor.at();
        for (String kind : KINDS) {
            boolean same = true;
            for (String word : kind.split(" ")) {
                same = same && cursor.skip(word);
            }
            if (same) {
                return kind;
            }
            cursor.moveTo(start);
        }
        return cursor.next();
    }

    private Optional<ObjectId> found(String kind, TokenCursor piece) {
        return switch (kind) {
            case "table" -> there(ObjectId.table(whole(piece)));
            case "sequence" -> there(Sequence.id(whole(piece)));
            case "type", "domain" -> TypeDdl.find(ddl, whole(piece));
            case "schema" -> there(ObjectId.namespace(whole(piece).local()));
            case "index" -> index(whole(piece));
            case "function", "procedure", "routine", "aggregate" -> Optional.of(ObjectDdl.routine(ddl, kind, piece));
            default -> ObjectDdl.named(ddl, kind, piece);
        };
    }

    private Name whole(TokenCursor piece) {
        Name name = ddl.name(piece);
        piece.end();
        return name;
    }

    private static String schema(TokenCursor name) {
        var path = name.path();
        return path.size() > 1 ? path.get(0) : "";
    }

    private Optional<ObjectId> there(ObjectId id) {
        return Optional.of(id).filter(ddl.model()::contains);
    }

    private Optional<ObjectId> index(Name name) {
        return ddl.ofIndex(name)
                .filter(Index.class::isInstance)
                .map(TableMember::id)
                .or(() -> there(new ObjectId(MaterializedIndexQuery.KIND, name)));
    }

    /**
     * Removes these, and what cannot be without them.
     *
     * @param cascades does whatever rests on them go, too? It is refused where there is any of that
     */
    void together(Collection<SchemaObject> going, boolean cascades, ObjectId what) {
        var all = new LinkedHashSet<SchemaObject>();
        going.forEach(object -> with(object, all));
        var ids = new HashSet<ObjectId>();
        for (SchemaObject object : all) {
            ids.add(object.id());
            if (object instanceof Table table) {
                table.members().forEach(member -> ids.add(member.id()));
            }
        }
        rest(ids, cascades, what);
        for (SchemaObject object : all) {
            if (object instanceof Sequence sequence) {
                SequenceDdl.owners(ddl, sequence.name());
            }
            if (object instanceof TableMember index && Ddl.isIndex(index)) {
                AlterTableDdl.goneWith(ddl, index).forEach(setting -> ddl.remove(setting.id()));
            }
            ddl.drop(object.id());
        }
    }

    private void with(SchemaObject object, Set<SchemaObject> all) {
        if (!all.add(object)) {
            return;
        }
        if (object instanceof Table table) {
            for (SequenceOwner owner : table.members(SequenceOwner.class)) {
                ddl.model().find(Sequence.id(owner.sequence())).ifPresent(all::add);
            }
            for (Table child : ddl.children(table.name())) {
                if (child.members(TableOption.class).stream()
                        .anyMatch(option -> option.name().equals(TableOption.PARTITION))) {
                    with(child, all);
                }
            }
        }
        boolean relation = object instanceof Table || SqlObject.isRelation(object.id());
        for (SqlObject definition : ddl.definitions().toList()) {
            boolean part = relation
                    && definition.id().isMember()
                    && definition.id().name().equals(object.id().name());
            boolean index = definition.id().kind().equals(MaterializedIndexQuery.KIND)
                    && definition.certainNeeds(ddl.model()).contains(object.id());
            boolean statistics = object instanceof Table
                    && definition.id().kind().equals("statistics")
                    && definition.needs(ddl.model()).contains(object.id());
            if (part || index || statistics) {
                with(definition, all);
            }
        }
    }

    /** What stays must not lose anything by it. */
    private void rest(Set<ObjectId> ids, boolean cascades, ObjectId what) {
        for (SchemaObject object : ddl.model().everything().values()) {
            boolean stays = !(object instanceof Table)
                    && !ids.contains(object.id())
                    && !(object instanceof About about && ids.contains(about.on()));
            boolean loses = cascades
                    || LOSING.contains(object.id().kind())
                    || object instanceof Setting setting && setting.key().startsWith("privileges");
            if (stays && loses && object.needs(ddl.model()).stream().anyMatch(ids::contains)) {
                throw Ddl.unknown(object.id() + " rests on " + what);
            }
        }
        boolean all = cascades && what.kind().equals("schema");
        if (all && ddl.model().schemas().contains(what.name().local())) {
            boolean any = ddl.model().objects().stream()
                    .anyMatch(object ->
                            object.id().name().schema().equals(what.name().local()));
            if (any) {
                throw Ddl.unknown("all that is in " + what + " would go");
            }
        }
    }
}
