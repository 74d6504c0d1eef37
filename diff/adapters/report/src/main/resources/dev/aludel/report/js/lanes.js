const LANE = 16;
const TOP = 20;
const MOST_LANES = 10;

/**
 * Where each revision stands and what lines pass it, as one reads the chain from the newest down: a branch is a lane, which is
 * free again after the revision that it began at.
 */
function lanes(revisions) {
  const waiting = [];
  const rows = [];
  for (const revision of revisions) {
    const before = waiting.slice();
    let lane = waiting.indexOf(revision.id);
    if (lane < 0) lane = free(waiting);
    const joining = [];
    before.forEach((id, i) => { if (id === revision.id) { joining.push(i); waiting[i] = null; } });
    const leaving = [];
    revision.revises.forEach((parent, i) => {
      // the first stays in its lane; where others wait for the same parent they meet there
      let to = i === 0 ? lane : waiting.indexOf(parent);
      if (to < 0) to = free(waiting);
      waiting[to] = parent;
      leaving.push(to);
    });
    const passing = [];
    before.forEach((id, i) => { if (id && id !== revision.id) passing.push(i); });
    rows.push({ lane, joining, leaving, passing });
  }
  const width = Math.min(MOST_LANES, 1 + rows.reduce((most, row) => Math.max(most, row.lane, ...row.leaving), 0));
  return { rows, width };
}

function free(waiting) {
  const at = waiting.findIndex(id => !id);
  return at < 0 ? waiting.push(null) - 1 : at;
}

function laneX(lane) {
  return Math.min(lane, MOST_LANES - 1) * LANE + LANE * 0.75;
}

/** The lines beside one revision: from above to its dot, and on down as far as its text is high. */
function rail(row, width) {
  const pixels = width * LANE + LANE / 2;
  const curve = d3.linkVertical();
  const box = d3.create("div").attr("class", "rail").attr("aria-hidden", "true");
  const head = box.append("svg").attr("width", pixels).attr("height", TOP);
  const rest = box.append("svg").attr("class", "rest").attr("width", pixels)
    .attr("viewBox", "0 0 " + pixels + " 100").attr("preserveAspectRatio", "none");
  const x = laneX(row.lane);
  for (const lane of row.passing) {
    straight(head, laneX(lane), TOP, lane);
    straight(rest, laneX(lane), 100, lane);
  }
  for (const lane of row.joining) {
    line(head, curve({ source: [laneX(lane), 0], target: [x, TOP] }), lane);
  }
  for (const lane of row.leaving) {
    line(rest, curve({ source: [x, 0], target: [laneX(lane), 100] }), lane);
  }
  const dot = box.append("span").attr("class", "dot lane-" + row.lane % 8).node();
  dot.style.left = x + "px";
  dot.style.top = TOP + "px";
  return box.node();
}

function straight(svg, x, height, lane) {
  line(svg, "M" + x + ",0V" + height, lane);
}

function line(svg, path, lane) {
  svg.append("path").attr("d", path).attr("class", "lane-" + lane % 8);
}
