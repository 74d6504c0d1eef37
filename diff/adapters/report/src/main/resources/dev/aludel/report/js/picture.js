const MOST_TABLES = 40;
const MOST_COLUMNS = 7;
const ROW = 17;
const HEAD = 27;
const SCALES = { least: 0.2, most: 2, readable: 0.8, fits: 0.62 };

/** Which tables the picture has: all, or where they are many those that change, then those that most hangs on, then their neighbours. */
function pictured(chosen, tables, links, searched) {
  if (!searched && chosen.length <= MOST_TABLES) return chosen;
  const ties = new Map();
  for (const link of links) {
    ties.set(link.from, (ties.get(link.from) || 0) + 1);
    ties.set(link.to, (ties.get(link.to) || 0) + 1);
  }
  const ranked = chosen.slice().sort((a, b) => (b.mark ? 1 : 0) - (a.mark ? 1 : 0) || (ties.get(b.name) || 0) - (ties.get(a.name) || 0));
  const names = new Set(ranked.slice(0, searched ? 24 : MOST_TABLES - 10).map(table => table.name));
  for (const link of links) {
    if (names.size >= MOST_TABLES) break;
    if (ranked.some(table => table.name === link.from || table.name === link.to) && (names.has(link.from) || names.has(link.to))) {
      names.add(link.from);
      names.add(link.to);
    }
  }
  return tables.filter(table => names.has(table.name));
}

const measure = (() => {
  const context = document.createElement("canvas").getContext("2d");
  return (text, bold) => {
    context.font = (bold ? "650 12.5px" : "11.5px") + " system-ui, 'DejaVu Sans', sans-serif";
    return context.measureText(text).width;
  };
})();

function clipped(text, width, bold) {
  if (measure(text, bold) <= width) return text;
  let end = text.length;
  while (end > 1 && measure(text.slice(0, end) + "…", bold) > width) end--;
  return text.slice(0, end) + "…";
}

/** The type alone, and in short. */
function typeOf(details) {
  return details.replace(/ (not null|default|identity|generated|collate)\b.*/s, "").replace("timestamp with time zone", "timestamptz")
    .replace(" without time zone", "").replace("character varying", "varchar");
}

/** What of a table stands in its box: keys and what changes first, in the table's order. */
function box(table) {
  const first = table.columns.filter(column => column.mark || column.key);
  const kept = new Set(first.concat(table.columns.filter(column => !first.includes(column))).slice(0, MOST_COLUMNS));
  const rows = table.columns.filter(column => kept.has(column)).map(column => ({
    column: column.name, mark: column.mark, left: (column.mark ? SIGNS[column.mark][0] + " " : "") + column.name,
    right: (column.key ? column.key + " " : "") + typeOf(column.details),
  }));
  const title = (table.mark ? SIGNS[table.mark][0] + " " : "") + table.name;
  const widest = d3.max(rows, row => measure(row.left) + measure(row.right) + 34) || 0;
  const width = Math.min(240, Math.max(120, widest, measure(title, true) + 24));
  const left = table.columns.length - rows.length;
  return { table, title, rows, left, width, height: HEAD + 6 + rows.length * ROW + (left > 0 ? ROW : 0) };
}

function layout(boxes, links, room) {
  const at = new Map(boxes.map(one => [one.table.name, one]));
  const ties = links.filter(link => at.has(link.from) && at.has(link.to));
  const parts = components(boxes, ties).map(part => arranged(part, ties.filter(link => part.includes(at.get(link.from)))));
  parts.sort((a, b) => b.boxes.length - a.boxes.length || b.height - a.height);
  const width = Math.max(room, d3.max(parts, part => part.width) || 0);
  let x = 0, y = 0, high = 0, wide = 0;
  for (const part of parts) {
    if (x > 0 && x + part.width > width) { x = 0; y += high + 28; high = 0; }
    for (const one of part.boxes) { one.x += x; one.y += y; }
    for (const tie of part.ties) tie.points = tie.points.map(point => [point[0] + x, point[1] + y]);
    x += part.width + 28;
    high = Math.max(high, part.height);
    wide = Math.max(wide, x - 28);
  }
  return { boxes, ties: parts.flatMap(part => part.ties), width: wide, height: y + high };
}

/** Tables that hang together, so that each group is laid out by itself. */
function components(boxes, ties) {
  const group = new Map(boxes.map(one => [one.table.name, [one]]));
  for (const tie of ties) {
    const a = group.get(tie.from), b = group.get(tie.to);
    if (a !== b) {
      a.push(...b);
      b.forEach(one => group.set(one.table.name, a));
    }
  }
  return [...new Set(group.values())];
}

function drawPicture(card, chosen, tables, links, searched) {
  const shown = pictured(chosen, tables, links, searched);
  if (shown.length === 0) {
    card.hidden = true;
    return;
  }
  card.hidden = false;
  const room = card.clientWidth || 900;
  const plan = layout(shown.map(box), links, room - 32);
  const width = plan.width + 32, height = plan.height + 32;
  const svg = d3.create("svg").attr("class", "er").attr("viewBox", [-16, -16, width, height].join(" ")).attr("role", "group")
    .attr("aria-label", "Entity-relationship picture of " + count(shown.length, "table") + "; the list below tells the same");
  markers(svg);
  const edges = svg.append("g");
  for (const { tie, points } of plan.ties) {
    edges.append("path").datum(tie).attr("class", "link " + (tie.mark || ""))
      .attr("d", (tie.from === tie.to || points[1][0] === points[2]?.[0] ? d3.line().curve(d3.curveBasis) : d3.line().curve(d3.curveBumpX))(points))
      .attr("marker-start", "url(#many" + (tie.mark || "") + ")").attr("marker-end", "url(#one" + (tie.mark || "") + ")")
      .append("title").text(tie.from + " (" + tie.columns + ") → " + tie.to + (tie.mark ? ", " + tie.mark : ""));
  }
  for (const one of plan.boxes) drawBox(svg, one, edges);
  const scroll = scrolling("Entity-relationship picture, scrolls", "scroll");
  scroll.append(svg.node());
  const all = chosen.length === shown.length && !searched;
  const says = make("span", {}, all ? "" : searched
    ? "What was found and its neighbours: " + shown.length + " of " + tables.length.toLocaleString("en") + " tables"
    : shown.length + " of " + tables.length.toLocaleString("en") + " tables: those that change and those that most hangs on. Search for others.");
  const tools = make("div", { class: "tools", role: "group", "aria-label": "Size of the picture" });
  card.replaceChildren(tools, scroll);
  const first = plan.boxes.find(one => one.table.mark) || plan.boxes[0];
  zooming(tools, says, scroll, svg, width, height, [first.x + first.width / 2 + 16, first.y + first.height / 2 + 16]);
  card.append(make("ul", { class: "legend pad" }, ["added", "removed", "changed", "renamed"].map(mark => key(mark, mark)),
    make("li", {}, "PK primary key"), make("li", {}, "FK foreign key"), make("li", {}, "the forked end has many rows")));
}

function drawBox(svg, one, edges) {
  const { table } = one;
  const link = svg.append("a").attr("href", "#" + table.id).attr("class", table.mark || "")
    .attr("transform", "translate(" + one.x + "," + one.y + ")")
    .attr("aria-label", "table " + table.name + (table.mark ? ", " + table.mark : "") + ", " + count(table.columns.length, "column"));
  const near = on => () => edges.selectAll("path.link").classed("near", tie => on && (tie.from === table.name || tie.to === table.name));
  link.on("mouseenter focus", near(true)).on("mouseleave blur", near(false));
  link.append("title").text(table.name + (table.comment ? "\n" + table.comment : ""));
  link.append("rect").attr("class", "box").attr("width", one.width).attr("height", one.height).attr("rx", 7);
  link.append("rect").attr("class", "head").attr("x", 1).attr("y", 1).attr("width", one.width - 2).attr("height", HEAD - 2).attr("rx", 6);
  link.append("text").attr("class", "name").attr("x", 10).attr("y", 18).text(clipped(one.title, one.width - 20, true));
  one.rows.forEach((row, i) => {
    const y = HEAD + 14 + i * ROW;
    const right = clipped(row.right, one.width * 0.5);
    link.append("text").attr("class", row.mark || "").attr("x", 10).attr("y", y).text(clipped(row.left, one.width - 30 - measure(right)));
    link.append("text").attr("class", "type").attr("x", one.width - 10).attr("y", y).attr("text-anchor", "end").text(right);
  });
  if (one.left > 0) link.append("text").attr("class", "more").attr("x", 10).attr("y", HEAD + 14 + one.rows.length * ROW).text("and " + one.left + " more");
}

/** The ends of a foreign key: many rows here, one there. */
function markers(svg) {
  const defs = svg.append("defs");
  for (const mark of ["", "added", "removed"]) {
    defs.append("marker").attr("id", "many" + mark).attr("class", mark).attr("viewBox", "0 0 12 12").attr("refX", 0).attr("refY", 6)
      .attr("markerWidth", 12).attr("markerHeight", 12).attr("markerUnits", "userSpaceOnUse").attr("orient", "auto")
      .append("path").attr("d", "M0,1L10,6M0,11L10,6");
    defs.append("marker").attr("id", "one" + mark).attr("class", mark).attr("viewBox", "0 0 12 12").attr("refX", 12).attr("refY", 6)
      .attr("markerWidth", 12).attr("markerHeight", 12).attr("markerUnits", "userSpaceOnUse").attr("orient", "auto")
      .append("path").attr("d", "M6,1V11");
  }
}

function zooming(tools, says, scroll, svg, width, height, start) {
  const fit = () => Math.max(SCALES.least, Math.min(1, (scroll.clientWidth - 2) / width));
  let scale = fit() < SCALES.fits ? SCALES.readable : fit();
  function to(next) {
    const middle = [(scroll.scrollLeft + scroll.clientWidth / 2) / scale, (scroll.scrollTop + scroll.clientHeight / 2) / scale];
    scale = Math.min(SCALES.most, Math.max(SCALES.least, next));
    svg.attr("width", Math.round(width * scale)).attr("height", Math.round(height * scale));
    scroll.scrollTo(middle[0] * scale - scroll.clientWidth / 2, middle[1] * scale - scroll.clientHeight / 2);
  }
  tools.append(button("−", () => to(scale / 1.25), { "aria-label": "Smaller" }), button("+", () => to(scale * 1.25), { "aria-label": "Larger" }),
    button("Fit", () => to(fit()), { "aria-label": "Fit into the page" }), says);
  to(scale);
  scroll.scrollTo(start[0] * scale - scroll.clientWidth / 2, start[1] * scale - scroll.clientHeight / 2);
  let from = null;
  scroll.addEventListener("pointerdown", event => {
    if (event.pointerType === "mouse" && event.button === 0) from = [event.clientX + scroll.scrollLeft, event.clientY + scroll.scrollTop];
  });
  addEventListener("pointermove", event => { if (from) scroll.scrollTo(from[0] - event.clientX, from[1] - event.clientY); });
  addEventListener("pointerup", () => { from = null; });
}
