// What is shown, to take away: pictures, rows, the state.

const PICTURES = {
  overview: overviewPicture,
  focus: networkPicture,
  all: networkPicture,
  timeline: timelinePicture,
  matrix: matrixPicture,
};

/** The picture of the view, or null where it has none (the table) or shows nothing. */
function picture() {
  const draw = PICTURES[STATE.view];
  if (!draw || !passing.length || (draw === networkPicture && !scene?.nodes.length)) return null;
  const pen = draw();
  pen.signed([document.title, say(`view_${STATE.view}`), byId("count").textContent, say("caveat")].join(" · "));
  return pen;
}

const fileName = (ending) =>
  `${(CORE.title || "graph").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "graph"}-${STATE.view}.${ending}`;

function saveSvg() {
  const pen = picture();
  if (pen) saveFile(fileName("svg"), pen.toString(), "image/svg+xml");
}

/** Twice the size, on the page's own ground. */
function savePng() {
  const pen = picture();
  if (!pen) return;
  const url = URL.createObjectURL(new Blob([pen.toString()], { type: "image/svg+xml" }));
  const image = new Image();
  image.onload = () => {
    const canvas = el("canvas");
    const scale = Math.min(2, 16000 / Math.max(pen.width, pen.height));
    canvas.width = Math.round(pen.width * scale);
    canvas.height = Math.round(pen.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob((blob) => blob && saveFile(fileName("png"), blob, "image/png"), "image/png");
  };
  image.src = url;
}

const CSV_COLUMNS = [
  "id",
  "date",
  "outlet",
  "title",
  "file",
  "speaker",
  "speaker_kind",
  "posts",
  "cue",
  "mode",
  "act",
  "statement",
  "industries",
  "regions",
  "spans",
  "rule",
  "confidence",
];

function claimsCsv(claims) {
  const rows = claims.map((c) => {
    const [d, article] = [detail(c) ?? {}, articleOf(c)];
    const posts = (d.posts ?? [])
      .map((p) => CORE.posts[p])
      .map(([, at, role]) => `${at < 0 ? "" : E.label[at]}${role}`);
    return [
      `claim/${C.id[c]}`,
      article.published,
      article.publisher,
      article.title,
      article.path,
      C.speakers[c].map((i) => E.label[i]).join("|"),
      C.speakers[c].map(kindOf).join("|"),
      posts.join("|"),
      d.cue,
      CORE.modes[C.mode[c]],
      CORE.acts[C.act[c]],
      d.text,
      C.industries[c].map((i) => E.label[i]).join("|"),
      C.regions[c].map((i) => E.label[i]).join("|"),
      (d.spans ?? []).map(([a, b]) => `${a}-${b}`).join("|"),
      d.rule,
      C.confidence[c] / 100,
    ];
  });
  // the mark at the beginning tells spreadsheets that this is UTF-8
  return `\ufeff${[CSV_COLUMNS, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/** A cell that no spreadsheet takes for a formula. */
function csvCell(value) {
  let text = String(value ?? "");
  if (/^[\s]*[=+\-@\t\r|]/.test(text) && Number.isNaN(Number(text))) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function saveCsv(claims = STATE.view === "table" ? sortedClaims() : passing) {
  withDetails(claims, () => saveFile(fileName("csv"), claimsCsv(claims), "text/csv"));
}

function saveState() {
  const state = { state: written(), language, title: CORE.title, claims: passing.map((c) => `claim/${C.id[c]}`) };
  if (scene)
    state.positions = Object.fromEntries(scene.nodes.map((n) => [keyId(n.id), [Math.round(n.x), Math.round(n.y)]]));
  saveFile(fileName("json"), `${JSON.stringify(state, null, 1)}\n`, "application/json");
}

async function openState(file) {
  try {
    const { state } = JSON.parse(await file.text());
    const wanted = read(String(state));
    update(wanted);
  } catch {
    announce(say("state_damaged"));
  }
}

function announce(text) {
  byId("count").textContent = text;
}

// ---- on paper: the canvas would be stretched, so its picture takes its place

function beforePrint() {
  const pen = picture();
  byId("paper")?.remove();
  if (pen) byId("view").after(el("div.paper", { id: "paper" }, pen.root));
}

addEventListener("beforeprint", beforePrint);
addEventListener("afterprint", () => byId("paper")?.remove());
