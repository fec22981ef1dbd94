// Above the view: what is filtered, and how much is left.

const clearFilters = () => {
  const empty = fresh();
  update(Object.fromEntries([...FILTER_KEYS].map((key) => [key, empty[key]])));
};

function renderChips() {
  const chips = FACETS.flatMap((facet) =>
    [...STATE[facet]].map((v) => [
      facet === "mode" || facet === "act" ? term(facet, v) : facet === "kind" ? say(`kind_${v}`) : labelOf(facet, v),
      () => toggleValue(facet, v),
    ]),
  );
  if (STATE.words) chips.push([say("quoted", { words: STATE.words }), () => update({ words: "" })]);
  if (STATE.from || STATE.to)
    chips.push([
      `${STATE.from ? day(STATE.from) : "…"} – ${STATE.to ? day(STATE.to) : "…"}`,
      () => update({ from: "", to: "" }),
    ]);
  if (STATE.again === "no") chips.push([say("once_only"), () => update({ again: "yes" })]);
  if (STATE.conf) chips.push([`${say("confidence")} ≥ ${STATE.conf} %`, () => update({ conf: 0 })]);
  for (const kind of STATE.hide)
    chips.push([say("without", { what: say(`kind_${kind}`) }), () => toggleValue("hide", kind)]);
  put(
    byId("chips"),
    chips.map(([label, remove]) =>
      el(
        "button.chip",
        { onclick: remove, "aria-label": say("remove", { what: label }) },
        label,
        el("span", { "aria-hidden": "true" }, " ×"),
      ),
    ),
    chips.length > 0 && el("button.plain", { onclick: clearFilters }, say("clear_all")),
  );
  byId("count").textContent =
    passing.length === CLAIMS ? count("n_claims", CLAIMS) : say("claims_of", { n: passing.length, all: CLAIMS });
}

const emptyResult = () =>
  el(
    "div.nothing",
    null,
    el("p", null, say(CLAIMS ? "empty_result" : "empty_graph")),
    CLAIMS > 0 && el("button", { onclick: clearFilters }, say("clear_all")),
  );
