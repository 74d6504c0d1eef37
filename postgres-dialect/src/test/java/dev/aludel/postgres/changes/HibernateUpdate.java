package dev.aludel.postgres.changes;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.tool.schema.TargetType;
import org.hibernate.tool.schema.spi.CommandAcceptanceException;
import org.hibernate.tool.schema.spi.ContributableMatcher;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator;
import org.hibernate.tool.schema.spi.ScriptTargetOutput;
import org.hibernate.tool.schema.spi.TargetDescriptor;

/** What Hibernate's own schema update makes of the same live schema and the same entities. */
final class HibernateUpdate {

    private HibernateUpdate() {}

    /**
     * {@code yes} when the difference that sees the change sees none any more, {@code in part} when the catalog has changed
     * and it still does.
     */
    static String answer(Change change, Changes bench) throws SQLException {
        Side live = bench.live;
        if (!change.isOfEntities()) {
            return "cannot be said";
        }
        live.load(change.schemas, change.before);
        bench.wanted.load(change.schemas, change.after);
        live.searchPath = change.searchPath;
        var upgrade = Difference.ofEntities(change, live).upgrade();
        var contents = new Contents(live.read(change.schemas), bench.wanted.read(change.schemas), upgrade);
        var rows = contents.before(live);
        List<String> start = live.facts(change.schemas);
        boolean failed = failsToRun(change, live);
        if (live.facts(change.schemas).equals(start)) {
            return failed ? "fails" : change.isChange() ? "no" : "silent";
        }
        if (!change.isChange()) {
            return "**changes it**";
        }
        boolean done = Difference.ofEntities(change, live).upgrade().isEmpty();
        String kept = done && !contents.after(live).equals(rows) ? "; **data lost**" : "";
        return (done && !failed ? "yes" : "in part") + kept;
    }

    private static boolean failsToRun(Change change, Side live) {
        Map<String, Object> settings = Map.of(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, live.dataSource());
        var registry =
                new StandardServiceRegistryBuilder().applySettings(settings).build();
        try {
            var sources = new MetadataSources(registry);
            change.entities.forEach(sources::addAnnotatedClass);
            var failures = new ArrayList<CommandAcceptanceException>();
            registry.requireService(SchemaManagementTool.class)
                    .getSchemaMigrator(settings)
                    .doMigration(
                            sources.buildMetadata(),
                            SchemaManagementToolCoordinator.buildExecutionOptions(settings, failures::add),
                            ContributableMatcher.ALL,
                            new ToDatabase());
            return !failures.isEmpty();
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }

    private static final class ToDatabase implements TargetDescriptor {
        @Override
        public EnumSet<TargetType> getTargetTypes() {
            return EnumSet.of(TargetType.DATABASE);
        }

        @Override
        public ScriptTargetOutput getScriptTargetOutput() {
            throw new UnsupportedOperationException("nothing is written to a script");
        }
    }
}
