package dev.aludel.postgres;

import dev.aludel.core.schema.SqlTokens;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a role may do with an object.
 *
 * @param plain     a privilege, or a privilege and a column with a space between them
 * @param grantable those that it may grant
 */
record Privileges(Set<String> plain, Set<String> grantable) {

    Privileges {
        plain = Set.copyOf(plain);
        grantable = Set.copyOf(grantable);
    }

    static Privileges plain(Collection<String> privileges) {
        return new Privileges(new TreeSet<>(privileges), Set.of());
    }

    List<String> plainly() {
        return List.copyOf(plain);
    }

    /** As the grants of a setting say. */
    static Privileges of(String statements) {
        var plain = new TreeSet<String>();
        var grantable = new TreeSet<String>();
        for (String statement : SqlTokens.statements(statements)) {
            var cursor = new TokenCursor(statement);
            cursor.upTo(Set.of("grant", "revoke"));
            if (!cursor.skip("grant")) {
                continue;
            }
            boolean option = statement.endsWith(" WITH GRANT OPTION");
            for (TokenCursor piece : new TokenCursor(cursor.upTo(Set.of("on"))).list()) {
                String privilege = piece.next().toUpperCase(Locale.ROOT);
                var items = new ArrayList<String>();
                if (piece.is("(")) {
                    piece.elements().forEach(column -> items.add(privilege + " " + column.ident()));
                } else {
                    items.add(privilege);
                }
                (option ? grantable : plain).addAll(items);
            }
        }
        return new Privileges(plain, grantable);
    }

    private static List<String> expanded(List<String> privileges, List<String> all) {
        var expanded = new ArrayList<String>();
        for (String privilege : privileges) {
            if (privilege.startsWith("ALL ")) {
                throw Ddl.unknown("ALL of a column is not understood");
            }
            expanded.addAll(privilege.equals("ALL") ? all : List.of(privilege));
        }
        return expanded;
    }

    Privileges with(List<String> privileges, boolean option, List<String> all) {
        var more = expanded(privileges, all);
        var nowPlain = new TreeSet<>(plain);
        var nowGrantable = new TreeSet<>(grantable);
        if (option) {
            nowPlain.removeAll(more);
            nowGrantable.addAll(more);
        } else {
            nowPlain.addAll(more);
            nowPlain.removeAll(grantable);
        }
        return new Privileges(nowPlain, nowGrantable);
    }

    /** With a privilege go those on single columns. */
    Privileges without(List<String> privileges, boolean option, List<String> all) {
        var less = expanded(privileges, all);
        var nowPlain = new TreeSet<>(plain);
        var nowGrantable = new TreeSet<>(grantable);
        if (option) {
            nowGrantable.stream().filter(item -> isIn(item, less)).forEach(nowPlain::add);
        } else {
            nowPlain.removeIf(item -> isIn(item, less));
        }
        nowGrantable.removeIf(item -> isIn(item, less));
        return new Privileges(nowPlain, nowGrantable);
    }

    private static boolean isIn(String item, List<String> privileges) {
        int end = item.indexOf(' ');
        return privileges.contains(item) || end > 0 && privileges.contains(item.substring(0, end));
    }

    /** The statements that grant them, each with what stands before it; empty where there are none. */
    String grants(String end) {
        return (plain.isEmpty() ? "" : "; GRANT " + list(plain) + end)
                + (grantable.isEmpty() ? "" : "; GRANT " + list(grantable) + end + " WITH GRANT OPTION");
    }

    private static String list(Set<String> items) {
        var byPrivilege = new TreeMap<String, List<String>>();
        for (String item : new TreeSet<>(items)) {
            int at = item.indexOf(' ');
            if (at < 0) {
                byPrivilege.put(item, List.of());
            } else {
                byPrivilege
                        .computeIfAbsent(item.substring(0, at) + " (", any -> new ArrayList<>())
                        .add(Sql.ident(item.substring(at + 1)));
            }
        }
        var whats = new ArrayList<String>();
        byPrivilege.forEach((privilege, columns) ->
                whats.add(columns.isEmpty() ? privilege : privilege + String.join(", ", columns) + ")"));
        return String.join(", ", whats);
    }
}
