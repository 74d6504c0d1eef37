package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import java.util.Optional;
import java.util.Set;

/** {@code COMMENT ON}. */
final class CommentDdl {

    /** What has no place in a schema. */
    private static final Set<String> ELSEWHERE = Set.of("database", "role", "tablespace", "large");

    private static final String OF_PUBLIC = "standard public schema";

    private final Ddl ddl;
    private final TokenCursor cursor;

    CommentDdl(Ddl ddl) {
        this.ddl = ddl;
        this.cursor = ddl.cursor;
    }

    void comment() {
        cursor.expect("on");
        int start = cursor.at();
        String target = cursor.upTo(Set.of("is"));
        cursor.expect("is");
        String text = cursor.skip("null") ? "" : Ddl.literal(cursor);
        cursor.end();
        var on = new TokenCursor(target);
        if (ELSEWHERE.contains(on.word())) {
            return;
        }
        cursor.moveTo(start);
        if (on.skip("column")) {
            column(on, text);
            return;
        }
        on(on).ifPresent(id -> set(id, text));
    }

    private void set(ObjectId on, String text) {
        boolean usual = on.equals(Namespace.FIRST) && text.equals(OF_PUBLIC);
        if (text.isEmpty() || usual) {
            ddl.remove(Comment.id(on));
        } else {
            ddl.put(new Comment(on, text));
        }
    }

    static void onFirst(Ddl ddl, String text) {
        new CommentDdl(ddl).set(Namespace.FIRST, text);
    }

    /** That on a column of a view is a setting of the view; columns that a table has of another one have none in models. */
    private void column(TokenCursor on, String text) {
        var path = on.path();
        on.end();
        String column = path.get(path.size() - 1);
        Name name = ddl.scope.relative(TokenCursor.name(path.subList(0, path.size() - 1)));
        ObjectId relation = ddl.relation(name)
                .or(() -> TypeDdl.find(ddl, name))
                .orElseThrow(() -> Ddl.unknown("there is no relation " + name));
        if (relation.kind().equals(CompositeType.KIND)) {
            return;
        }
        if (!relation.kind().equals(Table.KIND)) {
            String sql = CommentSupport.on(ObjectId.column(name, column), Scope.unqualified(0));
            var setting = new Setting(
                    relation,
                    "comment on column " + column,
                    sql + Sql.literal(text.isEmpty() ? "?" : text),
                    sql + "NULL");
            if (text.isEmpty()) {
                ddl.remove(setting.id());
            } else {
                ddl.put(setting);
            }
            return;
        }
        Table table = ddl.table(name);
        if (table.column(column).isPresent()) {
            set(ObjectId.column(name, column), text);
        } else if (!table.hangs()) {
            throw Ddl.unknown("there is no column " + name + "." + column);
        }
    }

    private Optional<ObjectId> on(TokenCursor on) {
        int start = on.at();
        switch (on.next()) {
            case "table" -> {
                return Optional.of(ddl.table(whole(on)).id());
            }
            case "sequence" -> {
                return Optional.of(ddl.find(Sequence.id(whole(on))).id());
            }
            case "type", "domain" -> {
                Name name = whole(on);
                return Optional.of(TypeDdl.find(ddl, name).orElseThrow(() -> Ddl.unknown("there is no type " + name)));
            }
            case "schema" -> {
                String name = on.ident();
                on.end();
                boolean first = name.equals(ddl.scope.defaultSchema());
                return ddl.isManaged(name)
                        ? Optional.of(
                                first
                                        ? Namespace.FIRST
                                        : ddl.find(ObjectId.namespace(name)).id())
                        : Optional.empty();
            }
            case "index" -> {
                return index(whole(on));
            }
            case "constraint" -> {
                String name = on.ident();
                on.expect("on");
                if (on.is("domain") && on.size() > on.at() + 1) {
                    return Optional.empty();
                }
                return Optional.of(ddl.constraint(whole(on), name).id());
            }
            default -> {
                on.moveTo(start);
                return definition(on);
            }
        }
    }

    private Name whole(TokenCursor on) {
        Name name = ddl.name(on);
        on.end();
        return name;
    }

    /** A comment on the index behind a constraint is in no model. */
    private Optional<ObjectId> index(Name name) {
        ObjectId ofView = new ObjectId(MaterializedIndexQuery.KIND, name);
        if (ddl.model().contains(ofView)) {
            return Optional.of(ofView);
        }
        TableMember index = ddl.index(name);
        return Optional.of(index).filter(Index.class::isInstance).map(TableMember::id);
    }

    private Optional<ObjectId> definition(TokenCursor on) {
        String kind = on.word();
        if (ObjectDdl.ROUTINES.contains(kind)) {
            on.next();
            ObjectId id = ObjectDdl.routine(ddl, kind, on);
            on.end();
            return Optional.of(id);
        }
        String target = ddl.text(on.piece(on.at(), on.size()));
        var words = ObjectDdl.words(target);
        return Optional.of(ddl.definitions()
                .map(SqlObject::id)
                .filter(id -> words.equals(ObjectDdl.words(SqlObjectSupport.target(id, Scope.unqualified(0)))))
                .findFirst()
                .orElseThrow(() -> Ddl.unknown("what is commented on is not understood: " + target)));
    }
}
