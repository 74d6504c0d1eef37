const TRACK = 40;

/** How long each lock is held: from its statement to the end of the transaction that it is in. */
function held(steps) {
  const locks = [];
  for (const part of steps.flatMap(step => step.segments)) {
    const end = part.statements.length > 0 ? part.statements[part.statements.length - 1].number : 0;
    const open = new Map();
    for (const one of part.statements) {
      for (const lock of one.locks) {
        const before = open.get(lock.table);
        if (before && before.strength >= lock.strength) continue;
        if (before) before.to = one.number - 1;
        const bar = { ...lock, from: one.number, to: part.how === "transaction" ? end : one.number };
        open.set(lock.table, bar);
        locks.push(bar);
      }
    }
  }
  return locks.filter(lock => lock.to >= lock.from);
}

function timeline(body) {
  const steps = data.plan.steps;
  const all = steps.flatMap(step => step.segments).flatMap(part => part.statements);
  const locks = held(steps);
  if (locks.length === 0) {
    body.append(make("p", { class: "card empty" }, "No table that is there already is locked."));
    return;
  }
  const names = [...new Set(locks.map(lock => lock.table))];
  const few = names.slice(0, 40);
  const svg = drawTimeline(steps, all, locks.filter(lock => few.includes(lock.table)), few, (body.clientWidth || 900) - 4);
  const spoken = locks.slice(0, 100).map(lock => make("tr", {}, make("td", {}, lock.table), make("td", {}, lock.level),
    make("td", {}, lock.blocks === "reads" ? "reads and writes" : lock.blocks || "neither"), make("td", { class: "number" }, lock.from + "–" + lock.to)));
  body.append(make("h3", {}, "Locks over time"),
    make("ul", { class: "legend", "aria-label": "Legend" }, key("reads", "reads and writes of others wait"), key("writes", "writes of others wait"),
      key("light", "neither waits"), make("li", {}, "▲ data at stake"), make("li", {}, "● warning"), make("li", {}, "┆ commit")),
    make("div", { class: "card" }, scrolling("Timeline of locks, scrolls", "scroll", svg.node()),
      few.length < names.length ? make("p", { class: "empty" }, "Shown are " + few.length + " of " + names.length + " tables that are locked.") : "",
      make("details", { class: "fold pad" }, make("summary", {}, "The same as a table"),
        scrolling("Locks over time as a table, scrolls", "wide", make("table", { class: "grid" }, make("caption", { class: "hidden" }, "Locks over time"),
          make("thead", {}, make("tr", {}, ["Table", "Lock", "Stops", "Statements"].map(name => make("th", { scope: "col" }, name)))),
          make("tbody", {}, spoken))))));
}

function drawTimeline(steps, all, locks, names, room) {
  const left = 12, top = 58, slot = Math.max(30, Math.min(120, (room - left * 2) / all.length));
  const width = Math.max(left * 2 + all.length * slot, Math.min(room, 420)), height = top + names.length * TRACK + 12;
  const svg = d3.create("svg").attr("class", "locks").attr("width", width).attr("height", height).attr("role", "img")
    .attr("aria-label", "Timeline: " + count(names.length, "table") + " locked during " + count(all.length, "statement"));
  const x = d3.scaleLinear([1, all.length + 1], [left, left + all.length * slot]);
  const y = d3.scaleBand(names, [top, top + names.length * TRACK]);
  const bands = steps.map(step => ({ step, numbers: step.segments.flatMap(part => part.statements).map(one => one.number) })).filter(band => band.numbers.length > 0);
  bands.forEach((band, i) => {
    const from = x(band.numbers[0]), to = x(band.numbers[band.numbers.length - 1] + 1);
    if (i % 2 === 0) svg.append("rect").attr("class", "band").attr("x", from).attr("y", 0).attr("width", to - from).attr("height", height);
    const room = i === bands.length - 1 ? Math.max(to, width - left) - from - 8 : to - from - 8;
    const name = svg.append("text").attr("class", "step").attr("x", from + 4).attr("y", 16).text(clipped(band.step.revision + "  " + band.step.message, room, true));
    name.append("title").text(band.step.revision + "  " + band.step.message);
  });
  for (const part of steps.flatMap(step => step.segments)) {
    if (part.statements.length === 0) continue;
    const end = x(part.statements[part.statements.length - 1].number + 1);
    svg.append("line").attr("class", "part").attr("x1", end).attr("x2", end).attr("y1", 22).attr("y2", height);
  }
  for (const one of all) {
    const middle = x(one.number) + slot / 2;
    svg.append("text").attr("x", middle).attr("y", 34).attr("text-anchor", "middle").text(one.number).append("title").text(one.sql);
    const worst = ["ERROR", "WARN"].find(level => one.hazards.some(hazard => hazard.level === level));
    if (worst) {
      svg.append("text").attr("class", "mark " + worst.toLowerCase()).attr("x", middle).attr("y", 50).text(worst === "ERROR" ? "▲" : "●")
        .append("title").text(one.hazards.map(hazard => hazard.detail).join("\n"));
    }
  }
  for (const name of names) {
    const row = y(name);
    svg.append("line").attr("x1", 0).attr("x2", width).attr("y1", row).attr("y2", row);
    const first = d3.min(locks.filter(lock => lock.table === name), lock => x(lock.from));
    const wide = measure(name, true) + 8;
    const at = Math.max(4, Math.min(first + 2, width - wide));
    svg.append("text").attr("class", "table").attr("x", at).attr("y", row + 14).text(clipped(name, width - at, true));
    for (const lock of locks.filter(one => one.table === name)) {
      svg.append("rect").attr("class", lock.blocks || "light").attr("x", x(lock.from) + 2).attr("y", row + 20).attr("rx", 4)
        .attr("width", x(lock.to + 1) - x(lock.from) - 4).attr("height", 14)
        .append("title").text(lock.table + ": " + lock.level + ", statements " + lock.from + " to " + lock.to);
    }
  }
  return svg;
}
