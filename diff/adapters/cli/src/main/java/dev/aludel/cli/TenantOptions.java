package dev.aludel.cli;

import dev.aludel.core.Migrator;
import dev.aludel.core.MigratorBuilder;
import dev.aludel.core.Tenant;
import dev.aludel.core.TenantListener;
import dev.aludel.core.Tenants;
import dev.aludel.core.TenantsResult;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.run.MigrationListener;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Many schemas in the place of one. */
final class TenantOptions {

    @Option(
            names = "--tenants",
            split = ",",
            paramLabel = "SCHEMA",
            description = "Upgrades each of these schemas, with version tables of its own.")
    private List<String> tenants = new ArrayList<>();

    @Option(
            names = "--all-schemas",
            paramLabel = "PATTERN",
            description = "The same with all schemas whose names are LIKE this, such as 'tenant_%%'.")
    private @Nullable String pattern;

    @Option(
            names = "--at-a-time",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many of them at a time, each on a connection of its own; 4 when nothing is said.")
    private int atATime = 4;

    boolean areMany() {
        return pattern != null || !tenants.isEmpty();
    }

    Answer upgraded(Project project, String target, Place place, Safety safety) {
        var schemas = new ArrayList<>(tenants);
        if (pattern != null) {
            schemas.addAll(Tenants.like(project.dataSource(), pattern));
        }
        if (schemas.isEmpty()) {
            throw new IllegalArgumentException("no schema is LIKE '" + pattern + "'; nothing was changed");
        }
        var losing = losses(project, target, schemas);
        if (!losing.isEmpty()) {
            safety.allow("this upgrade", losing);
        }
        var result = Tenants.of(quiet(project), schemas)
                .atATime(atATime)
                .listener(new Progress(project.console()))
                .upgradeTo(target);
        return new Answer(result.isDone() ? Exit.DONE : Exit.FAILED, result.describe(), data(result, place));
    }

    /** The lines of single revisions would run into each other. */
    private static MigratorBuilder quiet(Project project) {
        return project.migratorBuilder().dataSource(project.dataSource()).listener(MigrationListener.NONE);
    }

    /** What is lost is the same in all that stand at the same heads, so that one of each is asked. */
    private static List<String> losses(Project project, String target, List<String> schemas) {
        var losses = new TreeSet<String>();
        heads(project, schemas).values().forEach(schema -> {
            Migrator migrator = project.migratorBuilder()
                    .dataSource(project.dataSource())
                    .schemas(schema)
                    .versionSchema(schema)
                    .build();
            losses.addAll(migrator.plan(target).losses());
        });
        return List.copyOf(losses);
    }

    /** A schema for each place in the chain at which there are some. */
    private static Map<Set<String>, String> heads(Project project, List<String> schemas) {
        var tables = project.dialect().versionTables();
        var found = new LinkedHashMap<Set<String>, String>();
        try (var connection = project.dataSource().getConnection()) {
            for (String schema : schemas) {
                found.putIfAbsent(
                        tables.heads(connection, schema).orElse(Set.of()).stream()
                                .map(Head::revision)
                                .collect(Collectors.toSet()),
                        schema);
            }
            return found;
        } catch (SQLException e) {
            throw new DatabaseException(
                    "cannot read the version tables: " + e.getMessage(),
                    e.getSQLState() == null ? "" : e.getSQLState(),
                    e);
        }
    }

    private static Map<String, Object> data(TenantsResult result, Place place) {
        var data = new LinkedHashMap<String, Object>();
        data.put("database", place.data());
        data.put("millis", result.took().toMillis());
        data.put(
                "tenants",
                result.tenants().stream()
                        .map(tenant -> {
                            var one = new LinkedHashMap<String, Object>();
                            one.put("schema", tenant.schema());
                            one.put("from", Done.sorted(tenant.from()));
                            one.put("to", Done.sorted(tenant.to()));
                            one.put("outcome", tenant.outcome());
                            one.put("millis", tenant.took().toMillis());
                            one.put("error", tenant.failure().map(Throwable::getMessage));
                            return one;
                        })
                        .toList());
        return data;
    }

    /** A line for each schema that is done with. */
    private record Progress(Console console) implements TenantListener {

        @Override
        public void finished(Tenant tenant, int finished, int all) {
            console.note(finished + "/" + all + " " + tenant.schema() + " " + tenant.outcome() + " at "
                    + Done.at(tenant.to()));
        }
    }
}
