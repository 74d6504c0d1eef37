const GAP = 22;
const BETWEEN = 64;

/**
 * Puts tables that hang together into columns, what points to the left of what it points at; d3's forces find the order within
 * a column. Links that pass a column have a place in it, so that they go between the boxes.
 */
function arranged(boxes, ties) {
  const at = new Map(boxes.map(one => [one.table.name, one]));
  const proper = ties.filter(tie => tie.from !== tie.to);
  const columns = columnsOf(boxes, proper);
  const nodes = boxes.slice();
  const springs = [];
  const ways = new Map();
  for (const tie of proper) {
    const from = at.get(tie.from), to = at.get(tie.to);
    const step = Math.sign(to.column - from.column);
    const way = [];
    for (let column = from.column + step; step !== 0 && column !== to.column; column += step) {
      way.push({ column, width: columns[column].width, height: 6 });
    }
    const along = [from, ...way, to];
    for (let i = 1; i < along.length; i++) springs.push({ source: along[i - 1], target: along[i] });
    nodes.push(...way);
    ways.set(tie, way);
  }
  settle(nodes, springs, columns);
  const top = d3.min(nodes, node => node.y) || 0;
  nodes.forEach(node => { node.y -= top; });
  const last = columns[columns.length - 1];
  return {
    boxes, width: last.x + last.width + 26, height: d3.max(nodes, node => node.y + node.height),
    ties: ties.map(tie => ({ tie, points: route(at.get(tie.from), at.get(tie.to), ways.get(tie) || [], columns, tie) })),
  };
}

/** Gives each box its column; the one that points at nothing stands as far left as those that point at it allow. */
function columnsOf(boxes, ties) {
  const out = d3.group(ties, tie => tie.from);
  const rank = new Map();
  const open = new Set();
  function rankOf(name) {
    if (rank.has(name)) return rank.get(name);
    if (open.has(name)) return -1;
    open.add(name);
    const mine = 1 + (d3.max(out.get(name) || [], tie => rankOf(tie.to)) ?? -1);
    rank.set(name, mine);
    return mine;
  }
  boxes.forEach(one => rankOf(one.table.name));
  const into = d3.group(ties, tie => tie.to);
  for (const one of boxes.slice().sort((a, b) => rank.get(b.table.name) - rank.get(a.table.name))) {
    const nearest = d3.min((into.get(one.table.name) || []).filter(tie => rank.get(tie.from) > rank.get(one.table.name)), tie => rank.get(tie.from));
    if (nearest !== undefined) rank.set(one.table.name, nearest - 1);
  }
  const most = Math.max(4, Math.ceil(Math.sqrt(boxes.length) * 1.25));
  const columns = [];
  let x = 0;
  const ranks = d3.groups(boxes, one => rank.get(one.table.name)).sort((a, b) => b[0] - a[0]);
  for (const [, group] of ranks) {
    const parts = Math.ceil(group.length / most);
    for (let part = 0; part < parts; part++) {
      const some = group.filter((one, i) => i % parts === part);
      const width = d3.max(some, one => one.width);
      some.forEach(one => { one.column = columns.length; });
      columns.push({ x, width });
      x += width + BETWEEN;
    }
  }
  return columns;
}

function settle(nodes, springs, columns) {
  nodes.forEach((node, i) => {
    node.fx = columns[node.column].x;
    node.y = (i % 7) * 90;
  });
  const simulation = d3.forceSimulation(nodes).stop()
    .force("links", d3.forceLink(springs).distance(0).strength(0.5))
    .force("middle", d3.forceY(0).strength(0.03));
  simulation.tick(80);
  spread(nodes, columns);
  for (let round = 0; round < 40; round++) {
    simulation.alpha(0.35).tick(3);
    spread(nodes, columns);
  }
  nodes.forEach(node => {
    node.x = node.fx;
    node.y -= node.height / 2;
  });
}

/** Keeps what is in one column apart, around where it wants to be. */
function spread(nodes, columns) {
  columns.forEach((column, number) => {
    const some = nodes.filter(node => node.column === number).sort((a, b) => a.y - b.y);
    const blocks = [];
    for (const node of some) {
      let block = { nodes: [node], height: node.height + GAP, wish: node.y };
      while (blocks.length > 0) {
        const above = blocks[blocks.length - 1];
        if (above.wish + above.height / 2 <= block.wish - block.height / 2) break;
        blocks.pop();
        const weight = above.nodes.length + block.nodes.length;
        block = {
          nodes: above.nodes.concat(block.nodes), height: above.height + block.height,
          wish: (above.wish * above.nodes.length + block.wish * block.nodes.length) / weight,
        };
      }
      blocks.push(block);
    }
    for (const block of blocks) {
      let y = block.wish - block.height / 2;
      for (const node of block.nodes) {
        node.y = y + (node.height + GAP) / 2;
        node.vy = 0;
        y += node.height + GAP;
      }
    }
  });
}

/** From the row of the first column that points to the row that is pointed at. */
function route(from, to, way, columns, tie) {
  const start = rowOf(from, tie.columns.split(", ")[0]), end = rowOf(to, tie.target);
  if (from.column === to.column) {
    const edge = columns[from.column].x + Math.max(from.width, to.width);
    return [[from.x + from.width, start], [edge + 24, start], [edge + 24, end], [to.x + to.width, end]];
  }
  const right = to.column > from.column;
  const points = [[right ? from.x + from.width : from.x, start]];
  for (const node of way) {
    const ends = [[node.x, node.y + 3], [node.x + node.width, node.y + 3]];
    points.push(...(right ? ends : ends.reverse()));
  }
  points.push([right ? to.x : to.x + to.width, end]);
  return points;
}

function rowOf(one, column) {
  const row = one.rows.findIndex(row => row.column === column);
  return one.y + (row < 0 ? HEAD / 2 : HEAD + 10 + row * ROW);
}
