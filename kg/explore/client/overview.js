// Speakers, industries and regions in three columns; the wider a band, the more claims.

const ROW = 27;
const HEAD = 40;
const STEP = 20;
/** So many bands are drawn in full where there are more than twice as many. */
const STRONG = 150;
const FAMILIES = ["speaker", "industry", "region"];
let lengthsShown = { speaker: 0, industry: 0, region: 0 };
let overviewDrawn = null;

/** Where an entity is counted: itself, or under its group. */
function groupOf(i, family) {
  if (STATE.level === "names" || family === "speaker") return i;
  const top = everywhere(family);
  let here = i;
  for (const seen = new Set([i]); ; seen.add(here)) {
    const next = E.up[here].find((j) => !top.has(j) && !seen.has(j));
    if (next === undefined) return here;
    here = next;
  }
}

const everywhereOf = new Map();

/** Concepts above most of the rest, such as the country of all regions: no group, for they part nothing. */
function everywhere(family) {
  if (!everywhereOf.has(family)) {
    const wide = family === "industry" ? WIDE.industries : WIDE.regions;
    const sums = new Map();
    let all = 0;
    for (const list of wide) {
      if (list.length) all++;
      for (const i of list) sums.set(i, (sums.get(i) ?? 0) + 1);
    }
    everywhereOf.set(family, new Set([...sums].filter(([i, n]) => n > 0.5 * all && CHILDREN.has(i)).map(([i]) => i)));
  }
  return everywhereOf.get(family);
}

const ENDS = E.id.length + 1;

/** One number for a band: which gap, from which row, to which. */
const bandKey = (gap, from, to) => (gap * ENDS + from + 1) * ENDS + to + 1;
const bandEnds = (key) => [Math.floor(key / ENDS / ENDS), (Math.floor(key / ENDS) % ENDS) - 1, (key % ENDS) - 1];

/** The rows a claim counts in, by column, and the bands it runs through; -1 is the row of no industry. */
function strandsOf(c) {
  const [who, what, where] = [C.speakers[c], C.industries[c], C.regions[c]].map((list, k) => [
    ...new Set(list.filter((i) => !STATE.hide.has(kindOf(i))).map((i) => groupOf(i, FAMILIES[k]))),
  ]);
  const keys = new Set();
  const none = !C.industries[c].length && !STATE.hide.has("Industry");
  const topics = none ? [-1] : what;
  for (const s of who) for (const i of topics) keys.add(bandKey(0, s, i));
  if (none) for (const r of where) keys.add(bandKey(1, -1, r));
  for (const [i, r] of ties(c)) {
    const pair = [groupOf(i, "industry"), groupOf(r, "region")];
    if (what.includes(pair[0]) && where.includes(pair[1])) keys.add(bandKey(1, ...pair));
  }
  return { ends: [who, topics, where], keys };
}

/** Everything that is drawn, in numbers: columns of rows, and bands between them. */
function overviewModel(width, height) {
  const sums = FAMILIES.map(() => new Map());
  const bands = new Map();
  const bump = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const c of passing) {
    const { ends, keys } = strandsOf(c);
    ends.forEach((list, k) => list.forEach((i) => bump(sums[k], i)));
    for (const key of keys) bump(bands, key);
  }
  const fitting = clamp(Math.floor((height - HEAD - 16) / ROW), 12, 30);
  const gap = clamp(width * 0.11, 56, 170);
  const wide = (width - 2 * gap) / 3;
  const columns = sums.map((sum, k) => columnOf(FAMILIES[k], sum, fitting, k * (wide + gap), wide));
  const bottom = Math.max(...columns.map((column) => column.rows.length)) * ROW;
  for (const column of columns) column.rows.forEach((row, n) => (row.y = HEAD + n * ROW + ROW / 2));
  return { width, height: HEAD + bottom + 8, columns, bands: bandsOf(bands, columns) };
}

function columnOf(family, sum, fitting, x, width) {
  const most = Math.max(fitting, lengthsShown[family]);
  const ranked = [...sum].filter(([i]) => i >= 0).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const room = most - (sum.has(-1) ? 1 : 0);
  const shown = ranked.length <= room + 1 ? ranked : ranked.slice(0, room - 1);
  if (STATE.order === "links" && !phone.matches) shown.sort((a, b) => E.rank[a[0]] - E.rank[b[0]] || a[0] - b[0]);
  const rows = shown.map(([i, n]) => ({ key: i, id: E.id[i], kind: kindOf(i), label: nameOf(i), n }));
  if (sum.has(-1))
    rows.push({ key: -1, id: "none:industry", kind: "", label: say("none_industry"), n: sum.get(-1), soft: true });
  const left = ranked.length - shown.length;
  if (left > 0)
    rows.push({ key: -2, id: "", kind: "", label: say("others", { n: left }), n: 0, soft: true, more: true });
  return { family, x, width, rows, all: ranked.length, top: Math.max(1, ...rows.map((row) => (row.soft ? 0 : row.n))) };
}

function bandsOf(bands, columns) {
  const place = columns.map((column) => new Map(column.rows.map((row) => [row.key, row])));
  const found = [];
  for (const [key, n] of bands) {
    const [k, a, b] = bandEnds(key);
    const [from, to] = [place[k].get(a), place[k + 1].get(b)];
    if (!from || !to) continue;
    const left = columns[k];
    found.push({
      key,
      from,
      to,
      n,
      soft: from.soft || to.soft,
      family: left.family,
      id: k === 1 && a >= 0 ? `${from.id}>${to.id}` : `${from.id}~${to.id}`,
      d: band(left.x + left.width, from.y, columns[k + 1].x, to.y),
    });
  }
  found.sort((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1));
  const most = Math.max(1, ...found.map((b) => (b.soft ? 0 : b.n)));
  found.forEach((b, rank) => {
    b.width = 0.8 + Math.min(1.5 * Math.sqrt(b.n - 1), 9 * Math.min(1, b.n / most));
    b.faint = found.length > 2 * STRONG && rank >= STRONG;
  });
  return found;
}

// ---- on the page

function renderOverview(view) {
  if (!passing.length) return put(view, emptyResult());
  const width = Math.max(320, roomIn(view));
  const model = overviewModel(width, view.clientHeight - 46);
  overviewDrawn = model;
  put(
    view,
    el(
      "div.options",
      null,
      choose("level", "level_names", "level_groups"),
      !phone.matches && choose("order", "order_links", "order_count"),
    ),
    el(
      "div.columns",
      { style: phone.matches ? {} : { height: `${model.height}px` } },
      bandsElement(model),
      model.columns.map(columnElement),
    ),
  );
  lightUp();
}

/** Two or more buttons of which one is on. */
function choose(key, ...labels) {
  return el(
    "div.segments",
    { role: "group", "aria-label": say(key) },
    CHOICES[key].map((value, n) =>
      el(
        "button",
        {
          "aria-pressed": STATE[key] === value,
          "data-key": `${key}-${value}`,
          onclick: () => update({ [key]: value }),
        },
        say(labels[n]),
      ),
    ),
  );
}

function bandsElement(model) {
  const layer = svg("svg.bands", {
    viewBox: `0 0 ${model.width} ${model.height}`,
    width: model.width,
    height: model.height,
    "aria-hidden": "true",
  });
  for (const b of model.bands) {
    const choosing = {
      onclick: () => update({ sel: b.id }),
      onmouseenter: () => lightUp(b.id),
      onmouseleave: () => lightUp(),
    };
    const node = svg(
      `g.band.${b.soft ? "soft" : b.family}${b.faint ? ".faint" : ""}`,
      { "data-key": b.key, ...choosing },
      svg("path.hit", { d: b.d }),
      svg("path.line", { d: b.d, "stroke-width": fixed(b.width) }),
      svg("title", null, `${b.from.label} — ${b.to.label}: ${count("n_claims", b.n)}`),
    );
    layer.append(node);
  }
  return layer;
}

function columnElement(column) {
  const heading = `column-${column.family}`;
  const at = phone.matches ? {} : { left: `${column.x}px`, width: `${column.width}px` };
  return el(
    `section.column.${column.family}`,
    { "aria-labelledby": heading, style: at },
    el("h2", { id: heading }, say(`column_${column.family}`), el("span.n", null, ` ${number(column.all)}`)),
    el(
      "ul",
      null,
      column.rows.map((row) => el("li", null, rowElement(row, column))),
    ),
  );
}

function rowElement(row, column) {
  if (row.more) {
    const onclick = () => {
      lengthsShown[column.family] = column.rows.length + STEP;
      rerender();
    };
    return el("button.row.soft", { onclick }, el("span.name", null, row.label));
  }
  const props = {
    "data-id": row.id,
    "data-row": row.key,
    title: `${[row.label, row.key < 0 ? "" : pageOfGroup(row.key)].filter(Boolean).join(" · ")}: ${count("n_claims", row.n)}`,
    onclick: () => update({ sel: row.id }),
    onmouseenter: () => lightUp(row.id),
    onmouseleave: () => lightUp(),
    onfocus: () => lightUp(row.id),
    onblur: () => lightUp(),
    style: { "--share": row.soft ? 0 : row.n / column.top },
  };
  return el(
    `button.row${row.soft ? ".soft" : ""}`,
    props,
    row.kind ? sign(row.kind) : null,
    el("span.name", { lang: languageOf(row.label) }, row.label),
    " ",
    el("span.n", null, number(row.n)),
  );
}

/** Bring out the rows and bands that the claims of a selection run through. */
function lightUp(selection = STATE.sel) {
  const stage = document.querySelector(".columns");
  if (!stage) return;
  const on = selection !== "" && known(selection);
  const rows = new Set();
  const bands = new Set();
  for (const c of on ? claimsOf(selection) : []) {
    const { ends, keys } = strandsOf(c);
    for (const i of ends.flat()) rows.add(String(i));
    for (const key of keys) bands.add(String(key));
  }
  const chosenTerms = STATE.sel.split(/[~>]/).map(bare);
  stage.querySelectorAll(".band").forEach((node) => node.classList.toggle("lit", bands.has(node.dataset.key)));
  stage.querySelectorAll(".row").forEach((row) => {
    row.classList.toggle("lit", rows.has(row.dataset.row));
    row.classList.toggle("chosen", chosenTerms.includes(row.dataset.id));
  });
  stage.classList.toggle("dimmed", on);
}

/** The same picture for saving and printing. */
function overviewPicture() {
  const model = overviewModel(1180, 860);
  const pen = new SvgPen(model.width + 48, model.height + 40, document.title);
  pen.moved(24, 20);
  for (const b of model.bands)
    pen.path(b.d, {
      stroke: b.soft ? paint.claim : paint[b.family],
      width: b.width,
      opacity: b.faint ? 0.07 : b.soft ? 0.16 : 0.32,
    });
  for (const column of model.columns) {
    pen.text(column.x, 22, `${say(`column_${column.family}`)}  ${number(column.all)}`, {
      size: 14,
      weight: 600,
      fill: paint[column.family],
    });
    for (const row of column.rows) {
      if (!row.soft)
        pen.path(box(column.x, row.y - 11, (column.width * row.n) / column.top, 22, 0), {
          fill: paint[column.family],
          opacity: 0.13,
        });
      if (row.kind) pen.path(signPath(row.kind, column.x + 12, row.y, 5), { fill: colourOf(row.kind) });
      pen.text(column.x + (row.kind ? 24 : 8), row.y + 4.5, fitted(row.label, (column.width - 66) / 13), {
        size: 13,
        fill: row.soft ? paint.soft : paint.ink,
      });
      if (row.n)
        pen.text(column.x + column.width - 8, row.y + 4.5, number(row.n), {
          size: 12,
          fill: paint.soft,
          anchor: "end",
        });
    }
  }
  return pen;
}
