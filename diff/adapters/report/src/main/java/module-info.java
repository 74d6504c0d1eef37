/** A page for a browser about revisions, schema, plan and history. Found as a service. */
@SuppressWarnings("requires-automatic")
module dev.aludel.report {
    requires dev.aludel.diff;
    requires static org.jspecify;

    provides dev.aludel.diff.ReportWriter with
            dev.aludel.report.HtmlReport;
}
