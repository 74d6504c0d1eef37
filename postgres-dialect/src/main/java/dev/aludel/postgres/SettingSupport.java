package dev.aludel.postgres;

import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.TableMember;
import java.util.List;

/** Privileges, owners, storage parameters and the like: each says itself what sets it and what takes it back. */
final class SettingSupport implements ObjectSupport<Setting> {

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
    public List<Statement> alter(Setting before, Setting after, Using using, List<TableMember> users, Scope scope) {
        return before.equals(after) ? List.of() : create(after, scope);
    }

    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        throw new IllegalArgumentException(from + " has no name of its own; rename what it is about");
    }

    private static List<Statement> run(Setting setting, String sql) {
        if (sql.isBlank()) {
            return List.of();
        }
        Statement statement = Statement.of(sql);
        return List.of(
                setting.table() == null ? statement : statement.locking(setting.table(), LockLevel.ACCESS_EXCLUSIVE));
    }
}
