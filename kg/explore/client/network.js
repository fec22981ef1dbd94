// What vis-network shows: the whole, or one name. Places are given and physics is off; our own pens
// draw the nodes, so that the saved picture is the same.

let scene = null;
let network = null;
let hot = null;

function dropNetwork() {
  network?.destroy();
  network = scene = hot = null;
}

function renderNetwork(view) {
  dropNetwork();
  const whole = STATE.view === "all";
  if (whole && CLAIMS && !CORE.drawing)
    return put(
      view,
      el(
        "div.nothing",
        null,
        el("p", null, say("too_many", { n: E.id.length + CLAIMS })),
        ["overview", "focus"].map((other) => el("button", { onclick: () => show(other) }, say(`view_${other}`))),
      ),
    );
  if (!passing.length && !CLAIM_NUMBER.has(STATE.sel)) return put(view, emptyResult());
  if (whole) drawNetwork(view, wholeScene());
  else {
    const selection = STATE.sel && known(STATE.sel) ? STATE.sel : topSpeaker();
    withDetails(claimsOf(selection).slice(0, FOCUS_CARDS[2]), () => {
      if (STATE.view === "focus") drawNetwork(view, focusScene());
    });
  }
}

function drawNetwork(view, made) {
  scene = made;
  scene.at = new Map(scene.nodes.map((node) => [node.id, node]));
  const paper = el("div.canvas", {
    role: "img",
    lang: language === "en" ? CORE.language : language,
    "aria-label": say("drawing_label", { nodes: scene.nodes.length, edges: scene.edges.length }),
  });
  const focusNote =
    scene.mode === "focus" &&
    scene.all > scene.claims.length &&
    say("cards_of", { n: scene.claims.length, all: scene.all });
  put(
    view,
    el(
      "div.options",
      null,
      scene.mode === "focus" && choose("depth", "depth_1", "depth_2"),
      focusNote && el("span.soft", null, focusNote),
      zoomButtons(),
    ),
    scene.nodes.length ? paper : el("p.empty", null, say("no_claims")),
  );
  if (!scene.nodes.length) return;
  const data = {
    nodes: new vis.DataSet(scene.nodes.map(({ id, x, y }) => ({ id, x, y, shape: "custom", ctxRenderer: rendered }))),
    edges: new vis.DataSet(scene.edges.map(([from, to], id) => ({ id, from, to, color: edgeColour(from, to) }))),
  };
  network = new vis.Network(paper, data, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      hover: true,
      zoomView: scene.mode === "all",
      dragView: true,
      keyboard: false,
      tooltipDelay: 1e8,
      selectConnectedEdges: false,
    },
    nodes: { chosen: false, labelHighlightBold: false },
    edges: { smooth: false, width: scene.mode === "all" ? 0.8 : 1.4, chosen: false, hoverWidth: 0, selectionWidth: 0 },
  });
  network.on("click", chosen);
  network.on("hoverNode", ({ node }) => warm(node));
  network.on("blurNode", () => warm(null));
  network.on("dragEnd", ({ nodes }) => nodes.forEach((id) => Object.assign(scene.at.get(id), network.getPosition(id))));
  network.on("beforeDrawing", beforeNodes);
  if (scene.mode === "focus") paper.addEventListener("wheel", pan, { passive: false });
  markSelection();
  home();
}

const edgeColour = (from, to) => {
  const topic = [from, to].map((key) => (key >= 0 ? kindOf(key) : "")).find((kind) => FAMILY[kind]) ?? "Claim";
  return { color: paint[FAMILY[topic]], opacity: scene.mode === "all" ? 0.36 : 0, inherit: false };
};

function rendered({ ctx, id, x, y, state }) {
  const node = scene.at.get(id);
  Object.assign(node, { x, y });
  const pen = new CanvasPen(ctx);
  const look = { strong: state.hover || scene.chosen?.has(id), faint: hot !== null && !hot.has(id) };
  if (scene.mode === "all") {
    const scale = network ? network.getScale() : 1;
    const named = node.label && (hot ? hot.has(id) : scene.written?.has(id) || look.strong);
    return {
      drawNode: () => drawDot(pen, node, scale, look),
      drawExternalLabel: () => named && drawDotName(pen, node, scale, look.strong),
      nodeDimensions: { width: 2 * node.r + 4, height: 2 * node.r + 4 },
    };
  }
  if (node.kind === "Claim")
    return { drawNode: () => drawCard(pen, node, look), nodeDimensions: { width: CARD.width, height: node.height } };
  return { drawNode: () => drawEnd(pen, node, look), nodeDimensions: { width: 30, height: 30 } };
}

function beforeNodes(context) {
  const scale = network.getScale();
  if (scene.mode === "all" && (!scene.written || Math.abs(scale / scene.scale - 1) > 0.04)) {
    scene.scale = scale;
    placeLabels(scale);
  }
  const pen = new CanvasPen(context);
  if (scene.mode === "focus") return drawBands(pen);
  if (!hot) return;
  for (const [a, b] of scene.edges) {
    if (a !== hot.centre && b !== hot.centre) continue;
    const [p, q] = [scene.at.get(a), scene.at.get(b)];
    pen.path(`M${p.x} ${p.y}L${q.x} ${q.y}`, { stroke: paint.ink, width: 1.6 / scale, opacity: 0.7 });
  }
}

/** Bands of the focus view, from the edges of the cards; vis-network's own edges lie unseen beneath, to be pressed. */
function drawBands(pen) {
  for (const [a, b] of scene.edges) {
    const [p, q] = [scene.at.get(a), scene.at.get(b)];
    const faint = hot && !(hot.has(a) && hot.has(b));
    const lit = hot && !faint;
    const look = { stroke: edgeColour(a, b).color, width: lit ? 2.2 : 1.4, opacity: faint ? 0.12 : lit ? 0.9 : 0.45 };
    if (a >= 0 && b >= 0) pen.path(`M${p.x} ${p.y}C${p.x + 40} ${p.y} ${q.x + 40} ${q.y} ${q.x} ${q.y}`, look);
    else pen.path(band(p.x + (a < 0 ? CARD.width / 2 : 0), p.y, q.x - (b < 0 ? CARD.width / 2 : 0), q.y), look);
  }
}

function warm(id) {
  hot = null;
  if (id !== null && scene.at.has(id)) {
    hot = new Set([id]);
    hot.centre = id;
    for (const [a, b] of scene.edges) if (a === id || b === id) hot.add(a).add(b);
  }
  network.redraw();
}

function markSelection() {
  if (!scene) return;
  scene.chosen = new Set(
    STATE.sel
      .split(/[~>]/)
      .map((term) => NUMBER.get(term) ?? (CLAIM_NUMBER.has(term) ? claimKey(CLAIM_NUMBER.get(term)) : null)),
  );
  network?.redraw();
}

function chosen({ nodes, edges }) {
  if (nodes.length) return update({ sel: keyId(nodes[0]) });
  if (!edges.length) return;
  const [a, b] = scene.edges[edges[0]];
  const claim = [a, b].find((key) => key < 0);
  update({ sel: claim === undefined ? `${keyId(a)}~${keyId(b)}` : keyId(claim) });
}

// ---- moving about

function zoomButtons() {
  const zoom = (by) =>
    network?.moveTo({
      scale: clamp(network.getScale() * by, 0.1, 4),
      animation: calm.matches ? false : { duration: 150 },
    });
  const button = (label, sign_, onclick) =>
    el("button", { "aria-label": say(label), title: say(label), onclick }, sign_);
  return el(
    "div.segments.zoom",
    { role: "group", "aria-label": say("zoom") },
    button("zoom_in", "+", () => zoom(1.25)),
    button("zoom_out", "−", () => zoom(0.8)),
    button("zoom_fit", "⤢", home),
  );
}

function pan(event) {
  event.preventDefault();
  if (event.ctrlKey || event.metaKey)
    return network.moveTo({ scale: clamp(network.getScale() * Math.exp(-event.deltaY / 300), 0.2, 3) });
  const { x, y } = network.getViewPosition();
  const scale = network.getScale();
  network.moveTo({ position: { x: x + event.deltaX / scale, y: y + event.deltaY / scale } });
}

/** Everything for the whole; for one name the full width, from the top, in readable size. */
function home() {
  if (!network) return;
  const paper = document.querySelector(".canvas");
  const bounds = boundsOf(scene);
  if (scene.mode === "all") {
    const scale = Math.min(
      1.6,
      (paper.clientWidth - 2 * LABEL_ROOM + 30) / bounds.width,
      (paper.clientHeight - 50) / bounds.height,
    );
    const position = { x: bounds.left + bounds.width / 2, y: bounds.top + bounds.height / 2 };
    return network.moveTo({ position, scale, animation: false });
  }
  const scale = Math.min(1, paper.clientWidth / bounds.width);
  const room = paper.clientHeight / scale;
  network.moveTo({
    position: {
      x: bounds.left + bounds.width / 2,
      y: bounds.height < room ? bounds.top + bounds.height / 2 : bounds.top + room / 2,
    },
    scale,
    animation: false,
  });
}

function boundsOf({ nodes, mode }) {
  const half = CARD.half;
  const tall = (n) => (n.height ?? 2 * n.r + 30) / 2 + 16;
  const left = mode === "focus" ? -half : Math.min(...nodes.map((n) => n.x)) - 20;
  const right = mode === "focus" ? half : Math.max(...nodes.map((n) => n.x)) + 20;
  const top = Math.min(...nodes.map((n) => n.y - tall(n)));
  return { left, top, width: right - left, height: Math.max(...nodes.map((n) => n.y + tall(n))) - top };
}

/** The same picture for saving and printing. */
function networkPicture() {
  const whole = scene.mode === "all";
  const bounds = boundsOf(scene);
  const margin = whole ? LABEL_ROOM : 0;
  const scale = whole ? Math.min(1, 1600 / bounds.width) : 1;
  const pen = new SvgPen(bounds.width * scale + 2 * margin, bounds.height * scale, document.title);
  pen.moved(margin - bounds.left * scale, -bounds.top * scale, scale);
  if (whole) drawWhole(pen, scale);
  else {
    drawBands(pen);
    for (const node of scene.nodes) (node.kind === "Claim" ? drawCard : drawEnd)(pen, node);
  }
  return pen;
}

function drawWhole(pen, scale) {
  for (const [a, b] of scene.edges) {
    const [p, q] = [scene.at.get(a), scene.at.get(b)];
    const { color, opacity } = edgeColour(a, b);
    pen.path(`M${fixed(p.x)} ${fixed(p.y)}L${fixed(q.x)} ${fixed(q.y)}`, { stroke: color, opacity });
  }
  placeLabels(scale);
  for (const node of scene.nodes) drawDot(pen, node, scale);
  for (const node of scene.nodes) if (scene.written.has(node.id)) drawDotName(pen, node, scale, false);
  scene.written = null; // the places hold for this scale only; the screen finds its own again
}
