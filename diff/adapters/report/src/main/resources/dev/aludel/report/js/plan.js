const HOWS = { transaction: "in one transaction", alone: "outside a transaction", batches: "in batches, each a transaction" };

function plan(body) {
  if (!data.plan) {
    body.append(make("p", { class: "card empty" }, "What an upgrade would run is not known; why stands at the top."));
    return;
  }
  if (data.plan.statements === 0 && data.plan.steps.length === 0) {
    body.append(make("p", { class: "card empty" }, "Nothing is pending: an upgrade would run nothing."));
    return;
  }
  numbered();
  const time = d3.sum(data.plan.steps.flatMap(step => step.segments).flatMap(part => part.statements), one => one.millis || 0);
  body.append(make("p", { class: "lead" }, "An upgrade would apply " + count(data.plan.revisions, "revision") + " with " + count(data.plan.statements, "statement")
    + (time >= 1000 ? "; those that read or write whole tables take some " + took(Math.round(time / 1000) * 1000).replace(".0", "") + ", by what the server last counted" : "") + "."));
  if (data.plan.left > 0) {
    body.append(note("", make("p", {}, "Only the first " + (data.plan.statements - data.plan.left) + " statements are shown; the other "
      + data.plan.left.toLocaleString("en") + " are in the script that upgrade --sql writes.")));
  }
  timeline(body);
  for (const step of data.plan.steps) {
    if (step.segments.some(part => part.statements.length > 0 || part.code)) body.append(stepCard(step));
  }
}

/** Every statement gets its number, which the timeline has too. */
function numbered() {
  let number = 0;
  for (const step of data.plan.steps) {
    for (const part of step.segments) for (const one of part.statements) one.number = ++number;
  }
}

function stepCard(step) {
  const card = make("article", { class: "card step" },
    make("h4", {}, make("code", {}, step.revision), make("span", {}, step.message || "(no message)")));
  if (step.losses.length > 0) {
    card.append(note("bad", make("p", {}, "Takes away what nothing else holds:"),
      make("ul", {}, step.losses.slice(0, 20).map(line => make("li", {}, make("code", {}, line))))));
  }
  step.segments.forEach((part, i) => {
    const which = step.segments.length > 1 ? "Part " + (i + 1) + " of " + step.segments.length + ", " : "Runs ";
    card.append(make("p", { class: "how" }, which + HOWS[part.how]),
      part.code ? make("ol", {}, make("li", {}, "Runs code of the application; what it does is not known before.")) : make("ol", {}, part.statements.map(statement)));
  });
  return card;
}

function statement(one) {
  return make("li", { id: "s" + one.number },
    make("pre", {}, make("code", {}, make("span", { class: "n" }, one.number + "  "), one.sql)),
    one.locks.length === 0 && !one.estimate ? "" : make("span", { class: "chips" },
      one.locks.map(lock => chip("locks " + lock.table + ": " + lock.level + (lock.blocks === "reads" ? " (stops reads and writes)" : lock.blocks === "writes" ? " (stops writes)" : ""), lock.blocks)),
      one.estimate ? chip(one.estimate) : ""),
    one.hazards.map(hazard => make("p", { class: "hazard" }, chip(hazard.level.toLowerCase() + " " + hazard.kind.toLowerCase().replace(/_/g, " "), hazard.level.toLowerCase()), hazard.detail)));
}
