// The left panel: what may be shown, with how many claims each choice would leave.

const opened = new Set();
const asked = { speaker: "", industry: "", region: "", outlet: "" };
const lengths = { speaker: 8, industry: 8, region: 8, outlet: 8 };
const LISTED = { industry: "Industry", region: "Region" };

function toggleValue(facet, value) {
  const chosen = new Set(STATE[facet]);
  if (!chosen.delete(value)) chosen.add(value);
  update({ [facet]: chosen });
}

/** Rebuild, and put the focus back on what stands for the same thing. */
function keepingFocus(node, ...children) {
  const key = node.contains(document.activeElement) ? document.activeElement.dataset.key : "";
  const scroll = node.scrollTop;
  put(node, ...children);
  node.scrollTop = scroll;
  if (key) node.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

function renderFilters() {
  keepingFocus(
    byId("filters"),
    el(
      "div.panel-head",
      null,
      el("h2", null, say("filters")),
      el(
        "button.plain.close",
        { "aria-label": say("close"), "data-key": "close", onclick: () => document.body.classList.remove("filtering") },
        "×",
      ),
    ),
    section("types", say("types"), () => legend()),
    DATES.length > 1 && section("date", say("published"), () => dates()),
    section("speech", say("speech"), () => [
      checks("mode", CORE.modes),
      el("div.rule"),
      checks("act", CORE.acts),
      AGAIN.size > 0 && [el("div.rule"), onceOnly()],
    ]),
    section("industry", say("column_industry"), () => [finder("industry"), tree("industry")]),
    section("region", say("column_region"), () => [finder("region"), tree("region")]),
    section("speaker", say("column_speaker"), () => [finder("speaker"), flat("speaker")]),
    section("outlet", say("outlet"), () => flat("outlet")),
    section("conf", say("confidence"), () => confidence()),
  );
}

const foldedAway = new Set(["speaker", "outlet", "conf"]);

/** A part of the panel; what it holds is made only while it is open. */
function section(key, title, content) {
  const open = !foldedAway.has(key);
  const ontoggle = (e) => {
    if (e.target.open !== foldedAway.has(key)) return;
    if (e.target.open) foldedAway.delete(key);
    else foldedAway.add(key);
    renderFilters();
  };
  return el(
    "details.facet",
    { open, ontoggle },
    el("summary", { "data-key": `summary-${key}` }, title),
    open && content(),
  );
}

// ---- the legend is a filter

function legend() {
  const shown = shownByKind();
  return el(
    "ul.legend",
    null,
    [...KINDS, "Claim"]
      .filter((kind) => shown.get(kind)[1] > 0)
      .map((kind) => {
        const [here, all] = shown.get(kind);
        const on = !STATE.hide.has(kind);
        const inside = [
          sign(kind),
          el("span.name", null, say(`kind_${kind}`)),
          " ",
          el("span.n", null, number(here), el("span.of", null, ` / ${number(all)}`)),
        ];
        const title = say("shown_of", { n: here, all });
        if (kind === "Article" || kind === "Claim") return el("li", null, el("span.entry", { title }, inside));
        return el(
          "li",
          null,
          el(
            "button.entry",
            { "aria-pressed": on, title, "data-key": `kind-${kind}`, onclick: () => toggleValue("hide", kind) },
            inside,
          ),
        );
      }),
  );
}

// ---- choices

function choice(facet, value, label, n, all, { depth = 0, unfold = null } = {}) {
  const on = STATE[facet].has(value);
  return el(
    "li",
    { style: { "--depth": depth } },
    unfold,
    el(
      "label.check",
      null,
      el("input", {
        type: "checkbox",
        checked: on,
        "data-key": `${facet}-${value}`,
        onchange: () => toggleValue(facet, value),
      }),
      el("span.name", { lang: languageOf(label) }, label),
      el("span.n", { title: say("shown_of", { n, all }) }, number(n)),
    ),
  );
}

function checks(facet, values) {
  const [here, all] = [counts(facet), totalOf(facet)];
  return el(
    "ul.choices",
    null,
    values.filter((v) => all.get(v)).map((v) => choice(facet, v, term(facet, v), here.get(v) ?? 0, all.get(v))),
  );
}

/** Agencies are printed by many papers: whether a statement counts once. */
function onceOnly() {
  const on = STATE.again === "no";
  return el(
    "ul.choices",
    null,
    el(
      "li",
      null,
      el(
        "label.check",
        null,
        el("input", {
          type: "checkbox",
          checked: on,
          "data-key": "again",
          onchange: () => update({ again: on ? "yes" : "no" }),
        }),
        el("span.name", null, say("once_only")),
        el("span.n", null, `−${number(AGAIN.size)}`),
      ),
    ),
  );
}

function labelOf(facet, value) {
  if (facet === "outlet") return value === "?" ? say("no_outlet") : value;
  return NUMBER.has(value) ? nameOf(NUMBER.get(value)) : value;
}

function finder(facet) {
  const label = say("search_in", { what: say(`column_${facet}`) });
  return el("input.finder", {
    type: "search",
    value: asked[facet],
    placeholder: label,
    "aria-label": label,
    "data-key": `finder-${facet}`,
    oninput: (e) => {
      asked[facet] = e.target.value;
      renderFilters();
    },
  });
}

function flat(facet) {
  const [here, all] = [counts(facet), totalOf(facet)];
  let values = [...all].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([v]) => v);
  if (asked[facet]) {
    const hits = new Set(search(asked[facet], 200).map(({ i }) => E.id[i]));
    values = values.filter((v) => hits.has(v));
  }
  return shortened(facet, values, (v) => choice(facet, v, labelOf(facet, v), here.get(v) ?? 0, all.get(v)));
}

function shortened(facet, values, item) {
  const chosen = values.filter((v) => STATE[facet].has(v));
  const rest = values.filter((v) => !STATE[facet].has(v)).slice(0, lengths[facet]);
  const left = values.length - chosen.length - rest.length;
  const more = () => {
    lengths[facet] += 30;
    renderFilters();
  };
  return el(
    "ul.choices",
    null,
    [...chosen, ...rest].map(item),
    left > 0 &&
      el(
        "li",
        null,
        el("button.plain.more", { "data-key": `more-${facet}`, onclick: more }, say("more_left", { n: left })),
      ),
    values.length === 0 && el("li.empty", null, say("nothing_found")),
  );
}

/** Industries and regions under what is broader; a branch unfolds on demand. */
function tree(facet) {
  if (asked[facet]) return flat(facet);
  const [here, all] = [counts(facet), totalOf(facet)];
  const bySize = (a, b) => all.get(E.id[b]) - all.get(E.id[a]) || a - b;
  const present = E.id.map((_, i) => i).filter((i) => kindOf(i) === LISTED[facet] && all.has(E.id[i]));
  const item = (i, depth) => {
    const below = (CHILDREN.get(i) ?? []).filter((j) => all.has(E.id[j]) && E.up[j][0] === i).sort(bySize);
    const open = opened.has(i);
    const turn = () => {
      if (!opened.delete(i)) opened.add(i);
      renderFilters();
    };
    const unfold = below.length
      ? el(
          "button.plain.unfold",
          {
            "aria-expanded": open,
            "aria-label": `${say("unfold")} ${nameOf(i)}`,
            "data-key": `unfold-${i}`,
            onclick: turn,
          },
          open ? "▾" : "▸",
        )
      : el("span.unfold");
    return [
      choice(facet, E.id[i], nameOf(i), here.get(E.id[i]) ?? 0, all.get(E.id[i]), { depth, unfold }),
      open ? below.map((j) => item(j, depth + 1)) : null,
    ];
  };
  const roots = present.filter((i) => !E.up[i].some((j) => all.has(E.id[j]))).sort(bySize);
  const shown = roots.slice(0, lengths[facet]);
  const deep = [...STATE[facet]].filter(
    (v) => NUMBER.has(v) && !shown.includes(NUMBER.get(v)) && !isOpen(NUMBER.get(v)),
  );
  const more = () => {
    lengths[facet] += 30;
    renderFilters();
  };
  return el(
    "ul.choices.tree",
    null,
    deep.map((v) =>
      choice(facet, v, labelOf(facet, v), here.get(v) ?? 0, all.get(v) ?? 0, { unfold: el("span.unfold") }),
    ),
    shown.map((i) => item(i, 0)),
    roots.length > shown.length &&
      el(
        "li",
        null,
        el(
          "button.plain.more",
          { "data-key": `more-${facet}`, onclick: more },
          say("more_left", { n: roots.length - shown.length }),
        ),
      ),
  );
}

const isOpen = (i) => E.up[i].some((j) => opened.has(j));

// ---- when, and how sure

function dates() {
  const [first, last] = [DATES[0], DATES.at(-1)];
  const from = indexOfDate(STATE.from || first, 0);
  const to = indexOfDate(STATE.to || last, DATES.length - 1);
  const label = el("p.range-label", null, `${day(DATES[from])} – ${day(DATES[to])}`);
  const apply = debounced(
    (low, high) => update({ from: low === 0 ? "" : DATES[low], to: high === DATES.length - 1 ? "" : DATES[high] }),
    60,
  );
  const low = handle("from", from, () => moved());
  const high = handle("to", to, () => moved());
  const moved = () => {
    const [a, b] = [Number(low.value), Number(high.value)].sort((x, y) => x - y);
    label.textContent = `${day(DATES[a])} – ${day(DATES[b])}`;
    apply(a, b);
  };
  return el("div.range", null, histogram(from, to), el("div.handles", null, low, high), label);
}

const handle = (key, value, oninput) =>
  el("input", {
    type: "range",
    min: 0,
    max: DATES.length - 1,
    step: 1,
    value,
    "data-key": `date-${key}`,
    "aria-label": say(key),
    oninput,
    "aria-valuetext": day(DATES[value]),
  });

const DATE_INDEX = new Map(DATES.map((date, n) => [date, n]));

/** Place of a date among the days of publication; of any other day the next one's. */
function indexOfDate(date, otherwise) {
  const at = DATE_INDEX.get(date) ?? DATES.findIndex((d) => d >= date);
  return at < 0 ? otherwise : at;
}

function histogram(from, to) {
  const own = TEST_KEYS.indexOf("date");
  const bars = Math.min(DATES.length, 40);
  const sums = new Array(bars).fill(0);
  for (let c = 0; c < CLAIMS; c++) {
    const at = DATE_INDEX.get(dateOf(c)) ?? -1;
    if (at >= 0 && (failures[c] === 0 || (failures[c] === 1 && failed[c] === own)))
      sums[Math.floor((at * bars) / DATES.length)]++;
  }
  const top = Math.max(1, ...sums);
  const inside = (k) => k >= Math.floor((from * bars) / DATES.length) && k <= Math.floor((to * bars) / DATES.length);
  return svg(
    "svg.histogram",
    { viewBox: `0 0 ${bars * 10} 40`, preserveAspectRatio: "none", "aria-hidden": "true" },
    sums.map((n, k) =>
      svg(`rect${inside(k) ? ".on" : ""}`, {
        x: k * 10 + 1,
        width: 8,
        y: 40 - (38 * n) / top,
        height: (38 * n) / top + 0.5,
      }),
    ),
  );
}

function confidence() {
  const out = el("output", null, `≥ ${STATE.conf} %`);
  const apply = debounced((conf) => update({ conf }), 60);
  const oninput = (e) => {
    out.textContent = `≥ ${e.target.value} %`;
    apply(Number(e.target.value));
  };
  return el(
    "div.slider",
    null,
    el("input", {
      type: "range",
      min: 0,
      max: 100,
      step: 5,
      value: STATE.conf,
      "aria-label": say("least_confidence"),
      "data-key": "conf",
      oninput,
    }),
    out,
  );
}
