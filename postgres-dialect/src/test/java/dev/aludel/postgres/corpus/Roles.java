package dev.aludel.postgres.corpus;

import dev.aludel.core.schema.SqlTokens;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The roles of the cluster, which all databases share: a script may make one that is there, and name one that is not. */
final class Roles {

    private static final Pattern ABOUT = Pattern.compile(
            "\\b(CREATE|ALTER|DROP)\\s+(ROLE|USER|GROUP)\\s+(?!MAPPING)|\\bSET\\s+ROLE\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ABSENT = Pattern.compile("role \"(.*)\" does not exist");
    private static final String DUPLICATE = "42710";
    private static final ReentrantLock ONE_BY_ONE = new ReentrantLock();

    private Roles() {}

    /** What runs SQL. */
    @FunctionalInterface
    interface Session {
        void run(String sql) throws SQLException;
    }

    static boolean changedBy(String script) {
        return ABOUT.matcher(script).find();
    }

    /** Runs a statement. A role that it makes may be there already; a role that it names and that is not there is made. */
    static void run(String sql, Session session) throws SQLException {
        boolean shared = changedBy(sql);
        if (shared) {
            ONE_BY_ONE.lock();
        }
        try {
            session.run(sql);
        } catch (SQLException e) {
            String absent = absent(e);
            if (absent != null) {
                run("CREATE ROLE \"" + absent.replace("\"", "\"\"") + "\"", session);
                run(sql, session);
            } else if (!DUPLICATE.equals(e.getSQLState()) || !makesRole(sql)) {
                throw e;
            }
        } finally {
            if (shared) {
                ONE_BY_ONE.unlock();
            }
        }
    }

    private static boolean makesRole(String sql) {
        List<SqlTokens.Token> tokens = SqlTokens.meaningful(sql);
        return tokens.size() > 1
                && tokens.get(0).is("create")
                && Set.of("role", "user", "group").contains(tokens.get(1).identifier());
    }

    private static @Nullable String absent(SQLException e) {
        Matcher matcher = ABSENT.matcher(String.valueOf(e.getMessage()));
        return matcher.find() ? matcher.group(1) : null;
    }
}
