// What is shown: one record, kept in the address after # so that a link opens the same page.

const VIEWS = ["overview", "focus", "all", "table", "timeline", "matrix"];
const FACETS = ["kind", "mode", "act", "speaker", "outlet", "industry", "region"];
const CHOICES = {
  level: ["names", "groups"],
  order: ["links", "count"],
  dates: ["published", "named"],
  measure: ["linked", "together"],
  depth: ["1", "2"],
  again: ["yes", "no"],
  dir: ["up", "down"],
};
/** From so many claims on, industries and regions are first shown by their groups. */
const AGGREGATED = 5000;
const STATE = fresh();
const listeners = [];

function fresh() {
  const state = { view: "overview", sel: "", lang: "", theme: "", words: "", from: "", to: "", conf: 0, sort: "page" };
  for (const [key, values] of Object.entries(CHOICES)) state[key] = values[0];
  if (CLAIMS > AGGREGATED) state.level = "groups";
  if (DATES.length < 2 && C.dates.some((named) => named.length)) state.dates = "named";
  for (const facet of FACETS) state[facet] = new Set();
  state.hide = new Set();
  return state;
}

/** Change the state; listeners hear which keys changed. A step back leads to the state before. */
function update(patch, { replace = false } = {}) {
  const changed = Object.keys(patch).filter((key) => !same(STATE[key], patch[key]));
  if (changed.length === 0) return;
  Object.assign(STATE, patch);
  remember(replace);
  tell(changed);
}

function same(a, b) {
  if (a instanceof Set) return a.size === b.size && [...a].every((x) => b.has(x));
  return a === b;
}

const listen = (work) => listeners.push(work);
const tell = (changed) => listeners.forEach((work) => work(new Set(changed)));

/** The state as it stands in the address: only what differs from the beginning. */
function written(state = STATE) {
  const first = fresh();
  const parts = [];
  for (const [key, value] of Object.entries(state)) {
    if (same(value, first[key])) continue;
    const text = value instanceof Set ? [...value].sort().join(",") : String(value);
    parts.push(
      `${key === "sel" ? "n" : key}=${encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%2C", ",")}`,
    );
  }
  return parts.join("&");
}

/** Read an address; what is unknown or damaged is passed over. */
function read(hash) {
  const state = fresh();
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [name, ...rest] = part.split("=");
    const key = name === "n" ? "sel" : name;
    let value;
    try {
      value = decodeURIComponent(rest.join("="));
    } catch {
      continue;
    }
    if (!Object.hasOwn(state, key) || !value) continue;
    if (state[key] instanceof Set) state[key] = new Set(value.split(","));
    else if (key === "view") state.view = VIEWS.includes(value) ? value : "overview";
    else if (key === "conf") state.conf = clamp(Number(value) || 0, 0, 100);
    else if (CHOICES[key]) state[key] = CHOICES[key].includes(value) ? value : state[key];
    else state[key] = value;
  }
  return state;
}

/** In a frame without an address of its own (srcdoc) there is no history: the page works all the same. */
function remember(replace) {
  const hash = `#${written()}`;
  if (hash === (location.hash || "#")) return;
  try {
    history[replace ? "replaceState" : "pushState"](
      null,
      "",
      hash === "#" ? location.pathname + location.search : hash,
    );
  } catch {
    // no history here
  }
}

function restore() {
  Object.assign(STATE, read(location.hash));
  tell(Object.keys(STATE));
}

addEventListener("popstate", restore);
addEventListener("hashchange", () => {
  if (location.hash.replace(/^#/, "") !== written()) restore();
});

const linkTo = (patch) => `${location.href.split("#")[0]}#${written({ ...STATE, ...patch })}`;
