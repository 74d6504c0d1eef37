package dev.aludel.core.op;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlTokens;
import java.util.List;
import java.util.Set;

/**
 * What a statement of SQL says that it does to data, told from its words alone: whatever there is in the database, and however
 * much else triggers, functions and cascades may do.
 */
public final class SqlWords {

    private static final Set<String> ON_ROWS = Set.of("WITH", "INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE");

    private static final Set<String> HOLDING_DATA = Set.of("TABLE", "SCHEMA", "SEQUENCE", "DATABASE");

    /** What {@code ALTER TABLE} can drop besides columns. */
    private static final Set<String> HOLDING_NONE = Set.of("CONSTRAINT", "DEFAULT", "NOT", "EXPRESSION", "IDENTITY");

    /** What is no name of a column after {@code UPDATE}, and what makes an {@code UPDATE} part of something else. */
    private static final Set<String> BEFORE_PART = Set.of("FOR", "DO", "THEN", "KEY", "ON", "OR", "AFTER", "BEFORE");

    private final List<SqlTokens.Token> words;

    private SqlWords(String statement) {
        this.words = SqlTokens.meaningful(statement);
    }

    /** With what its words say about rows and about objects that hold them. */
    static Statement of(String statement) {
        return new SqlWords(statement).objects(rows(statement));
    }

    /** With what its words say about rows: which tables it writes to, and what is not there any more afterwards. */
    public static Statement rows(String statement) {
        return new SqlWords(statement).rows(Statement.of(statement));
    }

    /** Does it give something that is there another name? */
    public static boolean renames(String statement) {
        var read = new SqlWords(statement);
        return read.is(0, "ALTER") && (read.says("RENAME") || read.says("SET", "SCHEMA"));
    }

    /** Does it let others write while it runs? */
    public static boolean isConcurrent(String statement) {
        return new SqlWords(statement).says("CONCURRENTLY");
    }

    private boolean is(int at, String word) {
        return at >= 0 && at < words.size() && words.get(at).is(word);
    }

    private boolean isOneOf(int at, Set<String> some) {
        return some.stream().anyMatch(word -> is(at, word));
    }

    private boolean says(String... some) {
        for (int i = 0; i < words.size(); i++) {
            boolean here = true;
            for (int k = 0; k < some.length; k++) {
                here &= is(i + k, some[k]);
            }
            if (here) {
                return true;
            }
        }
        return false;
    }

    private Statement rows(Statement statement) {
        if (!isOneOf(0, ON_ROWS)) {
            return statement;
        }
        Statement told = is(0, "TRUNCATE") ? truncated(statement) : statement;
        for (int i = 0; i < words.size(); i++) {
            if (is(i, "INSERT") && is(i + 1, "INTO")) {
                told = told.locking(name(i + 2), LockLevel.ROW_EXCLUSIVE);
            } else if (is(i, "MERGE") && is(i + 1, "INTO")) {
                Name table = name(i + 2);
                told = told.locking(table, LockLevel.ROW_EXCLUSIVE);
                told = says("THEN", "DELETE") ? loses(told, "rows of " + table + " are gone") : told;
            } else if (is(i, "DELETE") && is(i + 1, "FROM")) {
                Name table = name(i + 2);
                told = told.locking(table, LockLevel.ROW_EXCLUSIVE);
                told = loses(told, (isRestricted(i) ? "rows of " : "all rows of ") + table + " are gone");
            } else if (is(i, "UPDATE") && !isOneOf(i - 1, BEFORE_PART)) {
                Name table = name(i + 1);
                told = told.locking(table, LockLevel.ROW_EXCLUSIVE);
                told = isRestricted(i)
                        ? told
                        : told.hazard(Hazard.Kind.OVERWRITES_DATA, "it sets values of all rows of " + table);
            }
        }
        return told;
    }

    private Statement truncated(Statement statement) {
        Statement told = statement;
        int i = is(1, "TABLE") ? 2 : 1;
        while (i < words.size()) {
            Name table = name(i);
            told = loses(told.locking(table, LockLevel.ACCESS_EXCLUSIVE), "all rows of " + table + " are gone");
            while (i < words.size() && !is(i, ",")) {
                i++;
            }
            i++;
        }
        return told;
    }

    private static Statement loses(Statement statement, String what) {
        return statement.hazard(Hazard.Kind.LOSES_DATA, what);
    }

    /** {@code [ONLY] [schema .] table}. */
    private Name name(int at) {
        int first = is(at, "ONLY") ? at + 1 : at;
        if (first >= words.size()) {
            return Name.of("?");
        }
        String name = words.get(first).identifier();
        return is(first + 1, ".") && first + 2 < words.size()
                ? Name.of(name, words.get(first + 2).identifier())
                : Name.of(name.isEmpty() ? "?" : name);
    }

    /** Has it a {@code WHERE} of its own, or a {@code USING} to be joined with? */
    private boolean isRestricted(int verb) {
        int depth = 0;
        for (int i = verb; i < words.size() && depth >= 0; i++) {
            depth += is(i, "(") ? 1 : is(i, ")") ? -1 : 0;
            if (depth == 0 && is(i, "WHERE")) {
                return true;
            }
        }
        return false;
    }

    private Statement objects(Statement statement) {
        if (is(0, "DO")) {
            return block(statement);
        }
        boolean dropped = is(0, "DROP") && (isOneOf(1, HOLDING_DATA) || says("CASCADE") && !says("INDEX"));
        boolean member = false;
        if (is(0, "ALTER") && isOneOf(1, Set.of("TABLE", "FOREIGN"))) {
            for (int i = 2; i + 1 < words.size(); i++) {
                member |= is(i, "DROP") && !isOneOf(i + 1, HOLDING_NONE);
            }
        }
        return dropped || member ? loses(statement, "what it drops may hold data") : statement;
    }

    /** The statements of a block of code are in a string; whether each of them runs, nobody knows. */
    private Statement block(Statement statement) {
        Statement told = statement;
        for (SqlTokens.Token word : words) {
            int begin = word.text().indexOf("$", 1) + 1;
            int end = word.text().lastIndexOf("$", word.text().length() - 2);
            if (word.kind() == SqlTokens.Kind.STRING && word.text().startsWith("$") && begin <= end) {
                var body = new SqlWords(word.text().substring(begin, end));
                for (int i = 0; i < body.words.size(); i++) {
                    boolean loses = body.is(i, "TRUNCATE")
                            || body.is(i, "DELETE") && body.is(i + 1, "FROM")
                            || body.is(i, "DROP") && body.isOneOf(i + 1, HOLDING_DATA)
                            || body.is(i, "DROP") && body.is(i + 1, "COLUMN");
                    if (loses) {
                        return loses(told, "its code may delete rows or drop what holds data");
                    }
                }
            }
        }
        return told;
    }
}
