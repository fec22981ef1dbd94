// The frame: masthead, views, keyboard; and what is drawn anew when the state changes.

const DRAW = {
  overview: renderOverview,
  focus: renderNetwork,
  all: renderNetwork,
  table: renderTable,
  timeline: renderTimeline,
  matrix: renderMatrix,
};
const VIEW_KEYS = {
  overview: ["level", "order"],
  focus: ["depth", "sel"],
  all: [],
  table: ["sort", "dir"],
  timeline: ["dates"],
  matrix: ["level", "measure"],
};
const MARK = { overview: () => lightUp(), all: markSelection, table: markRows, matrix: markCells };

function renderFrame() {
  byId("skip").textContent = say("skip");
  document.title = CORE.title || say("untitled");
  put(byId("title"), el("span", { lang: languageOf(document.title) }, document.title));
  const speakers = new Set(C.speakers.flat()).size;
  byId("summary").textContent = [
    CORE.left
      ? say("pages_of", { n: ARTICLES.length, all: ARTICLES.length + CORE.left })
      : count("n_pages", ARTICLES.length),
    count("n_claims", CLAIMS),
    count("n_speakers", speakers),
  ].join(" · ");
  buildFind();
  put(byId("tools"), languageButtons(), themeButton(), exportMenu(), filterButton());
  byId("views").setAttribute("aria-label", say("views"));
  for (const [id, key] of [
    ["filters", "filters"],
    ["evidence", "evidence"],
  ])
    byId(id).setAttribute("aria-label", say(key));
  renderTabs();
  put(
    byId("foot"),
    el("p", null, say("caveat")),
    el(
      "p",
      null,
      `kg ${CORE.version ?? ""}`,
      " · ",
      count("n_pages", ARTICLES.length),
      CORE.context ? null : ` · ${say("no_context")}`,
      CORE.left ? ` · ${say("pages_left", { n: CORE.left })}` : null,
    ),
  );
}

function renderTabs() {
  keepingFocus(
    byId("views"),
    VIEWS.map((view, n) =>
      el(
        "button",
        {
          "aria-current": STATE.view === view ? "page" : null,
          "data-key": view,
          title: String(n + 1),
          onclick: () => show(view),
        },
        say(`view_${view}`),
      ),
    ),
  );
}

/** Go to a view; the focus view without a selection begins with whoever speaks most. */
const show = (view) => update(view === "focus" && !STATE.sel ? { view, sel: topSpeaker() } : { view });

function languageButtons() {
  const short = { en: ["EN", "English"], "zh-Hans": ["简", "简体中文"], "zh-Hant": ["繁", "繁體中文"] };
  return el(
    "div.segments",
    { role: "group", "aria-label": say("language") },
    LANGUAGES.map((tag) =>
      el(
        "button",
        {
          lang: tag,
          "aria-pressed": language === tag,
          "aria-label": short[tag].join(" "),
          title: short[tag][1],
          onclick: () => update({ lang: tag }, { replace: true }),
        },
        short[tag][0],
      ),
    ),
  );
}

function themeButton() {
  const dark = document.documentElement.dataset.theme === "dark";
  const label = say(dark ? "theme_light" : "theme_dark");
  return el(
    "button.plain.theme",
    { "aria-label": label, title: label, onclick: () => update({ theme: dark ? "light" : "dark" }, { replace: true }) },
    dark ? "☀" : "☾",
  );
}

function filterButton() {
  return el(
    "button.show-filters",
    {
      onclick: () => {
        document.body.classList.add("filtering");
        byId("filters").querySelector("button")?.focus();
      },
    },
    say("filters"),
  );
}

function exportMenu() {
  const entry = (key, work) =>
    el(
      "button.plain",
      {
        onclick: () => {
          menu.open = false;
          work();
        },
        "data-export": key,
      },
      say(`export_${key}`),
    );
  const file = el("input", {
    type: "file",
    accept: ".json,application/json",
    "aria-label": say("export_open"),
    hidden: true,
    onchange: (e) => e.target.files[0] && openState(e.target.files[0]),
  });
  const menu = el(
    "details.menu",
    { onkeydown: (e) => e.key === "Escape" && ((menu.open = false), menu.firstChild.focus(), e.stopPropagation()) },
    el("summary", null, say("export")),
    el(
      "div.entries",
      null,
      entry("png", savePng),
      entry("svg", saveSvg),
      entry("csv", () => saveCsv()),
      entry("state", saveState),
      entry("open", () => file.click()),
      entry("link", async () => announce(say((await copyText(linkTo({}))) ? "copied" : "copy_failed"))),
      entry("print", () => print()),
      file,
    ),
  );
  return menu;
}

// ---- drawing anew

const ROOMY = new Set(["table", "matrix"]);

/** Table and matrix have the evidence's place too while there is none to show. */
const makeRoom = () => document.body.classList.toggle("roomy", ROOMY.has(STATE.view) && STATE.sel === "");

function rerender() {
  const view = byId("view");
  if (STATE.view !== "focus" && STATE.view !== "all") dropNetwork();
  view.className = `view ${STATE.view}`;
  keepingViewFocus(() => DRAW[STATE.view](view));
}

function keepingViewFocus(draw) {
  const key = byId("view").contains(document.activeElement) ? document.activeElement.dataset.key : "";
  draw();
  if (key)
    byId("view")
      .querySelector(`[data-key="${CSS.escape(key)}"]`)
      ?.focus({ preventScroll: true });
}

listen((changed) => {
  const has = (...keys) => keys.some((key) => changed.has(key));
  const all = has("lang", "theme");
  if (has("lang")) setLanguage(STATE.lang);
  if (has("theme")) setTheme(STATE.theme);
  if (all) renderFrame();
  const filtered = [...changed].some((key) => FILTER_KEYS.has(key));
  if (filtered) sift();
  if (filtered || all) {
    renderFilters();
    renderChips();
  }
  if (has("view")) {
    renderTabs();
    if (phone.matches) document.body.classList.remove("reading");
  }
  if (filtered || all || has("sel")) renderEvidence();
  makeRoom();
  if (filtered || all || has("view", ...VIEW_KEYS[STATE.view])) rerender();
  else if (has("sel")) MARK[STATE.view]?.();
});

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
  if (e.key === "Escape") {
    if (document.body.classList.contains("filtering")) return document.body.classList.remove("filtering");
    return update({ sel: "" });
  }
  if (/^(input|textarea|select)$/i.test(e.target.tagName)) return;
  if (e.key === "/") {
    e.preventDefault();
    byId("search").focus();
  } else if (e.key === "j") step(1);
  else if (e.key === "k") step(-1);
  else if (/^[1-6]$/.test(e.key)) show(VIEWS[Number(e.key) - 1]);
  else if (STATE.view === "overview" && /^Arrow/.test(e.key) && e.target.classList?.contains("row")) walkRows(e);
});

/** Arrow keys over the rows: up and down a column, left and right between columns. */
function walkRows(e) {
  const columns = [...document.querySelectorAll(".column")].map((column) => [...column.querySelectorAll(".row")]);
  const at = columns.findIndex((rows) => rows.includes(e.target));
  const n = columns[at].indexOf(e.target);
  const [side, down] = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[e.key];
  const rows = columns[clamp(at + side, 0, 2)];
  e.preventDefault();
  rows[clamp(n + down, 0, rows.length - 1)]?.focus();
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  if (STATE.theme) return;
  setTheme("");
  renderFrame();
  rerender();
});
let lastWidth = innerWidth;
addEventListener(
  "resize",
  debounced(() => {
    if (innerWidth === lastWidth || STATE.view === "focus" || STATE.view === "all") return;
    lastWidth = innerWidth;
    rerender();
  }, 150),
);

Object.assign(STATE, read(location.hash));
setLanguage(STATE.lang);
setTheme(STATE.theme);
sift();
renderFrame();
renderFilters();
renderChips();
renderEvidence();
makeRoom();
rerender();
performance.mark("kg-ready");
document.documentElement.dataset.ready = "true";
