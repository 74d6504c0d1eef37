package dev.aludel.core.backup;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.run.Safeguard;
import dev.aludel.core.run.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Several that watch over one run, in order. */
record Watchers(List<Safeguard> all) implements Safeguard {

    @Override
    public boolean isNeeded(Connection connection, List<Step> steps) throws SQLException {
        for (Safeguard one : all) {
            if (!one.isNeeded(connection, steps)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void beginning(Connection connection, Scope scope, List<Step> steps) throws SQLException {
        for (Safeguard one : all) {
            one.beginning(connection, scope, steps);
        }
    }

    @Override
    public boolean watches(Step step, int index) {
        return all.stream().anyMatch(one -> one.watches(step, index));
    }

    @Override
    public void before(Connection connection, Scope scope, Step step, int index) throws SQLException {
        for (Safeguard one : all) {
            if (one.watches(step, index)) {
                one.before(connection, scope, step, index);
            }
        }
    }

    @Override
    public void after(Connection connection, Scope scope, Step step, int index) throws SQLException {
        for (Safeguard one : all) {
            if (one.watches(step, index)) {
                one.after(connection, scope, step, index);
            }
        }
    }
}
