const FEW_TABLES = 50;

/** The schema: a picture, and the same as a list. */
function schema(body) {
  if (!data.schema) {
    body.append(make("p", { class: "card empty" }, "The schema is not known; why stands at the top."));
    return () => 0;
  }
  const { tables, links, others } = data.schema;
  tables.forEach((table, i) => { table.id = "t" + i; });
  const byName = new Map(tables.map(table => [table.name, table]));
  const out = d3.group(links, link => link.from);
  const into = d3.group(links, link => link.to);
  body.append(make("p", { class: "lead" }, schemaSentence(tables)));
  const picture = make("div", { class: "card view" });
  const list = make("ul");
  const more = make("div");
  body.append(picture, make("h3", {}, "Tables"), make("div", { class: "card tables" }, list, more));
  const changed = others.filter(other => other.mark);
  if (others.length > 0) {
    body.append(make("details", { class: "fold", open: changed.length > 0 && others.length < 40 },
      make("summary", {}, "Beside tables: " + count(others.length, "object") + (changed.length > 0 ? ", " + changed.length + " pending" : "")),
      make("div", { class: "card pad" }, memberList(changed.concat(others.filter(other => !other.mark)).slice(0, 500)))));
  }
  function show(chosen, searched) {
    drawPicture(picture, chosen, tables, links, searched);
    list.replaceChildren();
    const sorted = chosen.slice().sort((a, b) => (b.mark ? 1 : 0) - (a.mark ? 1 : 0) || d3.ascending(a.name, b.name));
    more.replaceChildren(lengthen(list, sorted, FEW_TABLES, table => tableItem(table, byName, out, into), "table"));
    if (chosen.length === 0) list.append(make("li", { class: "empty" }, tables.length === 0 ? "There are no tables yet." : "No table is called so."));
  }
  show(tables, false);
  openHash(byName, show, tables);
  const words = tables.map(table => [table.name, table.mark || "", table.was || "", ...table.columns.map(column => column.name)].join(" ").toLowerCase());
  return query => {
    const found = query === "" ? tables : tables.filter((table, i) => words[i].includes(query));
    show(found, query !== "");
    return found.length;
  };
}

function schemaSentence(tables) {
  const marked = d3.rollup(tables.filter(table => table.mark), list => list.length, table => table.mark);
  const says = ["added", "removed", "changed", "renamed"].filter(mark => marked.has(mark)).map(mark => marked.get(mark) + " " + mark);
  return count(tables.length, "table") + (data.status ? "" : " as the revisions make them")
    + (!data.wantedKnown ? ". What is pending could not be told." : says.length > 0 ? "; pending: " + says.join(", ") + "." : "; nothing is pending.");
}

function tableItem(table, byName, out, into) {
  const details = make("details", { id: table.id }, make("summary", {},
    make("b", { class: table.mark }, table.name), markChip(table),
    make("small", {}, count(table.columns.length, "column"))));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(tableBody(table, byName, out, into));
  });
  return make("li", {}, details);
}

function tableBody(table, byName, out, into) {
  const rows = table.columns.map(column => make("tr", { class: column.mark },
    make("td", {}, make("code", {}, column.name), column.mark ? make("span", { class: "was" }, SIGNS[column.mark]) : ""),
    make("td", {}, make("code", {}, column.details), column.was ? make("span", { class: "was" }, "was " + column.was) : ""),
    make("td", { class: "tight" }, column.key || "")));
  return make("div", { class: "body" },
    table.comment ? make("p", {}, table.comment) : "",
    make("table", { class: "grid" }, make("caption", { class: "hidden" }, "Columns of " + table.name),
      make("thead", {}, make("tr", {}, ["Column", "Definition", "Key"].map(name => make("th", { scope: "col" }, name)))),
      make("tbody", {}, rows)),
    memberList(table.others),
    linked("Points at", (out.get(table.name) || []).map(link => link.to), byName),
    linked("Pointed at by", (into.get(table.name) || []).map(link => link.from), byName));
}

function memberList(members) {
  return make("ul", { class: "others" }, members.map(member => make("li", {}, markChip({ mark: member.mark, was: "" }), make("code", {}, member.text),
    member.was ? make("span", { class: "was" }, "was " + member.was) : "")));
}

function linked(words, names, byName) {
  const tables = [...new Set(names)].map(name => byName.get(name)).filter(Boolean);
  return tables.length === 0 ? "" : make("div", { class: "linked" }, words + ":",
    tables.slice(0, 50).map(table => make("a", { href: "#" + table.id }, table.name)));
}

/** A link to a table opens it, and shows it first when it is not on the page. */
function openHash(byName, show, tables) {
  function open() {
    const table = tables.find(one => "#" + one.id === location.hash);
    if (!table) return;
    if (!byId(table.id)) show([table], true);
    const details = byId(table.id);
    details.open = true;
    details.querySelector("summary").focus({ preventScroll: true });
    details.scrollIntoView({ block: "start" });
  }
  addEventListener("hashchange", open);
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a");
    const to = link && (link.getAttribute("href") || "");
    if (to && to === location.hash) open();
  });
  if (location.hash) requestAnimationFrame(open);
}
