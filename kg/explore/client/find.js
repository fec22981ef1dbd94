// The search box: a list that arrow keys walk.

function buildFind() {
  const list = el("ul.hits", { id: "hits", role: "listbox", "aria-label": say("results"), hidden: true });
  const input = el("input", {
    type: "search",
    id: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-expanded": "false",
    "aria-controls": "hits",
    "aria-autocomplete": "list",
    "aria-label": say("search"),
    placeholder: say("search_hint"),
  });
  const note = el("span.offscreen", { role: "status" });
  let hits = [];
  let at = -1;

  const show = () => {
    hits = search(input.value);
    at = hits.length ? 0 : -1;
    const asked = input.value.trim() !== "";
    list.hidden = !asked;
    input.setAttribute("aria-expanded", String(asked));
    note.textContent = asked ? count("n_results", hits.length) : "";
    put(
      list,
      hits.map(({ i, why }, n) => hit(i, why, n)),
      asked &&
        !hits.length &&
        el("li.empty", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, say("nothing_found")),
    );
    mark();
  };
  const hit = (i, why, n) =>
    el(
      "li",
      {
        id: `hit-${n}`,
        role: "option",
        "aria-selected": "false",
        onmousedown: (e) => e.preventDefault(),
        onclick: () => choose(n),
      },
      sign(kindOf(i)),
      el("span.name", { lang: languageOf(nameOf(i)) }, nameOf(i)),
      folded(nameOf(i)).includes(why) ? null : el("span.why", null, why),
      el("span.n", null, number(CLAIMS_OF[i].length)),
    );
  const mark = () => {
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", `hit-${at}`);
      list.children[at]?.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const hide = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  };
  const choose = (n) => {
    const found = hits[n];
    if (!found) return;
    hide();
    input.value = "";
    update({ sel: E.id[found.i] });
    byId("evidence-title")?.focus();
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("blur", () => setTimeout(hide, 120));
  input.addEventListener("keydown", (e) => {
    if (e.isComposing) return;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (hits.length) at = (at + (e.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
      mark();
    } else if (e.key === "Enter") choose(Math.max(at, 0));
    else if (e.key === "Escape") {
      e.stopPropagation();
      if (input.value) input.value = "";
      else input.blur();
      hide();
    }
  });
  put(byId("find"), input, el("kbd", { "aria-hidden": "true" }, "/"), list, note);
}
