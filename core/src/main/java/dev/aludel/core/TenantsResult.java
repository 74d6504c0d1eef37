package dev.aludel.core;

import dev.aludel.core.Tenant.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What became of many schemas.
 *
 * @param tenants in the order in which they were named
 * @param took    from the first to the last
 */
public record TenantsResult(List<Tenant> tenants, Duration took) {

    public TenantsResult {
        tenants = List.copyOf(tenants);
    }

    /** Are all where they should be? */
    public boolean isDone() {
        return tenants.stream().allMatch(Tenant::isDone);
    }

    public List<Tenant> with(Outcome outcome) {
        return tenants.stream().filter(tenant -> tenant.outcome() == outcome).toList();
    }

    /** For people: how many of each, and a line for each that is not where it should be. */
    public String describe() {
        var text = new StringBuilder();
        text.append(tenants.size()).append(tenants.size() == 1 ? " schema: " : " schemas: ");
        text.append(with(Outcome.UPGRADED).size()).append(" upgraded, ");
        text.append(with(Outcome.UP_TO_DATE).size()).append(" up to date, ");
        text.append(with(Outcome.FAILED).size()).append(" failed, ");
        text.append(with(Outcome.SKIPPED).size())
                .append(" skipped, in ")
                .append(took.toMillis())
                .append(" ms\n");
        tenants.stream()
                .filter(tenant -> !tenant.isDone())
                .forEach(tenant -> text.append(tenant.schema())
                        .append("  ")
                        .append(tenant.outcome())
                        .append(" at ")
                        .append(at(tenant.to()))
                        .append(tenant.failure()
                                .map(failure -> ": " + failure.getMessage())
                                .orElse(""))
                        .append("\n"));
        return text.toString();
    }

    private static String at(Collection<String> heads) {
        return heads.isEmpty() ? "base" : String.join(", ", new TreeSet<>(heads));
    }

    @Override
    public String toString() {
        return describe();
    }
}
