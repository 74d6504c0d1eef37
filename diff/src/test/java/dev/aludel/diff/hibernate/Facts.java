package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Generated;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Key;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Token;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A schema as sorted lines, from a model or from Hibernate's script, so that the two can be compared. Names that the
 * script leaves to PostgreSQL are shown as {@code ?}.
 */
final class Facts {

    private Facts() {}

    static TreeSet<String> of(SchemaModel model) {
        var facts = new TreeSet<String>();
        for (SchemaObject object : model.everything().values()) {
            if (!(object instanceof Table) && !(object instanceof dev.aludel.core.schema.Namespace)) {
                facts.add(line(model, object));
            }
        }
        return facts;
    }

    /** The script's facts, by way of nouns that are made from its text. */
    static TreeSet<String> of(List<String> script) {
        var facts = new TreeSet<String>();
        for (String sql : script) {
            List<Token> tokens = SqlTokens.meaningful(sql);
            if (starts(tokens, "create", "table")) {
                facts.addAll(table(sql, tokens));
            } else if (starts(tokens, "alter", "table")) {
                facts.add(foreignKey(primaryKeys(script), sql, tokens));
            } else if (starts(tokens, "create", "index") || starts(tokens, "create", "unique", "index")) {
                facts.add(index(sql, tokens));
            } else if (starts(tokens, "comment", "on")) {
                facts.add(comment(tokens));
            } else if (starts(tokens, "create", "sequence")) {
                facts.add(sequence(tokens));
            } else if (starts(tokens, "create", "type")) {
                int as = find(tokens, "as");
                if (tokens.get(as + 1).is("enum")) {
                    NamedEnums.parse(sql).ifPresent(type -> facts.add(line(SchemaModel.empty(), type)));
                } else {
                    facts.add("composite type " + text(sql, tokens, 2, as) + " "
                            + text(sql, tokens, as + 1, tokens.size()));
                }
            } else if (!starts(tokens, "create", "cast") && !starts(tokens, "insert", "into")) {
                throw new AssertionError("what is this? " + sql);
            }
        }
        return facts;
    }

    private static String line(SchemaModel model, SchemaObject object) {
        String text = object.describe();
        boolean unnamed =
                model.isNegotiable(object.id()) && !(object instanceof ForeignKey) && !(object instanceof Index);
        if (object instanceof Column column) {
            if (column.type().text().contains(" default ")) {
                return line(
                        model,
                        column(column.table(), column.name(), column.type().text()));
            }
            // an enum's name folds, as in any SQL
            text = text.toLowerCase(Locale.ROOT);
            return column.identity() == null ? text : text.replace(" not null", "");
        }
        return unnamed ? object.id().kind() + " " + object.table() + ".? " + object.details() : text;
    }

    /** The primary keys in the script: a foreign key that names no columns of its target means that one. */
    private static Map<Name, List<String>> primaryKeys(List<String> script) {
        var keys = new HashMap<Name, List<String>>();
        for (String sql : script) {
            List<Token> tokens = SqlTokens.meaningful(sql);
            int primary = find(tokens, "primary");
            if (starts(tokens, "create", "table") && primary > 0) {
                int end = Expressions.closing(tokens, primary + 2).orElseThrow();
                keys.put(
                        Name.parse(text(sql, tokens, 2, find(tokens, "("))),
                        tokens.subList(primary + 2, end).stream()
                                .map(Token::identifier)
                                .filter(name -> !name.isEmpty())
                                .toList());
            }
        }
        return keys;
    }

    private static boolean starts(List<Token> tokens, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (i >= tokens.size() || !tokens.get(i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    private static int find(List<Token> tokens, String word) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is(word)) {
                return i;
            }
        }
        return -1;
    }

    /** The SQL from one token up to another. */
    private static String text(String sql, List<Token> tokens, int from, int to) {
        return sql.substring(
                        tokens.get(from).start(),
                        to < tokens.size() ? tokens.get(to).start() : sql.length())
                .strip();
    }

    private static List<String> table(String sql, List<Token> tokens) {
        int open = find(tokens, "(");
        Name table = Name.parse(text(sql, tokens, 2, open));
        int close = Expressions.closing(tokens, open).orElseThrow();
        var facts = new ArrayList<String>();
        for (String item : Expressions.split(text(sql, tokens, open + 1, close))) {
            List<Token> words = SqlTokens.meaningful(item);
            boolean constraint = words.get(0).kind() == SqlTokens.Kind.WORD
                    && List.of("constraint", "primary", "unique", "check")
                            .contains(words.get(0).text());
            facts.addAll(constraint ? List.of(constraint(table, item)) : column(table, item));
        }
        return facts;
    }

    private static String constraint(Name table, String sql) {
        List<Token> tokens = SqlTokens.meaningful(sql);
        boolean named = tokens.get(0).is("constraint");
        String name = named ? tokens.get(1).identifier() : "?";
        String rest = named ? text(sql, tokens, 2, tokens.size()) : sql;
        List<Token> words = SqlTokens.meaningful(rest);
        int open = find(words, "(");
        String within = text(rest, words, open + 1, words.size() - 1);
        if (words.get(0).is("check")) {
            return unnamed(new CheckConstraint(table, name, Expressions.bare(within)));
        }
        List<String> columns =
                Expressions.split(within).stream().map(Names::identifier).toList();
        Key key = words.get(0).is("primary")
                ? new PrimaryKey(table, name, columns)
                : new UniqueConstraint(table, name, columns);
        return unnamed(key);
    }

    private static String unnamed(SchemaObject object) {
        return object.describe().replace(".\"?\"", ".?");
    }

    private static List<String> column(Name table, String sql) {
        var facts = new ArrayList<String>();
        String name = DefaultNames.clip(SqlTokens.of(sql).get(0).identifier());
        String rest = sql.substring(SqlTokens.of(sql).get(0).text().length()).strip();
        List<Token> tokens = SqlTokens.meaningful(rest);
        int check = find(tokens, "check");
        while (check >= 0) {
            boolean named = check > 1 && tokens.get(check - 2).is("constraint");
            int from = named ? check - 2 : check;
            int end = Expressions.closing(tokens, check + 1).orElseThrow();
            facts.add(constraint(table, text(rest, tokens, from, end + 1)));
            rest = (text(rest, tokens, 0, from) + " "
                            + (end + 1 < tokens.size() ? text(rest, tokens, end + 1, tokens.size()) : ""))
                    .strip();
            tokens = SqlTokens.meaningful(rest);
            check = find(tokens, "check");
        }
        if (rest.endsWith(" unique")) {
            facts.add(unnamed(new UniqueConstraint(table, "?", List.of(name))));
            rest = rest.substring(0, rest.length() - " unique".length());
        }
        facts.add(line(SchemaModel.empty(), column(table, name, rest)));
        return facts;
    }

    private static Column column(Name table, String name, String definition) {
        String rest = definition;
        boolean required = rest.endsWith(" not null");
        rest = required ? rest.substring(0, rest.length() - " not null".length()) : rest;
        var column = Column.of(table, name, SqlType.of("x"));
        if (rest.endsWith(" generated by default as identity")) {
            rest = rest.substring(0, rest.length() - " generated by default as identity".length());
            String type = rest.equals("integer") || rest.equals("smallint") ? rest : "bigint";
            column = column.withIdentity(new dev.aludel.core.schema.Identity(false, SequenceOptions.of(type)));
            return column.withType(SqlType.of(rest));
        }
        int generated = rest.indexOf(" generated always as (");
        if (generated >= 0) {
            String clause = rest.substring(generated + " generated always as ".length());
            boolean stored = clause.endsWith(" stored");
            String expression = stored ? clause.substring(0, clause.length() - " stored".length()) : clause;
            column = column.withGenerated(new Generated(Expressions.bare(expression), stored));
            rest = rest.substring(0, generated);
        }
        int initial = rest.indexOf(" default ");
        if (initial >= 0) {
            column = column.withDefault(rest.substring(initial + " default ".length()));
            rest = rest.substring(0, initial);
        }
        int collate = rest.indexOf(" collate ");
        if (collate >= 0) {
            column = column.withCollation(Name.parse(rest.substring(collate + " collate ".length())));
            rest = rest.substring(0, collate);
        }
        return column.withType(SqlType.of(rest)).withNullable(!required);
    }

    private static String foreignKey(Map<Name, List<String>> primaryKeys, String sql, List<Token> tokens) {
        int add = find(tokens, "add");
        int from = tokens.get(2).is("if") ? 4 : 2;
        Name table = Name.parse(text(sql, tokens, from, add));
        ForeignKeyText key =
                ForeignKeyText.parse(text(sql, tokens, add + 3, tokens.size())).orElseThrow();
        var found = new ForeignKey(
                table,
                tokens.get(add + 2).identifier(),
                key.columns(),
                key.target(),
                key.targetColumns().isEmpty() ? primaryKeys.get(key.target()) : key.targetColumns(),
                Optional.ofNullable(key.tail().onDelete()).orElse(ForeignKey.Action.NO_ACTION),
                Optional.ofNullable(key.tail().onUpdate()).orElse(ForeignKey.Action.NO_ACTION),
                key.tail().timing());
        return found.describe();
    }

    private static String index(String sql, List<Token> tokens) {
        int on = find(tokens, "on");
        int open = find(tokens, "(");
        int close = Expressions.closing(tokens, open).orElseThrow();
        var keys = Expressions.split(text(sql, tokens, open + 1, close)).stream()
                .map(key -> IndexText.parse(key, List.of()))
                .toList();
        Name table = Name.parse(text(sql, tokens, on + 1, open));
        return Index.of(table, tokens.get(on - 1).identifier(), tokens.get(1).is("unique"), keys)
                .describe();
    }

    private static String comment(List<Token> tokens) {
        int is = find(tokens, "is");
        var names = tokens.subList(3, is).stream()
                .map(Token::identifier)
                .filter(name -> !name.isEmpty())
                .toList();
        boolean onColumn = tokens.get(2).is("column");
        int parts = onColumn ? names.size() - 1 : names.size();
        Name table = parts == 1 ? Name.of(names.get(0)) : Name.of(names.get(0), names.get(1));
        ObjectId on = onColumn ? ObjectId.column(table, names.get(parts)) : ObjectId.table(table);
        return new Comment(on, Expressions.literal(tokens.get(is + 1))).describe();
    }

    private static String sequence(List<Token> tokens) {
        int start = find(tokens, "start");
        int increment = find(tokens, "increment");
        var name = new StringBuilder();
        tokens.subList(2, start).forEach(token -> name.append(token.text()));
        return new Sequence(
                        Name.parse(name.toString()),
                        SequenceOptions.of(
                                "bigint",
                                Long.parseLong(tokens.get(start + 2).text()),
                                Long.parseLong(tokens.get(increment + 2).text())))
                .describe();
    }
}
