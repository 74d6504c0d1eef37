const STATES = {
  UP_TO_DATE: "good", FAILED: "bad", CONFLICT: "bad", AHEAD: "bad", NO_DATABASE: "bad", DRIFTED: "warn", BEHIND: "warn",
};

function hazardsOf(plan) {
  return plan.steps.flatMap(step => step.segments).flatMap(part => part.statements).flatMap(one => one.hazards);
}

function tile(number, text, kind) {
  return make("li", { class: "card tile " + (kind || "") }, make("b", {}, number.toLocaleString("en")), make("span", {}, text));
}

function overview(body) {
  const heading = byId("overview-h");
  heading.append(make("span", {}, data.title));
  if (data.status) {
    const state = data.status.state;
    heading.append(make("span", { class: "pill " + (STATES[state] || "") }, "● " + state.replace(/_/g, " ")));
  }
  if (data.missing.length > 0) {
    body.append(note("warn", make("p", {}, data.missing.length === 1 ? "One thing could not be found out:" : "Some things could not be found out:"),
      make("ul", {}, data.missing.map(line => make("li", {}, line)))));
  }
  body.append(tiles());
  if (data.status) {
    body.append(make("div", { class: "card" },
      facts(data.status.facts),
      data.status.health.length > 0 && make("div", { class: "health" }, data.status.health.map(healthChip)) || ""));
  }
  if (data.differences && data.differences.length > 0) {
    body.append(make("h3", {}, "Entities and database differ"),
      make("div", { class: "card pad" }, make("ul", { class: "others" }, data.differences.map(line => make("li", {}, make("code", {}, line))))));
  }
}

function tiles() {
  const revisions = data.history.revisions;
  const list = make("ul", { class: "tiles", "aria-label": "In numbers" });
  const pending = revisions.filter(revision => !revision.applied).length;
  list.append(tile(revisions.length, revisions.length === 1 ? "revision" : "revisions"));
  if (data.status) list.append(tile(pending, "pending", pending > 0 ? "warn" : ""));
  if (data.schema) {
    list.append(tile(data.schema.tables.length, data.schema.tables.length === 1 ? "table" : "tables"));
    const changed = data.schema.tables.filter(table => table.mark).length;
    if (data.wantedKnown) list.append(tile(changed, changed === 1 ? "table changes" : "tables change", changed > 0 ? "warn" : ""));
  }
  if (data.plan && data.plan.statements > 0) {
    const grave = hazardsOf(data.plan).filter(hazard => hazard.level === "ERROR").length;
    const warnings = hazardsOf(data.plan).filter(hazard => hazard.level === "WARN").length;
    list.append(tile(grave, grave === 1 ? "hazard to data" : "hazards to data", grave > 0 ? "bad" : ""));
    list.append(tile(warnings, warnings === 1 ? "warning" : "warnings", warnings > 0 ? "warn" : ""));
  }
  return list;
}

function healthChip(text) {
  return chip(text, text.includes("✗") ? "bad" : text.includes("✓") ? "good" : "");
}
