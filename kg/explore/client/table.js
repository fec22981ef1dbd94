// The claims as rows: the same data as the drawings, for reading, sorting and screen readers.

const PAGE = 100;
let rowsShown = PAGE;

const names = (list) => list.map((i) => nameOf(i)).join("、");
const COLUMNS = [
  ["date", (c) => dateOf(c) || "9999"],
  ["speaker", (c) => names(C.speakers[c]) || "\uffff"],
  ["statement", null],
  ["industry", (c) => names(C.industries[c]) || "\uffff"],
  ["region", (c) => names(C.regions[c]) || "\uffff"],
  ["speech", (c) => `${C.mode[c]} ${C.act[c]}`],
  ["confidence", (c) => C.confidence[c]],
];

function sortedClaims() {
  const column = COLUMNS.find(([key]) => key === STATE.sort);
  if (!column?.[1]) return STATE.dir === "down" ? [...passing].reverse() : passing;
  const order = new Intl.Collator(language === "en" ? "zh" : language, { numeric: true });
  const keyed = passing.map((c) => [column[1](c), c]);
  const way = STATE.dir === "down" ? -1 : 1;
  keyed.sort(([a, x], [b, y]) => way * (typeof a === "number" ? a - b : a === b ? 0 : order.compare(a, b)) || x - y);
  return keyed.map(([, c]) => c);
}

function renderTable(view) {
  if (!passing.length) return put(view, emptyResult());
  const claims = sortedClaims();
  const shown = claims.slice(0, rowsShown);
  withDetails(shown, () => {
    if (STATE.view !== "table") return;
    const more =
      claims.length > shown.length &&
      el(
        "button.more",
        {
          onclick: () => {
            rowsShown += PAGE;
            rerender();
          },
        },
        say("show_more", { n: Math.min(PAGE, claims.length - shown.length) }),
      );
    if (phone.matches) put(view, el("ol.cards", null, shown.map(claimCard)), more);
    else
      put(
        view,
        el("div.scroller", { tabindex: "0", role: "region", "aria-label": say("view_table") }, tableOf(shown), more),
      );
    markFound();
  });
}

function tableOf(claims) {
  return el(
    "table.claims",
    null,
    el("caption.offscreen", null, say("table_caption")),
    el(
      "thead",
      null,
      el(
        "tr",
        null,
        COLUMNS.map(([key, value]) => header(key, value)),
      ),
    ),
    el("tbody", null, claims.map(rowOf)),
  );
}

function header(key, sortable) {
  const on = STATE.sort === key;
  const label = say(
    key === "confidence"
      ? "confidence_short"
      : key === "speaker" || key === "industry" || key === "region"
        ? `column_${key}`
        : key,
  );
  if (!sortable) return el(`th.${key}`, { scope: "col" }, label);
  const turn = () => update({ sort: key, dir: on && STATE.dir === "up" ? "down" : "up" });
  return el(
    `th.${key}`,
    { scope: "col", "aria-sort": on ? (STATE.dir === "up" ? "ascending" : "descending") : "none" },
    el(
      "button.plain",
      { "data-key": `sort-${key}`, onclick: turn },
      label,
      el("span", { "aria-hidden": "true" }, on ? (STATE.dir === "up" ? " ▲" : " ▼") : ""),
    ),
  );
}

function rowOf(c) {
  const [d, article] = [detail(c), articleOf(c)];
  const list = (indices) =>
    indices
      .slice(0, 6)
      .map((i, k) => [k ? el("br") : null, reference(i)])
      .concat(indices.length > 6 ? el("span.soft", null, ` +${indices.length - 6}`) : []);
  return el(
    `tr${STATE.sel === `claim/${C.id[c]}` ? ".chosen" : ""}`,
    { "data-claim": C.id[c] },
    el("td.date", null, article.published || say("undated")),
    el("td", null, list(C.speakers[c])),
    el(
      "td.statement",
      null,
      el("button.plain", { lang: d?.language, onclick: () => update({ sel: `claim/${C.id[c]}` }) }, d ? d.text : "…"),
      el("p.source", null, pageReference(c)),
    ),
    el("td", null, list(C.industries[c])),
    el("td", null, list(C.regions[c])),
    el(
      "td",
      null,
      term("mode", CORE.modes[C.mode[c]]),
      el("br"),
      el("span.soft", null, term("act", CORE.acts[C.act[c]])),
    ),
    el("td.n", null, `${C.confidence[c]} %`),
  );
}

function markRows() {
  document.querySelectorAll("tr[data-claim]").forEach((row) => {
    const chosen = STATE.sel === `claim/${row.dataset.claim}`;
    row.classList.toggle("chosen", chosen);
    if (chosen) row.scrollIntoView({ block: "nearest" });
  });
}
