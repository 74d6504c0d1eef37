package dev.aludel.postgres.changes;

import static dev.aludel.postgres.changes.Detection.detect;
import static dev.aludel.postgres.changes.Detection.mapped;
import static dev.aludel.postgres.changes.Detection.table;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.mentions;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.since;

import dev.aludel.postgres.changes.Change.Part;
import java.util.Arrays;
import java.util.stream.Stream;

/** Primary keys, foreign keys, unique and check constraints. */
final class DetectKeys {

    private DetectKeys() {}

    /** A table with rows and one constraint, before and after; none if empty. */
    private static Change keys(String name, String alembic, String from, String to, Part... parts) {
        return detect(
                name,
                alembic,
                parts(
                        parts,
                        before("create table t (id bigint not null, a integer not null, b integer" + from
                                + "); insert into t values (1, 1, 1), (2, 2, null)"),
                        after("create table t (id bigint not null, a integer not null, b integer" + to + ")")));
    }

    private static Part[] parts(Part[] more, Part... parts) {
        return Stream.concat(Arrays.stream(parts), Arrays.stream(more)).toArray(Part[]::new);
    }

    private static final String MEMBERS = "@Column(nullable = false) Integer a; Integer b;";

    /** The primary key is there on both sides, and an entity says the rest. */
    private static Change unique(
            String name, String alembic, String from, String to, String annotations, Part... parts) {
        return keys(
                name,
                alembic,
                ", primary key (id)" + from,
                ", primary key (id)" + to,
                parts(parts, mapped(table(annotations, MEMBERS))));
    }

    private static String uk(String name, String columns) {
        return "uniqueConstraints = @UniqueConstraint(name = \"" + name + "\", columnNames = {" + columns + "})";
    }

    static Detection primaryKeys() {
        return new Detection(
                "Primary keys",
                keys(
                        "a primary key is added",
                        "no",
                        "",
                        ", primary key (id)",
                        mapped(table("", MEMBERS)),
                        expect("+ primary key t.t_pkey (id)")),
                keys("a primary key is removed", "no", ", primary key (id)", "", expect("- primary key t.t_pkey (id)")),
                keys(
                        "a primary key has other columns",
                        "no",
                        ", primary key (id)",
                        ", primary key (a, id)",
                        mapped("@Entity @Table(name = \"t\") class T { @Id Long id; @Id Integer a; Integer b; }"),
                        expect("- primary key t.t_pkey (id)", "+ primary key t.t_pkey (a, id)")),
                keys(
                        "a primary key is renamed",
                        "no",
                        ", primary key (id)",
                        ", constraint pk primary key (id)",
                        expect("> primary key t.t_pkey -> pk")));
    }

    private static Change foreignKey(String name, String alembic, String from, String to, Part... parts) {
        String u = "create table u (id bigint primary key, code bigint unique);";
        String rows = "insert into u values (1, 1); insert into t values (1, 1, 1)";
        return detect(
                name,
                alembic,
                parts(
                        parts,
                        before(u + "create table t (id bigint primary key, u_id bigint, w_id bigint" + from + ");"
                                + rows),
                        after(u + "create table t (id bigint primary key, u_id bigint, w_id bigint" + to + ")")));
    }

    private static final String U =
            "@Entity @Table(name = \"u\") class U { @Id Long id; @Column(unique = true) Long code; }";

    private static Part pointing(String annotations) {
        return mapped(table(
                        "",
                        "@ManyToOne @JoinColumn(name = \"u_id\", foreignKey = @ForeignKey(" + annotations
                                + ")) U u; @Column(name = \"w_id\") Long w;")
                + U);
    }

    private static Change option(String alembic, String from, String to, Part... parts) {
        String key = ", constraint fk foreign key (u_id) references u ";
        return foreignKey(
                "a foreign key: " + (from.isEmpty() ? "nothing said" : from) + " becomes "
                        + (to.isEmpty() ? "nothing said" : to),
                alembic,
                key + from,
                key + to,
                parts(parts, mentions("foreign key t.fk (u_id) -> u (id)")));
    }

    static Detection foreignKeys() {
        String key = ", constraint fk foreign key (u_id) references u";
        String none = "value = ConstraintMode.NO_CONSTRAINT";
        return new Detection(
                "Foreign keys",
                foreignKey(
                        "a foreign key is added",
                        "yes",
                        "",
                        key,
                        pointing("name = \"fk\""),
                        expect("+ foreign key t.fk (u_id) -> u (id)")),
                foreignKey(
                        "a foreign key is removed",
                        "yes",
                        key,
                        "",
                        pointing(none),
                        expect("- foreign key t.fk (u_id) -> u (id)")),
                foreignKey(
                        "a foreign key is renamed",
                        "no",
                        ", constraint old foreign key (u_id) references u",
                        key,
                        pointing("name = \"fk\""),
                        expect("> foreign key t.old -> fk")),
                foreignKey(
                        "a foreign key has another column",
                        "yes",
                        ", constraint fk foreign key (w_id) references u",
                        key,
                        pointing("name = \"fk\""),
                        expect("- foreign key t.fk (w_id) -> u (id)", "+ foreign key t.fk (u_id) -> u (id)")),
                foreignKey(
                        "a foreign key points at another column",
                        "yes",
                        ", constraint fk foreign key (u_id) references u (code)",
                        key,
                        pointing("name = \"fk\""),
                        expect("- foreign key t.fk (u_id) -> u (code)", "+ foreign key t.fk (u_id) -> u (id)")),
                option(
                        "yes",
                        "",
                        "on delete cascade",
                        mapped(table(
                                        "",
                                        "@ManyToOne @OnDelete(action = OnDeleteAction.CASCADE) @JoinColumn(name = \"u_id\", foreignKey = @ForeignKey(name = \"fk\")) U u; @Column(name = \"w_id\") Long w;")
                                + U)),
                option(
                        "yes",
                        "on delete cascade",
                        "on delete set null",
                        mapped(table(
                                        "",
                                        "@ManyToOne @OnDelete(action = OnDeleteAction.SET_NULL) @JoinColumn(name = \"u_id\", foreignKey = @ForeignKey(name = \"fk\")) U u; @Column(name = \"w_id\") Long w;")
                                + U)),
                option("yes", "", "on update cascade"),
                option("yes", "", "on delete restrict"),
                option("yes", "", "deferrable"),
                option("yes", "deferrable", "deferrable initially deferred"),
                option("yes", "initially deferred", ""),
                foreignKey(
                        "no action is what nothing said means",
                        "silent",
                        key + " on delete no action",
                        key,
                        pointing("name = \"fk\""),
                        same()));
    }

    static Detection uniques() {
        return new Detection(
                "Unique constraints",
                unique(
                        "a unique constraint is added",
                        "yes",
                        "",
                        ", constraint uk unique (a)",
                        uk("uk", "\"a\""),
                        expect("+ unique t.uk (a)")),
                unique(
                        "a unique constraint is removed",
                        "yes",
                        ", constraint uk unique (a)",
                        "",
                        "",
                        expect("- unique t.uk (a)")),
                unique(
                        "a unique constraint has other columns",
                        "yes",
                        ", constraint uk unique (a)",
                        ", constraint uk unique (a, b)",
                        uk("uk", "\"a\", \"b\""),
                        expect("- unique t.uk (a)", "+ unique t.uk (a, b)")),
                unique(
                        "a unique constraint has its columns in another order",
                        "no",
                        ", constraint uk unique (b, a)",
                        ", constraint uk unique (a, b)",
                        uk("uk", "\"a\", \"b\""),
                        expect("- unique t.uk (b, a)", "+ unique t.uk (a, b)")),
                unique(
                        "a unique constraint is renamed",
                        "drops and adds: index rebuilt",
                        ", constraint old unique (a)",
                        ", constraint uk unique (a)",
                        uk("uk", "\"a\""),
                        expect("> unique t.old -> uk")),
                keys(
                        "nulls become not distinct",
                        "yes",
                        ", constraint uk unique (b)",
                        ", constraint uk unique nulls not distinct (b)",
                        since(15),
                        expect("- unique t.uk (b)", "+ unique t.uk (b) nulls not distinct")),
                keys(
                        "a unique constraint becomes deferrable",
                        "no",
                        ", constraint uk unique (a)",
                        ", constraint uk unique (a) deferrable",
                        expect("- unique t.uk (a)", "+ unique t.uk (a) deferrable")),
                keys(
                        "a unique constraint without a name is there under PostgreSQL's",
                        "silent",
                        ", primary key (id), unique (a)",
                        ", primary key (id), unique (a)",
                        mapped(table("", "@Column(nullable = false, unique = true) Integer a; Integer b;")),
                        same()),
                keys(
                        "a unique constraint without a name is missing",
                        "yes; no way back",
                        ", primary key (id)",
                        ", primary key (id), unique (a)",
                        mapped(table("", "@Column(nullable = false, unique = true) Integer a; Integer b;")),
                        expect("+ unique t.t_a_key (a)")),
                detect(
                        "a unique index becomes a constraint of the same name",
                        "yes",
                        before(
                                "create table t (id bigint primary key, a integer not null, b integer); create unique index uk on t (a); insert into t values (1, 1, 1)"),
                        mapped(table(uk("uk", "\"a\""), MEMBERS)),
                        after(
                                "create table t (id bigint primary key, a integer not null, b integer, constraint uk unique (a))"),
                        expect("- index t.uk unique (a)", "+ unique t.uk (a)")));
    }

    private static Change check(String name, String alembic, String from, String to, String annotation, Part... parts) {
        return keys(
                name,
                alembic,
                ", primary key (id)" + from,
                ", primary key (id)" + to,
                parts(parts, mapped(annotation + table("", MEMBERS))));
    }

    static Detection checks() {
        String k = "@Check(name = \"k\", constraints = \"a > 0\") ";
        return new Detection(
                "Check constraints",
                check("a check is added", "no", "", ", constraint k check (a > 0)", k, expect("+ check t.k (a > 0)")),
                check(
                        "a check is removed",
                        "no",
                        ", constraint k check (a > 0)",
                        "",
                        "",
                        expect("- check t.k (a > 0)")),
                check(
                        "a check has another expression under the same name",
                        "no",
                        ", constraint k check (a > -1)",
                        ", constraint k check (a > 0)",
                        k,
                        expect("- check t.k (a > '-1'::integer)", "+ check t.k (a > 0)")),
                check(
                        "a check is renamed",
                        "no",
                        ", constraint old check (a > 0)",
                        ", constraint k check (a > 0)",
                        k,
                        expect("> check t.old -> k")),
                check(
                        "a check is spelled otherwise",
                        "silent",
                        ", constraint k check (((a > (0)::integer)))",
                        ", constraint k check (a > 0)",
                        k,
                        same()),
                keys(
                        "a check without a name is there under PostgreSQL's",
                        "drops it",
                        ", primary key (id), check (a > 0)",
                        ", primary key (id), check (a > 0)",
                        mapped(table(
                                "", "@Check(constraints = \"a > 0\") @Column(nullable = false) Integer a; Integer b;")),
                        same()));
    }
}
