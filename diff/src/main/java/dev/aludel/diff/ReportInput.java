package dev.aludel.diff;

import dev.aludel.core.run.History;
import dev.aludel.core.run.Plan;
import dev.aludel.core.run.Status;
import dev.aludel.core.schema.SchemaModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a report tells of. Parts may be missing: what could not be found out is not made up.
 *
 * @param at          when it was found out
 * @param status      empty where no database was asked
 * @param history     without a database the chain of revisions alone
 * @param plan        what an upgrade to the heads would run
 * @param schema      the managed schemas as they are, or as the chain makes them where no database was asked
 * @param wanted      the same as they are to become: by the plan, or else by what the entities want; empty where nobody can
 *                    tell, the same as {@code schema} where nothing is pending
 * @param differences how the database differs from what the entities want, a line each; empty where that was not compared
 * @param missing     what could not be found out and why, a line each; no passwords
 */
public record ReportInput(
        Instant at,
        Optional<Status> status,
        History history,
        Optional<Plan> plan,
        Optional<SchemaModel> schema,
        Optional<SchemaModel> wanted,
        Optional<List<String>> differences,
        List<String> missing) {

    public ReportInput {
        differences = differences.map(List::copyOf);
        missing = List.copyOf(missing);
    }
}
