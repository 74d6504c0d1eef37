package dev.aludel.core.schema;

import dev.aludel.core.schema.SqlTokens.Kind;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a statement mentions of a model. Sees names, no grammar: it may take a word for the name of something that is there,
 * never the other way round. What stands in a string, such as the body of a function, is not looked at.
 */
final class Mentions {

    /**
     * A name with its qualifiers.
     *
     * @param alias  does it stand where a name is given, after {@code AS}?
     * @param call   does a parenthesis follow?
     * @param before the word or sign before it
     */
    private record Chain(List<String> parts, int start, int end, boolean alias, boolean call, String before) {

        String last() {
            return parts.get(parts.size() - 1);
        }

        /** The first of its parts, then others, as SQL. */
        String with(int first, List<String> then, List<String> last) {
            return Stream.of(parts.subList(0, first), then, last)
                    .flatMap(List::stream)
                    .map(Identifiers::sql)
                    .collect(Collectors.joining("."));
        }

        /** The name that the first parts spell, as a whole or before a column. */
        List<Name> names() {
            var names = new ArrayList<Name>();
            names.add(Name.of(parts.get(0)));
            if (parts.size() > 1) {
                names.add(Name.of(parts.get(0), parts.get(1)));
            }
            return names;
        }
    }

    /** Words that only the name of something follows. */
    private static final Set<String> BEFORE_NAMES =
            Set.of("from", "join", "on", "only", "into", "update", "table", "::", "function", "procedure");

    private Mentions() {}

    /**
     * @param owner   whose text it is: where it says what it makes, it mentions nothing else of that name
     * @param columns columns of the tables that are mentioned too, and primary keys that a grouping can rest on
     */
    static Set<ObjectId> in(String sql, SchemaModel model, ObjectId owner, boolean columns) {
        var chains = chains(sql, owner);
        var found = new HashSet<ObjectId>();
        var words = new HashSet<String>();
        for (Chain chain : chains) {
            words.add(chain.last());
            for (Name name : chain.names()) {
                for (ObjectId id : model.named(name)) {
                    if (!chain.alias() || model.isType(id)) {
                        found.add(id);
                    }
                }
            }
        }
        found.addAll(sequences(sql, model));
        if (columns) {
            boolean groups = words.contains("group");
            for (ObjectId id : List.copyOf(found)) {
                model.find(id)
                        .filter(Table.class::isInstance)
                        .map(Table.class::cast)
                        .ifPresent(table -> {
                            table.columns().stream()
                                    .filter(column -> words.contains(column.name()))
                                    .forEach(column -> found.add(column.id()));
                            table.primaryKey().filter(key -> groups).ifPresent(key -> found.add(key.id()));
                        });
            }
        }
        return found;
    }

    /** What is mentioned where only such a thing can stand. */
    static Set<ObjectId> certainlyIn(String sql, SchemaModel model, ObjectId owner) {
        var found = new HashSet<ObjectId>();
        for (Chain chain : chains(sql, owner)) {
            boolean named = BEFORE_NAMES.contains(chain.before());
            boolean qualifies = chain.parts().size() > 1;
            for (Name name : chain.names()) {
                for (ObjectId id : model.named(name)) {
                    if (named || (SqlObject.isRoutine(id) ? chain.call() : qualifies)) {
                        found.add(id);
                    }
                }
            }
        }
        return found;
    }

    /** The routines that an expression calls. */
    static Set<ObjectId> calledIn(String expression, SchemaModel model) {
        var found = new HashSet<ObjectId>();
        for (Chain chain : chains(expression)) {
            for (Name name : chain.call() ? chain.names() : List.<Name>of()) {
                model.named(name).stream().filter(SqlObject::isRoutine).forEach(found::add);
            }
        }
        return found;
    }

    /** Members of the table that are mentioned by their own names. */
    static Set<ObjectId> membersIn(String sql, SchemaModel model, Name table) {
        var words = new HashSet<String>();
        chains(sql).forEach(chain -> words.add(chain.last()));
        var found = new HashSet<ObjectId>();
        model.table(table)
                .ifPresent(owner -> owner.members().stream()
                        .filter(member -> member instanceof TableMember part && words.contains(part.name()))
                        .forEach(member -> found.add(member.id())));
        return found;
    }

    private static Set<ObjectId> sequences(String sql, SchemaModel model) {
        var found = new HashSet<ObjectId>();
        for (Expressions.Mention mention : Expressions.mentions(sql)) {
            if (mention.role() == Expressions.Role.SEQUENCE && model.contains(Sequence.id(mention.name()))) {
                found.add(Sequence.id(mention.name()));
            }
        }
        return found;
    }

    /**
     * The text after something was renamed.
     *
     * @param owner what the text belongs to, under its name from before
     */
    static String follow(String sql, Renaming renaming, ObjectId owner) {
        ObjectId from = renaming.from();
        if (from.kind().equals(EnumType.VALUE)) {
            return renaming.expression(from.name(), sql);
        }
        var text = new StringBuilder();
        int copied = 0;
        boolean column = from.kind().equals(Column.KIND);
        var chains = chains(sql);
        boolean concerned =
                !column || chains.stream().anyMatch(chain -> chain.names().contains(from.name()));
        for (Chain chain : concerned ? chains : List.<Chain>of()) {
            String now = column ? column(chain, renaming) : named(chain, renaming);
            if (!now.isEmpty()) {
                text.append(sql, copied, chain.start()).append(now);
                copied = chain.end();
            }
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    private static String column(Chain chain, Renaming renaming) {
        boolean named = chain.last().equals(renaming.from().member()) && !chain.alias();
        return named ? chain.with(chain.parts().size() - 1, List.of(renaming.newLocal()), List.of()) : "";
    }

    private static String named(Chain chain, Renaming renaming) {
        ObjectId from = renaming.from();
        int size = chain.parts().size();
        if (from.isMember()) {
            boolean named = size == 1 && chain.last().equals(from.member());
            return named ? Identifiers.sql(renaming.newLocal()) : "";
        }
        if (from.kind().equals(Namespace.KIND)) {
            boolean named = chain.parts().get(0).equals(from.name().local());
            return named
                    ? chain.with(0, List.of(renaming.newLocal()), chain.parts().subList(1, size))
                    : "";
        }
        int length = from.name().isUnqualified() ? 1 : 2;
        boolean named = size >= length
                && !chain.alias()
                && chain.names().get(length - 1).equals(from.name());
        Name to = renaming.to().name();
        var spelled = to.isUnqualified() ? List.of(to.local()) : List.of(to.schema(), to.local());
        return named ? chain.with(0, spelled, chain.parts().subList(length, size)) : "";
    }

    private static List<Chain> chains(String sql, ObjectId owner) {
        var chains = chains(sql);
        if (!owner.isMember()) {
            Name own = SqlObject.bareName(owner);
            chains.stream()
                    .filter(chain -> chain.names().contains(own))
                    .findFirst()
                    .ifPresent(chains::remove);
        }
        return chains;
    }

    private static List<Chain> chains(String sql) {
        var tokens = SqlTokens.meaningful(sql);
        var chains = new ArrayList<Chain>();
        int at = 0;
        while (at < tokens.size()) {
            if (tokens.get(at).identifier().isEmpty()) {
                at++;
                continue;
            }
            int start = at;
            var parts = new ArrayList<String>();
            parts.add(tokens.get(at).identifier());
            at++;
            while (at + 1 < tokens.size()
                    && tokens.get(at).text().equals(".")
                    && !tokens.get(at + 1).identifier().isEmpty()) {
                parts.add(tokens.get(at + 1).identifier());
                at += 2;
            }
            Token last = tokens.get(at - 1);
            boolean alias = start > 0
                    && tokens.get(start - 1).is("as")
                    && tokens.get(start - 1).kind() == Kind.WORD;
            chains.add(new Chain(
                    parts,
                    tokens.get(start).start(),
                    last.start() + last.text().length(),
                    alias,
                    at < tokens.size() && tokens.get(at).text().equals("("),
                    start > 0 ? tokens.get(start - 1).text().toLowerCase(Locale.ROOT) : ""));
        }
        return chains;
    }
}
