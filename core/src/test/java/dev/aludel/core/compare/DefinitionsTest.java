package dev.aludel.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects that are their SQL, whose words may look like the names of others. */
class DefinitionsTest {

    private static SqlObject object(String kind, String name, String sql) {
        return new SqlObject(new ObjectId(kind, Name.of(name)), sql);
    }

    private static Column column(String name, String type) {
        return new Column(Name.of("t"), name, SqlType.of(type), true, null, null, null, null);
    }

    private static List<String> names(SchemaObject... objects) {
        var there = SchemaModel.of(objects);
        var upgrade = Differ.diff(SchemaModel.empty(), there);
        assertThat(Differ.diff(there, SchemaModel.empty())).hasSameSizeAs(upgrade);
        var names = new ArrayList<String>();
        for (Operation operation : upgrade) {
            names.add(operation.describe().replaceAll(" (CREATE|\\().*", ""));
        }
        return names;
    }

    @Test
    void overloadsDoNotNeedEachOther() {
        assertThat(names(
                        object("function", "a(text)", "CREATE FUNCTION a(text) RETURNS integer RETURN a($1::integer)"),
                        object("function", "a(integer)", "CREATE FUNCTION a(integer) RETURNS integer AS 'SELECT 1'")))
                .containsExactly("+ function \"a(integer)\"", "+ function \"a(text)\"");
    }

    @Test
    void whatNothingMentionsIsNeededByNothing() {
        assertThat(names(
                        object("event trigger", "f", "CREATE EVENT TRIGGER f ON sql_drop EXECUTE FUNCTION f()"),
                        object("function", "f()", "CREATE FUNCTION f() RETURNS event_trigger AS 'x'")))
                .containsExactly("+ function \"f()\"", "+ event trigger f");
    }

    @Test
    void aWordThatOnlyLooksLikeANameGivesWay() {
        assertThat(names(
                        object("view", "a", "CREATE VIEW a AS SELECT b FROM t"),
                        object("view", "b", "CREATE VIEW b AS SELECT a.x FROM a"),
                        Table.of(Name.of("t"), column("b", "integer"))))
                .endsWith("+ view a", "+ view b");
    }

    @Test
    void aTypeThatIsBuiltAnewTakesWhatRestsOnItAlong() {
        Name t = Name.of("t");
        var table = Table.of(t, column("m", "mood"));
        var view = object("view", "v", "CREATE VIEW v AS SELECT m FROM t");
        var from = SchemaModel.of(List.of(new EnumType(Name.of("mood"), List.of("a", "b")), table, view));
        var to = SchemaModel.of(List.of(new EnumType(Name.of("mood"), List.of("a")), table, view));

        var upgrade = Differ.diff(from, to);

        assertThat(upgrade.get(0).describe()).startsWith("- view v");
        assertThat(upgrade.get(2).describe()).startsWith("+ view v");
        assertThat(Operations.reverse(upgrade)).hasSize(3);
    }

    @Test
    void argumentsAreTheLastParentheses() {
        var id = new ObjectId("function", Name.of("odd (name(integer, \"a)(b\")"));

        assertThat(SqlObject.bareName(id)).isEqualTo(Name.of("odd (name"));
        assertThat(SqlObject.arguments(id)).isEqualTo("(integer, \"a)(b\")");
    }
}
