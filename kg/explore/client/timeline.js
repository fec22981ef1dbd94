// Claims over time: by the page's date, or by the dates the claims name; below, who spoke when.

const LANES = 14;
let timelineDrawn = null;

function timesOf(c) {
  return STATE.dates === "named" ? C.dates[c] : [dateOf(c)].filter(Boolean);
}

/** Day, month or year: the finest of which no more than about sixty lie between first and last. */
function unitFor(dates) {
  if (!dates.length) return 10;
  const [first, last] = [dates[0], dates.at(-1)];
  const days = (Date.parse(pad(last)) - Date.parse(pad(first))) / 864e5;
  if (STATE.dates === "named" || days > 1800) return 4;
  return days > 70 ? 7 : 10;
}

const pad = (date) => `${date}-01-01`.slice(0, 10);

/** Every unit from the first to the last date, empty ones too, up to a screenful. */
function scaleOf(dates, length) {
  const used = [...new Set(dates.map((d) => d.slice(0, length)))].sort();
  if (used.length < 2) return used;
  const out = [];
  const end = new Date(pad(used.at(-1)));
  for (const at = new Date(pad(used[0])); at <= end && out.length < 400;) {
    out.push(at.toISOString().slice(0, length));
    if (length === 10) at.setUTCDate(at.getUTCDate() + 1);
    else if (length === 7) at.setUTCMonth(at.getUTCMonth() + 1);
    else at.setUTCFullYear(at.getUTCFullYear() + 1);
  }
  return out.length <= 70 ? out : used;
}

function timelineModel(width) {
  const dated = passing.map((c) => [c, timesOf(c)]);
  const all = dated.flatMap(([, times]) => times).sort();
  const length = unitFor(all);
  const units = scaleOf(all, length);
  const prefix = STATE.dates === "named" ? "named:" : "date:";
  const sums = new Map(units.map((unit) => [unit, 0]));
  const lanes = new Map();
  let undated = 0;
  for (const [c, times] of dated) {
    if (!times.length) undated++;
    for (const unit of new Set(times.map((t) => t.slice(0, length)))) {
      sums.set(unit, (sums.get(unit) ?? 0) + 1);
      for (const s of C.speakers[c]) {
        if (STATE.hide.has(kindOf(s))) continue;
        if (!lanes.has(s)) lanes.set(s, new Map());
        lanes.get(s).set(unit, (lanes.get(s).get(unit) ?? 0) + 1);
      }
    }
  }
  const total = (marks) => [...marks.values()].reduce((a, b) => a + b, 0);
  const rows = [...lanes].sort((a, b) => total(b[1]) - total(a[1]) || a[0] - b[0]).slice(0, LANES);
  const names = clamp(width * 0.22, 120, 210);
  const step = (width - names - 40) / Math.max(1, units.length);
  const x = (n) => names + 20 + step * (n + 0.5);
  return {
    width,
    height: 172 + rows.length * 30 + 20,
    units,
    sums,
    rows,
    undated,
    prefix,
    names,
    step,
    x,
    top: Math.max(1, ...sums.values()),
  };
}

function renderTimeline(view) {
  if (!passing.length) return put(view, emptyResult());
  const model = timelineModel(Math.max(phone.matches ? 560 : 340, roomIn(view)));
  timelineDrawn = model;
  put(
    view,
    el(
      "div.options",
      null,
      choose("dates", "dates_published", "dates_named"),
      model.undated > 0 &&
        (STATE.dates === "published"
          ? el(
              "button.plain",
              { onclick: () => update({ sel: "date:undated" }) },
              say("without_date", { n: model.undated }),
            )
          : el("span.soft", null, say("without_date", { n: model.undated }))),
    ),
    model.units.length
      ? el(
          "div.scroller",
          { tabindex: "0", role: "region", "aria-label": say("view_timeline") },
          timelineElement(model),
        )
      : el("p.empty", null, say("no_dates")),
  );
}

function timelineElement(m) {
  const root = svg("svg.timeline", {
    viewBox: `0 0 ${m.width} ${m.height}`,
    width: m.width,
    height: m.height,
    role: "group",
    "aria-label": say("view_timeline"),
  });
  const mark = (selection, label, ...shapes) => {
    const press = () => update({ sel: selection });
    const onkeydown = (e) => (e.key === "Enter" || e.key === " ") && (e.preventDefault(), press());
    root.append(
      svg(
        "g.mark",
        { tabindex: "0", role: "button", "aria-label": label, onclick: press, onkeydown },
        shapes,
        svg("title", null, label),
      ),
    );
  };
  const text = (x, y, text, anchor, look = "") =>
    root.append(svg(`text${look}`, { x, y, "text-anchor": anchor, lang: languageOf(text) }, text));
  timelineShapes(m, {
    line: (x1, y1, x2, y2) => root.append(svg("line.grid", { x1, y1, x2, y2 })),
    date: (x, y, date) => text(x, y, date, "middle", ".soft"),
    bar: (x, y, w, h, n, unit) => {
      mark(
        m.prefix + unit,
        `${day(unit)}: ${count("n_claims", n)}`,
        svg("rect.hit", { x: x - 4, y: 10, width: w + 8, height: 112 }),
        svg("rect.bar", { x, y, width: w, height: h, rx: 2 }),
      );
      text(x + w / 2, y - 6, number(n), "middle", ".soft");
    },
    dot: (x, y, r, n, s, unit) => {
      mark(
        `${E.id[s]}~${m.prefix}${unit}`,
        `${nameOf(s)}, ${day(unit)}: ${count("n_claims", n)}`,
        svg("circle.hit", { cx: x, cy: y, r: Math.max(r, 12) }),
        svg("circle.dot", { cx: x, cy: y, r }),
      );
      if (n > 1) text(x, y + 4, number(n), "middle", ".in");
    },
    name: (x, y, s) => {
      mark(
        E.id[s],
        nameOf(s),
        svg("rect.hit", { x: x - m.names, y: y - 13, width: m.names - 10, height: 26 }),
        svg("path", {
          d: signPath(kindOf(s), x - m.names + 10, y, 5),
          class: FAMILY[kindOf(s)],
          "fill-rule": "evenodd",
        }),
      );
      text(x - m.names + 22, y + 4.5, fitted(nameOf(s), (m.names - 30) / 13), "start");
    },
  });
  return root;
}

/** What is drawn and where, whoever draws it. */
function timelineShapes(m, draw) {
  const base = 122;
  draw.line(m.names, base, m.width, base);
  const every = Math.max(1, Math.ceil(64 / m.step));
  m.units.forEach((unit, n) => {
    const sum = m.sums.get(unit);
    const wide = clamp(m.step * 0.62, 3, 46);
    const tall = (92 * sum) / m.top;
    if (sum) draw.bar(m.x(n) - wide / 2, base - tall, wide, tall, sum, unit);
    if (n % every === 0) draw.date(m.x(n), base + 20, shortUnit(unit));
  });
  m.rows.forEach(([s, marks], k) => {
    const y = 172 + k * 30;
    draw.line(m.names, y, m.width, y);
    draw.name(m.names, y, s);
    m.units.forEach(
      (unit, n) =>
        marks.has(unit) &&
        draw.dot(m.x(n), y, clamp(4 + 2.6 * Math.sqrt(marks.get(unit)), 6, 14), marks.get(unit), s, unit),
    );
  });
}

function shortUnit(unit) {
  if (unit.length === 4) return unit;
  const [year, month, date] = unit.split("-");
  return date ? `${Number(month)}-${date}` : `${year}-${month}`;
}

function timelinePicture() {
  const m = timelineModel(1180);
  const pen = new SvgPen(m.width + 40, m.height + 20, document.title);
  pen.moved(20, 10);
  timelineShapes(m, {
    line: (x1, y1, x2, y2) => pen.path(`M${fixed(x1)} ${y1}L${fixed(x2)} ${y2}`, { stroke: paint.line }),
    date: (x, y, date) => pen.text(x, y, date, { anchor: "middle", fill: paint.soft, size: 12 }),
    bar: (x, y, w, h, n) => (
      pen.path(box(x, y, w, h, 0), { fill: paint.speaker }),
      pen.text(x + w / 2, y - 6, number(n), { anchor: "middle", size: 12 })
    ),
    dot: (x, y, r, n) => (
      pen.path(signPath("Person", x, y, r), { fill: paint.speaker }),
      n > 1 && pen.text(x, y + 4, number(n), { anchor: "middle", size: 11, fill: paint.panel })
    ),
    name: (x, y, s) => (
      pen.path(signPath(kindOf(s), x - m.names + 10, y, 5), { fill: colourOf(kindOf(s)) }),
      pen.text(x - m.names + 22, y + 4.5, fitted(nameOf(s), (m.names - 30) / 13), { size: 13 })
    ),
  });
  return pen;
}
