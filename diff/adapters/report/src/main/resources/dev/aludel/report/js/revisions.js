const FEW_REVISIONS = 100;
const MARK_WORDS = { head: "head", branchpoint: "branch point", mergepoint: "merge", current: "current" };

function stateOf(revision) {
  return revision.failed ? "failed" : revision.applied ? "applied" : "pending";
}

/** The chain as a picture with its text beside it: every row is a revision. */
function revisions(body) {
  const all = data.history.revisions;
  if (all.length === 0) {
    body.append(make("p", { class: "card empty" }, "There are no revisions yet."));
    return () => 0;
  }
  const pending = all.filter(revision => !revision.applied).length;
  body.append(
    make("p", { class: "lead" }, "Newest first, " + count(all.length, "revision")
      + (data.status ? ": " + (all.length - pending) + " applied, " + pending + " pending." : ". No database was asked which of them are applied.")),
    make("ul", { class: "legend", "aria-label": "Legend" }, key("round full", "applied"), key("round", "pending"),
      all.some(one => one.failed) ? key("round fail", "failed last") : "", make("li", {}, "◎ where the database stands")));
  const drawn = lanes(all);
  const list = make("ol", { class: "revs", reversed: true });
  list.style.setProperty("--rail", drawn.width * LANE + LANE / 2 + "px");
  const place = new Map(all.map((revision, i) => [revision.id, i]));
  const more = make("div");
  body.append(make("div", { class: "card" }, list, more));
  function show(chosen, filtered) {
    list.classList.toggle("filtered", filtered);
    list.replaceChildren();
    more.replaceChildren(lengthen(list, chosen, FEW_REVISIONS, one => revisionRow(one, drawn, place), "revision"));
  }
  show(all, false);
  const words = all.map(revision => [revision.id, revision.message, stateOf(revision), (revision.labels || []).join(" "),
    (revision.marks || []).map(mark => MARK_WORDS[mark]).join(" ")].join(" ").toLowerCase());
  return query => {
    const found = query === "" ? all : all.filter((revision, i) => words[i].includes(query));
    show(found, query !== "");
    return found.length;
  };
}

function revisionRow(revision, drawn, place) {
  const state = stateOf(revision);
  const marks = revision.marks || [];
  const known = data.status || revision.applied;
  const summary = make("summary", {},
    make("code", { class: "id" }, revision.id),
    make("span", { class: "msg" }, revision.message || "(no message)"),
    make("span", { class: "chips" },
      known ? chip(state, state === "failed" ? "bad" : state === "applied" ? "good" : "warn") : "",
      marks.map(mark => chip(MARK_WORDS[mark] || mark, mark === "head" || mark === "current" ? "accent" : "")),
      (revision.labels || []).map(label => chip("branch " + label, "label")),
      (revision.dependsOn || []).map(other => chip("needs " + other)),
      revision.millis !== undefined && !revision.stamped ? chip(took(revision.millis)) : ""));
  const details = make("details", {}, summary);
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(revisionFacts(revision, place));
  });
  return make("li", { class: "rev " + state + (marks.includes("current") ? " current" : "") },
    rail(drawn.rows[place.get(revision.id)], drawn.width), details);
}

function revisionFacts(revision) {
  const applied = revision.at
    ? (revision.stamped ? "stamped " : "") + when(revision.at) + (revision.stamped ? "" : ", in " + took(revision.millis)) + ", by " + revision.by
    : revision.applied ? "yes" : "";
  const last = data.history.journal.filter(entry => entry.revision === revision.id);
  const failure = last.length > 0 && last[last.length - 1].error;
  return facts([
    ["Revises", revision.revises.join(", ") || "nothing: it is the first"],
    ["Depends on", (revision.dependsOn || []).join(", ")],
    ["Replaces", (revision.replaces || []).join(", ")],
    ["Created", when(revision.created)],
    ["Applied", applied],
    ["Failure", failure || ""],
    ["Times in the journal", last.length > 1 ? String(last.length) : ""],
    ["File", revision.source],
  ]);
}
