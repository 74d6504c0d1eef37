package dev.aludel.report;

import dev.aludel.diff.ReportInput;
import dev.aludel.diff.ReportWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the report as one page of HTML that carries its styles, scripts and data and asks no network. */
public final class HtmlReport implements ReportWriter {

    @Override
    public void write(ReportInput input, Writer to) throws IOException {
        to.write(Page.of(title(input), JsonText.of(data(input))));
        to.flush();
    }

    private static String title(ReportInput input) {
        return input.status()
                .map(status -> status.server().database())
                .filter(name -> !name.isEmpty())
                .orElse("revisions");
    }

    static Map<String, Object> data(ReportInput input) {
        var data = new LinkedHashMap<String, Object>();
        data.put("title", title(input));
        data.put("at", input.at());
        data.put("missing", input.missing());
        input.status().ifPresent(status -> data.put("status", StatusData.of(status)));
        data.put("history", HistoryData.of(input.history()));
        input.plan().ifPresent(plan -> data.put("plan", PlanData.of(plan)));
        input.schema()
                .ifPresent(schema -> data.put(
                        "schema",
                        new SchemaData(schema, input.wanted().orElse(schema), RenameEvidence.in(input)).data()));
        input.differences().ifPresent(lines -> data.put("differences", lines));
        data.put("wantedKnown", input.wanted().isPresent());
        return data;
    }
}
