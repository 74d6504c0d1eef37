package dev.aludel.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaModelTest {

    private static final Name INVOICE = Name.of("invoice");
    private static final Name CUSTOMER = Name.of("customer");
    private static final Column ID =
            Column.of(INVOICE, "id", SqlType.of("bigint")).withNullable(false);
    private static final Column TOTAL = Column.of(INVOICE, "total", SqlType.of("numeric(10,2)"));
    private static final Index INDEX = Index.of(INVOICE, "ix", false, List.of(IndexKey.column("total")));

    @Test
    void tablesAreEqualWhateverTheOrderOfTheirMembers() {
        assertThat(Table.of(INVOICE, ID, TOTAL)).isEqualTo(Table.of(INVOICE, TOTAL, ID));
        assertThat(Table.of(INVOICE, ID, TOTAL)).hasSameHashCodeAs(Table.of(INVOICE, TOTAL, ID));
        assertThat(Table.of(INVOICE, ID, TOTAL)).isNotEqualTo(Table.of(INVOICE, ID));
        assertThat(Table.of(INVOICE, TOTAL, ID).columns()).containsExactly(TOTAL, ID);
    }

    @Test
    void aTableTakesOnlyItsOwnMembersAndEachOnce() {
        assertThatThrownBy(() -> Table.of(CUSTOMER, ID)).hasMessageContaining("not a member");
        assertThatThrownBy(() -> Table.of(INVOICE, ID, ID)).hasMessageContaining("twice");
    }

    @Test
    void aMemberKeepsItsPlaceWhenItChanges() {
        assertThat(Table.of(INVOICE, ID, TOTAL).with(ID.withNullable(false)).columns())
                .extracting(Column::name)
                .containsExactly("id", "total");
    }

    @Test
    void aTableWithoutSomeMembersKeepsTheOthers() {
        var key = new ForeignKey(INVOICE, "fk", List.of("id"), CUSTOMER, List.of("id"));
        var comment = new Comment(INDEX.id(), "stays");
        var table = Table.of(INVOICE, ID, TOTAL, INDEX, key, comment, new Comment(key.id(), "goes"));
        assertThat(table.without(Set.of(key.id(), Comment.id(key.id()))))
                .isEqualTo(Table.of(INVOICE, ID, TOTAL, INDEX, comment));
    }

    @Test
    void objectsAreThereOnceAndTheirTablesToo() {
        var model = SchemaModel.of(Table.of(INVOICE, ID));
        assertThatThrownBy(() -> model.with(Table.of(INVOICE))).hasMessageContaining("already there");
        assertThatThrownBy(() -> model.with(ID)).hasMessageContaining("already there");
        assertThatThrownBy(() -> model.with(Column.of(CUSTOMER, "id", SqlType.of("bigint"))))
                .hasMessageContaining("no table customer");
        assertThatThrownBy(() -> model.replace(TOTAL)).hasMessageContaining("not there");
        assertThatThrownBy(() -> model.without(TOTAL.id())).hasMessageContaining("not there");
    }

    @Test
    void modelsDoNotChange() {
        var model = SchemaModel.of(Table.of(INVOICE, ID));
        model.with(TOTAL).without(ID.id());
        model.rename(new Renaming(ObjectId.table(INVOICE), ObjectId.table(CUSTOMER)));
        assertThat(model).isEqualTo(SchemaModel.of(Table.of(INVOICE, ID)));
    }

    @Test
    void holesAreWhatIsMentionedButNotThere() {
        var key = new ForeignKey(INVOICE, "fk", List.of("id"), CUSTOMER, List.of("id"));
        var owner = new SequenceOwner(Name.of("seq"), INVOICE, "id");
        var model = SchemaModel.of(
                Table.of(INVOICE, ID, INDEX, key, owner, new Comment(TOTAL.id(), "lost")),
                Table.of(Name.of("nowhere", "t")));
        assertThat(model.holes())
                .containsExactlyInAnyOrder(
                        "index invoice.ix needs column invoice.total",
                        "foreign key invoice.fk needs table customer",
                        "foreign key invoice.fk needs column customer.id",
                        "sequence owner invoice.seq needs sequence seq",
                        "comment on column invoice.total needs column invoice.total",
                        "table nowhere.t needs schema nowhere");
        assertThat(SchemaModel.of(Table.of(INVOICE, ID, TOTAL, INDEX)).holes()).isEmpty();
    }

    @Test
    void everyUniqueIndexOrKeyCanBeWhatAForeignKeyRestsOn() {
        var primary = new PrimaryKey(INVOICE, "pk", List.of("id"));
        var unique = new UniqueConstraint(INVOICE, "uq", List.of("id"));
        var index = Index.of(INVOICE, "ux", true, List.of(IndexKey.column("id")));
        var partial =
                new Index(INVOICE, "px", true, List.of(IndexKey.column("id")), List.of(), "btree", "id > 0", false);
        var key = new ForeignKey(INVOICE, "fk", List.of("total"), INVOICE, List.of("id"));
        var model = SchemaModel.of(Table.of(INVOICE, ID, TOTAL, primary, unique, index, partial, key));
        assertThat(key.needs(model))
                .contains(primary.id(), unique.id(), index.id())
                .doesNotContain(partial.id());
    }

    @Test
    void allThatPointsAtATableFollowsIt() {
        var key = new ForeignKey(CUSTOMER, "fk", List.of("id"), INVOICE, List.of("id"));
        var model = SchemaModel.of(
                Table.of(INVOICE, ID, new PrimaryKey(INVOICE, "pk", List.of("id")), new Comment(ID.id(), "the id")),
                Table.of(CUSTOMER, Column.of(CUSTOMER, "id", SqlType.of("bigint")), key));
        var bill = Name.of("bill");
        var renamed = model.rename(new Renaming(ObjectId.table(INVOICE), ObjectId.table(bill)));
        assertThat(renamed.holes()).isEmpty();
        assertThat(renamed.table(INVOICE)).isEmpty();
        assertThat(renamed.find(key.id()))
                .hasValueSatisfying(
                        object -> assertThat(((ForeignKey) object).target()).isEqualTo(bill));
        assertThat(renamed.contains(Comment.id(ObjectId.column(bill, "id")))).isTrue();
    }

    @Test
    void allThatPointsAtASchemaFollowsIt() {
        var color = new EnumType(Name.of("a", "color"), List.of("red"));
        var seq = new Sequence(Name.of("a", "seq"), SequenceOptions.of("bigint"));
        var table = Name.of("a", "t");
        var model = SchemaModel.of(
                new Namespace("a"),
                color,
                seq,
                Table.of(
                        table,
                        Column.of(table, "c", SqlType.of("a.color[]")).withDefault("'{}'::a.color[]"),
                        Column.of(table, "n", SqlType.of("bigint")).withDefault("nextval('a.seq'::regclass)"),
                        new CheckConstraint(table, "ck", "c <> '{red}'::a.color[]"),
                        new SequenceOwner(seq.name(), table, "n")));
        assertThat(model.holes()).isEmpty();
        var renamed = model.rename(new Renaming(ObjectId.namespace("a"), ObjectId.namespace("b")));
        assertThat(renamed.holes()).isEmpty();
        assertThat(renamed.toString()).doesNotContain("a.").contains("b.color[]", "nextval('b.seq'::regclass)");
        assertThat(renamed.rename(new Renaming(ObjectId.namespace("b"), ObjectId.namespace("a"))))
                .isEqualTo(model);
    }

    @Test
    void namesMadeByAMachineFollowTheirObjects() {
        var model = SchemaModel.of(
                        Table.of(INVOICE, ID, TOTAL, INDEX, new Comment(ObjectId.table(INVOICE), "the invoices")))
                .withNegotiable(Set.of(INDEX.id(), Comment.id(ObjectId.table(INVOICE))));
        var renamed = model.rename(new Renaming(ObjectId.table(INVOICE), ObjectId.table(Name.of("bill"))));
        assertThat(renamed.negotiable())
                .containsExactlyInAnyOrder(
                        new ObjectId(Index.KIND, Name.of("bill"), "ix"), Comment.id(ObjectId.table(Name.of("bill"))));
    }

    @Test
    void aTakenNameCannotBeGivenAgain() {
        var model = SchemaModel.of(Table.of(INVOICE, ID, TOTAL));
        assertThatThrownBy(() -> model.rename(new Renaming(ID.id(), TOTAL.id())))
                .hasMessageContaining("already there");
        assertThatThrownBy(() -> model.rename(new Renaming(INDEX.id(), new ObjectId(Index.KIND, INVOICE, "iy"))))
                .hasMessageContaining("not there");
    }

    @Test
    void nounsKeepTheirInvariants() {
        assertThatThrownBy(() -> new PrimaryKey(INVOICE, "pk", List.of())).hasMessageContaining("no columns");
        assertThatThrownBy(() -> new ForeignKey(INVOICE, "fk", List.of("a"), CUSTOMER, List.of("a", "b")))
                .hasMessageContaining("same number");
        assertThatThrownBy(() -> Index.of(INVOICE, "ix", false, List.of())).hasMessageContaining("no keys");
        assertThatThrownBy(() -> new CheckConstraint(INVOICE, "ck", " ")).hasMessageContaining("nothing");
        assertThatThrownBy(() -> new EnumType(INVOICE, List.of("a", "a"))).hasMessageContaining("twice");
        assertThatThrownBy(() -> new Comment(ID.id(), "")).hasMessageContaining("empty");
        assertThatThrownBy(() -> TOTAL.withDefault("1").withIdentity(new Identity(true, SequenceOptions.of("bigint"))))
                .hasMessageContaining("only one of");
        assertThatThrownBy(() -> SequenceOptions.of("text")).hasMessageContaining("smallint");
        assertThatThrownBy(() -> new SequenceOptions("bigint", 1, 0, 1, 2, 1, false))
                .hasMessageContaining("increment");
        assertThatThrownBy(() -> new Renaming(ID.id(), INDEX.id())).hasMessageContaining("not the same kind");
        assertThatThrownBy(() -> new Renaming(ID.id(), ObjectId.column(CUSTOMER, "id")))
                .hasMessageContaining("not in the same table");
    }
}
