// Everything at once, for graphs of no more than 1,500 nodes: places from the build, names where there is room.

const HUBS = 28;
/** Pixels left free beside the drawing for the names of its outermost nodes. */
const LABEL_ROOM = 95;
const claimKey = (c) => -1 - c;
const keyId = (key) => (key >= 0 ? E.id[key] : `claim/${C.id[claimKey(key)]}`);

function wholeScene() {
  const shown = new Set(passing.map(claimKey));
  for (const c of passing)
    for (const list of [C.speakers[c], C.industries[c], C.regions[c]])
      for (const i of list) if (!STATE.hide.has(kindOf(i))) shown.add(i);
  const drawing = CORE.drawing;
  const edges = drawing.edges.filter(
    ([a, b]) => shown.has(a) && (shown.has(b) || (a >= 0 && b >= 0 && !STATE.hide.has(kindOf(b)))),
  );
  for (const [a, b] of edges) shown.add(a).add(b);
  const degree = new Map();
  for (const pair of edges) for (const end of pair) degree.set(end, (degree.get(end) ?? 0) + 1);
  const nodes = drawing.nodes
    .filter((node) => shown.has(node.id))
    .map(({ id, x, y }) => {
      const weight = degree.get(id) ?? 0;
      if (id < 0) return { id, kind: "Claim", x, y, r: 4.5, label: "", weight: 0 };
      return { id, kind: kindOf(id), x, y, r: clamp(5 + 1.7 * Math.sqrt(weight), 5, 18), label: nameOf(id), weight };
    });
  return { mode: "all", nodes, edges };
}

/** Which names can be written at this scale, and on which side, so that nothing lies on anything; the weightiest first. */
function placeLabels(scale) {
  const size = 12 / scale;
  const cell = 50 / scale;
  const taken = new Map();
  const cellsOf = ([left, right, top, bottom]) => {
    const cells = [];
    for (let x = Math.floor(left / cell); x <= right / cell; x++)
      for (let y = Math.floor(top / cell); y <= bottom / cell; y++) cells.push(`${x} ${y}`);
    return cells;
  };
  const take = (area) =>
    cellsOf(area).forEach((key) => (taken.has(key) ? taken.get(key).push(area) : taken.set(key, [area])));
  const free = (area) =>
    cellsOf(area).every((key) =>
      (taken.get(key) ?? []).every((o) => o[1] <= area[0] || o[0] >= area[1] || o[3] <= area[2] || o[2] >= area[3]),
    );
  const xs = scene.nodes.map((n) => n.x);
  const edges = [Math.min(...xs) - LABEL_ROOM / scale, Math.max(...xs) + LABEL_ROOM / scale];
  scene.written = new Map();
  const ranked = scene.nodes.filter((n) => n.label).sort((a, b) => b.weight - a.weight || a.id - b.id);
  ranked.forEach((node, rank) => {
    // the weightiest are named in any case, over small signs if need be; the others only beside all signs
    if (rank === HUBS) for (const { x, y, r } of scene.nodes) take([x - r, x + r, y - r, y + r]);
    const [wide, tall] = [widthOf(fitted(node.label, 14)) * size + 4 / scale, size * 1.3];
    for (const side of ["below", "right", "left", "above"]) {
      const area = labelArea(node, side, wide, tall);
      if (area[0] < edges[0] || area[1] > edges[1] || !free(area)) continue;
      take(area);
      scene.written.set(node.id, side);
      break;
    }
  });
}

function labelArea({ x, y, r }, side, wide, tall) {
  const gap = r + tall * 0.12;
  if (side === "right") return [x + gap, x + gap + wide, y - tall / 2, y + tall / 2];
  if (side === "left") return [x - gap - wide, x - gap, y - tall / 2, y + tall / 2];
  if (side === "above") return [x - wide / 2, x + wide / 2, y - gap - tall, y - gap];
  return [x - wide / 2, x + wide / 2, y + gap, y + gap + tall];
}

function drawDot(pen, node, scale, { strong = false, faint = false } = {}) {
  const opacity = faint ? 0.18 : 1;
  pen.path(signPath(node.kind, node.x, node.y, node.r), {
    fill: node.kind === "Claim" ? paint.panel : colourOf(node.kind),
    stroke: strong ? paint.ink : node.kind === "Claim" ? paint.claim : paint.panel,
    width: (strong ? 2.5 : 1.2) / Math.max(scale, 0.6),
    opacity,
  });
}

function drawDotName(pen, node, scale, strong) {
  const size = 12 / scale;
  const text = strong ? node.label : fitted(node.label, 14);
  const side = scene.written?.get(node.id) ?? "below";
  const [left, right, , bottom] = labelArea(node, side, widthOf(text) * size, size * 1.3);
  const anchor = { right: "start", left: "end" }[side] ?? "middle";
  const x = anchor === "start" ? left : anchor === "end" ? right : (left + right) / 2;
  pen.text(x, bottom - size * 0.32, text, { size, anchor, weight: strong ? 700 : 500, halo: paint.paper });
}
