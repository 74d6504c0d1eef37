const data = JSON.parse(document.getElementById("data").textContent);

/** An element. Text goes in as text alone: nothing that comes from a database is ever read as HTML. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== "") element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(child => child !== undefined && child !== null && child !== ""));
  return element;
}

function byId(id) {
  return document.getElementById(id);
}

/** "1 table", "2 tables", "1,000 tables". */
function count(number, one, many) {
  return number.toLocaleString("en") + " " + (number === 1 ? one : many || one + "s");
}

function when(text) {
  return text ? text.slice(0, 16).replace("T", " ") + " UTC" : "";
}

function took(millis) {
  if (millis < 1000) return millis + " ms";
  if (millis < 60000) return (millis / 1000).toFixed(1) + " s";
  return Math.floor(millis / 60000) + " min " + Math.floor(millis / 1000 % 60) + " s";
}

function chip(text, kind) {
  return make("span", { class: "chip " + (kind || "") }, text);
}

const SIGNS = { added: "+ added", removed: "− removed", changed: "~ changed", renamed: "→ renamed" };

function markChip(thing) {
  if (!thing.mark) return undefined;
  return chip(SIGNS[thing.mark] + (thing.mark === "renamed" ? ", was " + thing.was : ""), thing.mark);
}

function key(kind, text) {
  return make("li", {}, make("span", { class: "key " + kind, "aria-hidden": "true" }), text);
}

/** Names and values, one below the other. */
function facts(pairs) {
  const list = make("dl", { class: "facts" });
  for (const [name, value] of pairs) {
    if (value !== undefined && value !== "") list.append(make("dt", {}, name), make("dd", {}, value));
  }
  return list;
}

/** Adds the items of a long list a few at a time; says how many there are. */
function lengthen(list, items, few, draw, name) {
  const box = make("div", { class: "more" });
  let shown = 0;
  function show(number) {
    for (const item of items.slice(shown, number)) list.append(draw(item));
    shown = Math.min(number, items.length);
    box.hidden = shown >= items.length;
    box.replaceChildren(button("Show all " + count(items.length, name) + " (" + shown.toLocaleString("en") + " shown)", () => {
      const next = shown;
      show(items.length);
      list.children[next]?.querySelector("summary, a, button")?.focus();
    }));
  }
  show(few);
  return box;
}

function button(text, act, attributes) {
  const element = make("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", act);
  return element;
}

/** Something wider than a phone: scrolls by itself, by keys too. */
function scrolling(label, className, ...children) {
  return make("div", { class: className, tabindex: "0", role: "region", "aria-label": label }, ...children);
}

function note(kind, ...children) {
  return make("div", { class: "note " + kind }, ...children);
}
