package dev.aludel.report;

import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.run.Plan;
import dev.aludel.core.run.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What an upgrade would run: revisions, what of each runs in one go, statements with locks, hazards and estimates. */
final class PlanData {

    /** A page about more would help nobody; the script of {@code upgrade --sql} has them all. */
    static final int STATEMENTS = 500;

    private static final int LENGTH = 4_000;

    private final Plan plan;
    private int told;

    private PlanData(Plan plan) {
        this.plan = plan;
    }

    static Map<String, Object> of(Plan plan) {
        var reader = new PlanData(plan);
        var data = new LinkedHashMap<String, Object>();
        data.put("steps", plan.steps().stream().map(reader::step).toList());
        data.put("revisions", plan.steps().size());
        data.put("statements", plan.statements().size());
        data.put("left", plan.statements().size() - reader.told);
        return data;
    }

    private Map<String, Object> step(Plan.PlannedStep planned) {
        var data = new LinkedHashMap<String, Object>();
        data.put("revision", planned.step().revision().id());
        data.put("message", planned.step().revision().message());
        data.put("losses", planned.losses());
        data.put("segments", planned.segments().stream().map(this::segment).toList());
        return data;
    }

    private Map<String, Object> segment(Segment segment) {
        var statements = new ArrayList<Map<String, Object>>();
        for (Statement statement : segment.statements()) {
            if (told < STATEMENTS) {
                told++;
                statements.add(statement(statement));
            }
        }
        var data = new LinkedHashMap<String, Object>();
        data.put("how", segment.isInBatches() ? "batches" : segment.transactional() ? "transaction" : "alone");
        data.put("code", segment.statements().isEmpty());
        data.put("statements", statements);
        return data;
    }

    private Map<String, Object> statement(Statement statement) {
        var data = new LinkedHashMap<String, Object>();
        String sql = statement.sql();
        data.put("sql", sql.length() > LENGTH ? sql.substring(0, LENGTH) + " …" : sql);
        data.put("locks", locks(statement));
        data.put(
                "hazards",
                statement.hazards().stream()
                        .map(hazard -> new TreeMap<String, Object>(Map.of(
                                "level", hazard.level(),
                                "kind", hazard.kind(),
                                "detail", hazard.detail())))
                        .toList());
        plan.effort(statement).ifPresent(effort -> {
            data.put("estimate", effort.toString());
            data.put("millis", effort.time().toMillis());
        });
        return data;
    }

    private static List<Map<String, Object>> locks(Statement statement) {
        var locks = new ArrayList<Map<String, Object>>();
        new TreeMap<>(statement.locks()).forEach((table, level) -> {
            if (level != LockLevel.NONE) {
                var lock = new LinkedHashMap<String, Object>();
                lock.put("table", table.toString());
                lock.put("level", level.name().toLowerCase(Locale.ROOT).replace('_', ' '));
                lock.put("strength", level.ordinal());
                lock.put("blocks", level.blocksReads() ? "reads" : level.blocksWrites() ? "writes" : "");
                locks.add(lock);
            }
        });
        return locks;
    }
}
