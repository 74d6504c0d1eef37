const MOST_BARS = 80;
const FEW_ENTRIES = 25;

function barKind(entry) {
  return entry.state === "failed" ? "failed" : entry.direction === "downgrade" ? "down" : "up";
}

/** What was run when, how long it took, and what became of it. */
function journal(body) {
  const entries = data.history.journal;
  if (entries.length === 0) {
    body.append(make("p", { class: "card empty" }, data.status ? "The journal is empty: nothing was run yet." : "No database was asked what was run."));
    return;
  }
  const failed = entries.filter(entry => entry.state === "failed").length;
  body.append(make("p", { class: "lead" }, "The journal has " + count(entries.length + data.history.journalLeft, "line")
    + (data.history.journalLeft > 0 ? ", of which the newest " + entries.length.toLocaleString("en") + " are here" : "")
    + (failed > 0 ? "; " + failed + " failed." : ".")));
  const runs = entries.filter(entry => entry.direction !== "stamp" && entry.state !== "started").slice(-MOST_BARS);
  if (runs.length > 0) {
    const place = make("div", { class: "pad" });
    body.append(make("h3", {}, "How long it took"),
      make("ul", { class: "legend", "aria-label": "Legend" }, key("up", "upgrade"), key("down", "downgrade"), key("fail", "× failed"),
        make("li", {}, "each line up is ten times as long")),
      make("div", { class: "card" }, place));
    let wide = 0;
    new ResizeObserver(() => {
      if (place.clientWidth !== wide) {
        wide = place.clientWidth;
        place.replaceChildren(bars(runs, Math.max(240, wide - 36)).node());
      }
    }).observe(place);
  }
  const newest = entries.slice().reverse();
  const rows = make("tbody");
  const more = make("div");
  body.append(make("h3", {}, "Journal, newest first"), make("div", { class: "card" },
    scrolling("Journal, scrolls", "wide pad", make("table", { class: "grid journal" }, make("caption", { class: "hidden" }, "Journal, newest first"),
      make("thead", {}, make("tr", {}, ["When", "What", "Revision", "Took", "By"].map(name => make("th", { scope: "col" }, name)))), rows)), more));
  more.append(lengthen(rows, newest, FEW_ENTRIES, journalRow, "line"));
}

function journalRow(entry) {
  const kind = entry.state === "failed" ? "bad" : entry.state === "done" ? "" : "warn";
  return make("tr", {},
    make("td", { class: "tight" }, when(entry.at)),
    make("td", { class: "tight" }, chip(entry.direction + (entry.state === "done" ? "" : " " + entry.state), kind || (entry.direction === "downgrade" ? "renamed" : ""))),
    make("td", { class: "what" }, make("code", {}, entry.revision), " " + entry.message, entry.error ? make("span", { class: "was" }, entry.error) : ""),
    make("td", { class: "number" }, took(entry.millis)),
    make("td", { class: "tight" }, entry.by + (entry.role ? " as " + entry.role : "")));
}

function bars(runs, width) {
  const height = 220, left = 52, bottom = 26, top = 14;
  const longest = Math.max(10, d3.max(runs, run => run.millis));
  const x = d3.scaleBand(runs.map((run, i) => i), [left, width]).paddingInner(0.25).paddingOuter(0.2);
  const y = d3.scaleLog([1, longest * 1.3], [height - bottom, top]);
  const svg = d3.create("svg").attr("class", "bars").attr("viewBox", "0 0 " + width + " " + height).attr("role", "img")
    .attr("aria-label", "Durations of the last " + count(runs.length, "run") + "; the longest took " + took(d3.max(runs, run => run.millis)) + ". The journal below has them all.");
  const ticks = d3.range(0, Math.ceil(Math.log10(longest)) + 1).map(power => 10 ** power).filter(value => value <= longest * 1.3);
  svg.append("g").attr("class", "axis").attr("transform", "translate(" + left + ",0)")
    .call(d3.axisLeft(y).tickValues(ticks).tickSize(left - width).tickFormat(value => took(value).replace(".0", "").replace(" min 40 s", " min")));
  const wide = Math.min(x.bandwidth(), 34);
  runs.forEach((run, i) => {
    const at = x(i) + (x.bandwidth() - wide) / 2, from = y(Math.max(1.6, run.millis));
    svg.append("rect").attr("class", barKind(run)).attr("x", at).attr("width", wide).attr("y", from).attr("height", height - bottom - from).attr("rx", Math.min(3, wide / 2))
      .append("title").text(run.direction + " " + run.revision + " " + run.message + "\n" + when(run.at) + ", " + took(run.millis) + ", " + run.state);
    if (run.state === "failed") svg.append("text").attr("class", "x").attr("x", at + wide / 2).attr("y", from - 3).text("×");
  });
  const days = runs.map(run => run.at.slice(0, 10));
  const room = Math.max(1, Math.floor((width - left) / 92));
  let last = "", free = -1e9;
  const labels = svg.append("g").attr("class", "axis");
  days.forEach((day, i) => {
    const at = x(i) + x.bandwidth() / 2;
    if (day === last || at < free || room < 1) return;
    const start = Math.min(at - wide / 2, width - 66);
    if (start < free) return;
    labels.append("text").attr("x", start).attr("y", height - 8).text(day);
    last = day;
    free = start + 84;
  });
  return svg;
}
