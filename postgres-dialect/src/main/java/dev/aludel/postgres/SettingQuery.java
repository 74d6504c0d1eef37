package dev.aludel.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads settings of objects that earlier queries have read. Each row has {@code catalog}, {@code oid} and {@code column}
 * (0 for the object itself) of what it is about, the {@code key}, and the statements {@code set} and {@code reset}.
 */
interface SettingQuery extends CatalogQuery {

    @Override
    default void read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        catalog.setting(
                row.getString("catalog"),
                row.getLong("oid"),
                row.getInt("column"),
                row.getString("key"),
                row.getString("set"),
                row.getString("reset"));
    }
}
