// The search box: a list that arrow keys walk; names first, last the claims that hold what was typed.

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
    const words = asWords(input.value);
    const asked = words !== "";
    const held = asked ? heldBy(words) : 0;
    hits = search(input.value).map(({ i, why }) => ({ sel: E.id[i], inside: nameHit(i, why) }));
    if (held !== 0) hits.push({ sel: `words:${words}`, class: "words", inside: wordsHit(words, held) });
    at = hits.length ? 0 : -1;
    list.hidden = !asked;
    input.setAttribute("aria-expanded", String(asked));
    note.textContent = asked ? count("n_results", hits.length) : "";
    put(
      list,
      hits.map(hit),
      asked &&
        !hits.length &&
        el("li.empty", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, say("nothing_found")),
    );
    mark();
  };
  const hit = (found, n) =>
    el(
      "li",
      {
        id: `hit-${n}`,
        class: found.class,
        role: "option",
        "aria-selected": "false",
        onmousedown: (e) => e.preventDefault(),
        onclick: () => choose(n),
      },
      found.inside,
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
    update({ sel: found.sel });
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

const nameHit = (i, why) => [
  sign(kindOf(i)),
  el("span.name", { lang: languageOf(nameOf(i)) }, nameOf(i)),
  el("span.why", null, folded(nameOf(i)).includes(why) ? pageOfGroup(i) : why),
  el("span.n", null, number(CLAIMS_OF[i].length)),
];

const wordsHit = (words, n) => [
  sign("Claim"),
  el("span.name", null, say("claims_with", { words })),
  el("span.n", null, n === null ? "…" : number(n)),
];
