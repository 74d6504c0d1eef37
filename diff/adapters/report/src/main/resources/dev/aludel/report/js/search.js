/** One box for all: each part says how many of its things have the words. */
function search(findRevisions, findTables) {
  const input = byId("query");
  const says = byId("found");
  let before = "";
  function find() {
    const query = input.value.trim().toLowerCase();
    if (query === before) return;
    before = query;
    const inRevisions = findRevisions(query);
    const inTables = findTables(query);
    says.textContent = query === "" ? ""
      : inRevisions + inTables === 0 ? "Nothing is called so."
        : "Found " + count(inRevisions, "revision") + " and " + count(inTables, "table") + ".";
  }
  let later = 0;
  input.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(find, 120);
  });
  byId("find").addEventListener("submit", event => {
    event.preventDefault();
    find();
    const first = byId("revisions-b").querySelector("li.rev") ? "revisions" : "schema";
    if (before !== "") byId(first).scrollIntoView();
  });
  addEventListener("keydown", event => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    } else if (event.key === "Escape" && document.activeElement === input) {
      input.value = "";
      find();
    }
  });
}
