package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.SchemaModel;
import java.util.List;
import java.util.regex.Pattern;

/** The blocks that this dialect itself writes. What any other {@code DO} does, nobody can tell. */
final class OwnBlocks {

    private static final Pattern HOME = Pattern.compile(
            "BEGIN EXECUTE ('(?:[^']|'')*') \\|\\| pg_catalog\\.quote_ident\\(pg_catalog\\.current_schema\\(\\)\\); END");

    private static final Pattern COMMENT =
            Pattern.compile("(?s)BEGIN EXECUTE pg_catalog\\.format\\('COMMENT ON SCHEMA %I IS %L', "
                    + "pg_catalog\\.current_schema\\(\\), (.*)\\); END");

    /** What the first managed schema is called where it is not known. */
    private static final String SOME = "?";

    private OwnBlocks() {}

    /** Is it one of them, none of which takes anything away? */
    static boolean isOwn(String body) {
        return HOME.matcher(body).matches() || COMMENT.matcher(body).matches() || LostValues.isGuard(body);
    }

    static void read(Ddl ddl) {
        String body = Ddl.literal(ddl.cursor);
        ddl.cursor.end();
        var home = HOME.matcher(body);
        if (home.matches()) {
            ddl.become(home(CatalogText.unquoted(home.group(1)), ddl));
            return;
        }
        var comment = COMMENT.matcher(body);
        if (comment.matches()) {
            var literal = new TokenCursor(comment.group(1));
            String text = literal.skip("null") ? "" : Ddl.literal(literal);
            literal.end();
            CommentDdl.onFirst(ddl, text);
            return;
        }
        if (!LostValues.isGuard(body)) {
            throw Ddl.unknown("what DO does is not understood");
        }
    }

    /** {@code ALTER … SET SCHEMA} into the first managed schema, whatever it is called. */
    private static SchemaModel home(String move, Ddl ddl) {
        boolean known = !ddl.scope.defaultSchema().isEmpty();
        var scope = known ? ddl.scope : new Scope(List.of(SOME), ddl.scope.majorVersion());
        return DdlReader.read(move + Sql.ident(scope.defaultSchema()), ddl.model(), scope);
    }
}
