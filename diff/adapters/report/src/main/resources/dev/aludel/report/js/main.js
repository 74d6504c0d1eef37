const THEMES = { auto: ["◐", "Auto"], light: ["☀", "Light"], dark: ["☾", "Dark"] };

/** Where a browser keeps nothing for a file, the choice lasts as long as the page. */
function themes() {
  const order = Object.keys(THEMES);
  const switcher = byId("theme");
  let theme = "auto";
  try {
    theme = localStorage.getItem("aludel-theme") || "auto";
  } catch (none) { /* not kept */ }
  function use(next) {
    theme = order.includes(next) ? next : "auto";
    if (theme === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.setAttribute("data-theme", theme);
    const [sign, word] = THEMES[theme];
    switcher.replaceChildren(make("span", { "aria-hidden": "true" }, sign), word);
    switcher.setAttribute("aria-label", "Colours: " + word.toLowerCase() + ". Change them");
    try {
      localStorage.setItem("aludel-theme", theme);
    } catch (none) { /* not kept */ }
  }
  switcher.addEventListener("click", () => use(order[(order.indexOf(theme) + 1) % order.length]));
  use(theme);
}

/** Says in the row of links where one is. */
function whereabouts() {
  const links = [...byId("nav").querySelectorAll("a")];
  const parts = links.map(link => document.querySelector(link.getAttribute("href")));
  let asked = false;
  function mark() {
    asked = false;
    const line = innerHeight * 0.35;
    let at = 0;
    parts.forEach((part, i) => { if (part.getBoundingClientRect().top < line) at = i; });
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 4) at = parts.length - 1;
    links.forEach((link, i) => {
      if (i === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }
  addEventListener("scroll", () => {
    if (!asked) {
      asked = true;
      requestAnimationFrame(mark);
    }
  }, { passive: true });
  mark();
}

function counts() {
  const numbers = {
    revisions: data.history.revisions.length,
    schema: data.schema && data.schema.tables.length,
    plan: data.plan && data.plan.statements,
    history: data.history.journal.length + data.history.journalLeft,
  };
  for (const [part, number] of Object.entries(numbers)) {
    if (number) document.querySelector('#nav a[href="#' + part + '"]').append(make("span", { class: "count", "aria-hidden": "true" }, number.toLocaleString("en")));
  }
}

themes();
byId("title").textContent = data.title;
byId("made").textContent = "Made by Aludel on " + when(data.at) + ". Everything is in this one file; nothing is loaded from anywhere.";
overview(byId("overview-b"));
const findRevisions = revisions(byId("revisions-b"));
const findTables = schema(byId("schema-b"));
plan(byId("plan-b"));
journal(byId("history-b"));
counts();
search(findRevisions, findTables);
whereabouts();
