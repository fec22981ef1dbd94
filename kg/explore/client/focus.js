// One name and its claims as cards: who says them at the left, what they are about at the right.

/** Measures of the focus view: cards, the columns beside them, the names beside those. */
const WIDE_CARD = { width: 304, text: 13, line: 19, chars: 21.5, side: 262, name: 10.5, half: 427 };
const NARROW_CARD = { width: 196, text: 13, line: 19, chars: 13, side: 120, name: 4.6, half: 198 };
let CARD = WIDE_CARD;
/** The name itself stands no lower, so that it is seen at once beside however many cards. */
const CENTRE = 240;
const FOCUS_CARDS = { 1: 30, 2: 60 };

/** Speakers left, claims as cards in the middle, topics right; each end beside its cards. */
function focusScene() {
  CARD = phone.matches ? NARROW_CARD : WIDE_CARD;
  const selection = STATE.sel && known(STATE.sel) ? STATE.sel : topSpeaker();
  let claims = claimsOf(selection);
  if (CLAIM_NUMBER.has(selection))
    claims = [
      claims[0],
      ...CORE.restates.filter((p) => p.includes(claims[0])).map(([a, b]) => (a === claims[0] ? b : a)),
    ];
  const all = new Set(claims);
  if (STATE.depth === "2") {
    for (const c of claims.slice(0, 20))
      for (const list of [C.speakers[c], C.industries[c], C.regions[c]])
        for (const i of list) for (const other of claimsOf(E.id[i])) all.add(other);
  }
  const most = FOCUS_CARDS[STATE.depth];
  const shown = [...claims, ...[...all].filter((c) => !claims.includes(c))].slice(0, most);
  shown.sort((a, b) => (C.speakers[a][0] ?? -1) - (C.speakers[b][0] ?? -1) || a - b);
  const centre = NUMBER.get(selection);
  return { mode: "focus", selection, claims: shown, all: all.size, ...columns(shown, centre) };
}

function topSpeaker() {
  const found = new Map();
  for (const c of passing) for (const i of C.speakers[c]) found.set(i, (found.get(i) ?? 0) + 1);
  const [best] = [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return best ? E.id[best[0]] : passing.length ? `claim/${C.id[passing[0]]}` : "";
}

function columns(claims, centre) {
  const nodes = [];
  const edges = [];
  let y = 0;
  const at = new Map();
  for (const c of claims) {
    const d = detail(c);
    const lines = wrapped(d?.text ?? "…", CARD.chars, 3);
    const height = 34 + lines.length * CARD.line;
    nodes.push({
      id: claimKey(c),
      kind: "Claim",
      x: 0,
      y: y + height / 2,
      height,
      lines,
      meta: cardMeta(c),
      strong: STATE.sel === `claim/${C.id[c]}`,
    });
    at.set(c, y + height / 2);
    y += height + 14;
  }
  const ends = new Map();
  const join = (i, c) => {
    if (!ends.has(i)) ends.set(i, []);
    ends.get(i).push(at.get(c));
    edges.push(FAMILY[kindOf(i)] === "speaker" ? [i, claimKey(c)] : [claimKey(c), i]);
  };
  for (const c of claims)
    for (const list of [C.speakers[c], C.industries[c], C.regions[c]])
      for (const i of list) if (!STATE.hide.has(kindOf(i))) join(i, c);
  const people =
    centre !== undefined && kindOf(centre) === "Organization"
      ? [...ends.keys()].filter((i) => EMPLOYERS.get(i)?.includes(centre))
      : [];
  if (people.length && !ends.has(centre)) ends.set(centre, [Math.min(...people.flatMap((p) => ends.get(p))) - 60]);
  for (const person of people) edges.push([centre, person]);
  const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
  for (const side of [-1, 1]) {
    const column = [...ends]
      .filter(([i]) => (FAMILY[kindOf(i)] === "speaker") === side < 0)
      .map(([i, list]) => [i, i === centre ? Math.min(mean(list), CENTRE) : mean(list)]);
    spread(column, 36).forEach(([i, place]) =>
      nodes.push({
        id: i,
        kind: kindOf(i),
        x: side * CARD.side,
        y: place,
        side,
        r: i === centre ? 10 : 7,
        strong: i === centre,
        lines: wrapped(nameOf(i), CARD.name, 2),
      }),
    );
  }
  return { nodes, edges };
}

/** Places in order and at least `room` apart, near where they wish to be. */
function spread(column, room) {
  column.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  const wished = column.map(([, y]) => y);
  for (let k = 1; k < column.length; k++) column[k][1] = Math.max(column[k][1], column[k - 1][1] + room);
  const shift = column.reduce((sum, [, y], k) => sum + wished[k] - y, 0) / Math.max(1, column.length);
  return column.map(([i, y]) => [i, y + shift]);
}

function cardMeta(c) {
  const article = articleOf(c);
  return fitted(
    [
      term("mode", CORE.modes[C.mode[c]]),
      article.publisher || fitted(article.title ?? article.doc, 10),
      article.published && day(article.published),
    ]
      .filter(Boolean)
      .join(" · "),
    (CARD.width - 28) / 11.5,
  );
}

function drawCard(pen, node, { strong = false, faint = false } = {}) {
  const [left, top] = [node.x - CARD.width / 2, node.y - node.height / 2];
  const opacity = faint ? 0.3 : 1;
  pen.path(box(left, top, CARD.width, node.height, 5), {
    fill: paint.panel,
    stroke: strong || node.strong ? paint.accent : paint.line,
    width: strong || node.strong ? 2 : 1,
    opacity,
  });
  node.lines.forEach((line, n) => pen.text(left + 14, top + 23 + n * CARD.line, line, { size: CARD.text, opacity }));
  pen.text(left + 14, top + node.height - 10, node.meta, { size: 11, fill: paint.soft, opacity });
}

function drawEnd(pen, node, { strong = false, faint = false } = {}) {
  const opacity = faint ? 0.3 : 1;
  pen.path(signPath(node.kind, node.x, node.y, node.r), {
    fill: colourOf(node.kind),
    stroke: strong || node.strong ? paint.ink : null,
    width: 2,
    opacity,
  });
  const first = node.y + 4.5 - (node.lines.length - 1) * 8;
  node.lines.forEach((line, n) =>
    pen.text(node.x + node.side * 15, first + n * 16, line, {
      size: 13,
      weight: node.strong ? 700 : 500,
      anchor: node.side < 0 ? "end" : "start",
      opacity,
    }),
  );
}
