// Industries by regions: where which line of business is spoken of.

const MATRIX_ROWS = 24;
const MATRIX_COLUMNS = 14;

function matrixModel() {
  const cells = new Map();
  const sums = [new Map(), new Map()];
  const bump = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const c of passing) {
    const pairs =
      STATE.measure === "linked" ? ties(c) : C.industries[c].flatMap((i) => C.regions[c].map((r) => [i, r]));
    const keys = new Set(pairs.map(([i, r]) => `${groupOf(i, "industry")} ${groupOf(r, "region")}`));
    const rows = new Set();
    const columns = new Set();
    for (const key of keys) {
      bump(cells, key);
      const [i, r] = key.split(" ").map(Number);
      rows.add(i);
      columns.add(r);
    }
    rows.forEach((i) => bump(sums[0], i));
    columns.forEach((r) => bump(sums[1], r));
  }
  const top = (map, most) => [...map].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
  const [rows, columns] = [top(sums[0], MATRIX_ROWS), top(sums[1], MATRIX_COLUMNS)];
  const shown = (i, r) => cells.get(`${i} ${r}`) ?? 0;
  const most = Math.max(1, ...rows.flatMap(([i]) => columns.map(([r]) => shown(i, r))));
  return { rows, columns, shown, most, left: [sums[0].size - rows.length, sums[1].size - columns.length] };
}

const cellSelection = (i, r) => `${E.id[i]}${STATE.measure === "linked" ? ">" : "~"}${E.id[r]}`;

/** Strength of the colour: one claim is already seen, and the number stays readable on the most. */
const shade = (n, most) => 0.13 + 0.37 * Math.sqrt((n - 1) / Math.max(1, most - 1));

function renderMatrix(view) {
  const m = matrixModel();
  const options = el(
    "div.options",
    null,
    choose("measure", "measure_linked", "measure_together"),
    choose("level", "level_names", "level_groups"),
    m.left.some((n) => n > 0) &&
      el("span.soft", null, say("matrix_left", { rows: Math.max(0, m.left[0]), columns: Math.max(0, m.left[1]) })),
  );
  if (!passing.length) return put(view, emptyResult());
  if (!m.rows.length) return put(view, options, el("div.nothing", null, el("p", null, say("no_pairs"))));
  put(
    view,
    options,
    el(
      "div.scroller",
      { tabindex: "0", role: "region", "aria-label": say("view_matrix") },
      el(
        "table.matrix",
        null,
        el("caption.offscreen", null, say("matrix_caption")),
        el(
          "thead",
          null,
          el(
            "tr",
            null,
            el("td"),
            m.columns.map(([r, n]) =>
              el(
                "th",
                { scope: "col" },
                el(
                  "button.plain",
                  { title: nameOf(r), onclick: () => update({ sel: E.id[r] }) },
                  el("span", { lang: languageOf(nameOf(r)) }, fitted(nameOf(r), 9)),
                  el("span.n", null, number(n)),
                ),
              ),
            ),
          ),
        ),
        el(
          "tbody",
          null,
          m.rows.map(([i, n]) =>
            el(
              "tr",
              null,
              el(
                "th",
                { scope: "row" },
                el(
                  "button.plain",
                  { title: nameOf(i), onclick: () => update({ sel: E.id[i] }) },
                  sign("Industry"),
                  el("span.name", { lang: languageOf(nameOf(i)) }, nameOf(i)),
                  el("span.n", null, number(n)),
                ),
              ),
              m.columns.map(([r]) => cell(i, r, m.shown(i, r), m.most)),
            ),
          ),
        ),
      ),
    ),
  );
  markCells();
}

function cell(i, r, n, most) {
  if (!n) return el("td");
  const selection = cellSelection(i, r);
  return el(
    "td",
    null,
    el(
      "button.cell",
      {
        style: { "--shade": `${Math.round(100 * shade(n, most))}%` },
        "data-cell": selection,
        "aria-label": `${nameOf(i)} × ${nameOf(r)}: ${count("n_claims", n)}`,
        title: `${nameOf(i)} × ${nameOf(r)}: ${count("n_claims", n)}`,
        onclick: () => update({ sel: selection }),
      },
      number(n),
    ),
  );
}

function markCells() {
  document
    .querySelectorAll(".cell")
    .forEach((node) => node.classList.toggle("chosen", node.dataset.cell === STATE.sel));
}

function matrixPicture() {
  const m = matrixModel();
  const [left, top, wide, tall] = [220, 40, 68, 27];
  const pen = new SvgPen(left + m.columns.length * wide + 40, top + m.rows.length * tall + 40, document.title);
  pen.moved(20, 20);
  m.columns.forEach(([r], k) =>
    pen.text(left + (k + 0.5) * wide, top - 12, fitted(nameOf(r), 5), {
      size: 12,
      anchor: "middle",
      fill: paint.region,
      weight: 600,
    }),
  );
  m.rows.forEach(([i], k) => {
    const y = top + k * tall;
    pen.text(left - 10, y + 18, fitted(nameOf(i), 15), { size: 13, anchor: "end" });
    m.columns.forEach(([r], n) => {
      const value = m.shown(i, r);
      pen.path(box(left + n * wide + 1, y + 1, wide - 2, tall - 2, 0), {
        fill: value ? paint.accent : paint.line,
        opacity: value ? shade(value, m.most) : 0.35,
      });
      if (value)
        pen.text(left + (n + 0.5) * wide, y + 18, number(value), { size: 12, anchor: "middle", fill: paint.ink });
    });
  });
  return pen;
}
