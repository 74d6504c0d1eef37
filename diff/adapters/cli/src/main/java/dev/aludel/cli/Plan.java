package dev.aludel.cli;

import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description = "Shows what an upgrade would run, with its locks and hazards; changes nothing.",
        footer = {"", "Example:", "  aludel plan head"})
final class Plan extends Verb {

    @Parameters(arity = "0..1", defaultValue = "head", paramLabel = "TARGET", description = "As for upgrade.")
    private String target = "head";

    @Override
    Answer answer(Project project) {
        return answer(project, target);
    }

    static Answer answer(Project project, String target) {
        Place place = project.place();
        project.console().note(place.toString());
        var plan = project.migrator().plan(target);
        var data = new LinkedHashMap<String, Object>();
        data.put("database", place.data());
        data.put(
                "steps",
                plan.steps().stream()
                        .map(planned -> new TreeMap<String, Object>(Map.of(
                                "revision",
                                planned.step().revision().id(),
                                "losesData",
                                !planned.losses().isEmpty(),
                                "losses",
                                planned.losses(),
                                "direction",
                                planned.step().direction().word(),
                                "statements",
                                planned.statements().stream().map(Plan::data).toList())))
                        .toList());
        return Answer.done(plan.describe(), data);
    }

    private static Map<String, Object> data(Statement statement) {
        var locks = new TreeMap<String, String>();
        statement.locks().forEach((table, level) -> {
            if (level != LockLevel.NONE) {
                locks.put(
                        table.toString(), level.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
        });
        var data = new LinkedHashMap<String, Object>();
        data.put("sql", statement.sql());
        data.put("locks", locks);
        data.put(
                "hazards",
                statement.hazards().stream()
                        .map(hazard -> new TreeMap<String, Object>(
                                Map.of("level", hazard.level(), "kind", hazard.kind(), "detail", hazard.detail())))
                        .toList());
        return data;
    }
}
