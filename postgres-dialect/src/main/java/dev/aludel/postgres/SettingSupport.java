package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Privileges, owners, storage parameters and the like: each says itself what sets it and what takes it back. */
final class SettingSupport implements ObjectSupport<Setting> {

    static final String UNLOGGED = "unlogged";

    static final String TABLESPACE = "tablespace";

    static final String ACCESS_METHOD = "access method";

    private static final Set<String> REWRITES = Set.of(UNLOGGED, TABLESPACE, ACCESS_METHOD);

    @Override
    public Class<Setting> type() {
        return Setting.class;
    }

    @Override
    public List<Statement> create(Setting setting, Scope scope) {
        return run(setting, setting.set());
    }

    @Override
    public List<Statement> drop(Setting setting, Scope scope) {
        return run(setting, setting.reset());
    }

    @Override
    public List<Statement> alter(Setting before, Setting after, Using using, List<SchemaObject> users, Scope scope) {
        return before.equals(after) ? List.of() : create(after, scope);
    }

    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        throw new IllegalArgumentException(from + " has no name of its own; rename what it is about");
    }

    /** Privileges lock no table; what is stored elsewhere or in another way is written anew. */
    private static List<Statement> run(Setting setting, String sql) {
        String key = setting.key();
        boolean locks = setting.table() != null && !key.contains("privileges");
        var statements = new ArrayList<Statement>();
        for (String one : SqlTokens.statements(sql)) {
            Statement statement = Statement.of(one);
            if (locks) {
                statement = statement.locking(setting.table(), LockLevel.ACCESS_EXCLUSIVE);
            }
            if (REWRITES.contains(key) && setting.on().kind().equals(Table.KIND)) {
                statement = statement.hazard(
                        Hazard.Kind.REWRITES_TABLE,
                        "all rows of " + setting.on().name() + " are written anew");
            } else if (setting.isFlaw()) {
                statement = statement.hazard(Hazard.Kind.SCANS_TABLE, setting.on() + " is built anew");
            }
            statements.add(statement);
        }
        return statements;
    }
}
