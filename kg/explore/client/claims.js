// Which claims pass the filters, how many each filter would leave, and which belong to a selection.

/** The values a claim has under each facet; industries and regions with everything above them. */
const VALUES = {
  kind: (c) => (C.speakers[c].length ? C.speakers[c].map(kindOf) : ["none"]),
  mode: (c) => [CORE.modes[C.mode[c]]],
  act: (c) => [CORE.acts[C.act[c]]],
  speaker: (c) => C.speakers[c].map((i) => E.id[i]),
  outlet: (c) => [outletOf(articleOf(c)) || "?"],
  industry: (c) => WIDE.industries[c].map((i) => E.id[i]),
  region: (c) => WIDE.regions[c].map((i) => E.id[i]),
};

/** Claims that say again what an earlier one says. */
const AGAIN = new Set(CORE.restates.map(([later]) => later));

/** Each filter that is set gives the test a claim must pass. */
const TESTS = {
  date: () => (STATE.from || STATE.to) && ((c) => inRange(dateOf(c))),
  words: () => STATE.words && holding(STATE.words),
  again: () => STATE.again === "no" && ((c) => !AGAIN.has(c)),
  conf: () => STATE.conf > 0 && ((c) => C.confidence[c] >= STATE.conf),
  hide: () =>
    STATE.hide.size > 0 && ((c) => !C.speakers[c].length || C.speakers[c].some((i) => !STATE.hide.has(kindOf(i)))),
};
for (const facet of FACETS) {
  TESTS[facet] = () => STATE[facet].size > 0 && ((c) => VALUES[facet](c).some((v) => STATE[facet].has(v)));
}
const FILTER_KEYS = new Set([...FACETS, "words", "again", "from", "to", "conf", "hide"]);

const inRange = (date) => date !== "" && (!STATE.from || date >= STATE.from) && (!STATE.to || date <= STATE.to);

/** For each claim how many filters it fails, and the one it fails if it is only one. */
const failures = new Uint8Array(CLAIMS);
const failed = new Uint8Array(CLAIMS);
const TEST_KEYS = Object.keys(TESTS);
let passing = [];

function sift() {
  failures.fill(0);
  TEST_KEYS.forEach((key, n) => {
    const passes = TESTS[key]();
    if (!passes) return;
    for (let c = 0; c < CLAIMS; c++) {
      if (!passes(c)) {
        failures[c]++;
        failed[c] = n;
      }
    }
  });
  passing = [];
  for (let c = 0; c < CLAIMS; c++) if (failures[c] === 0) passing.push(c);
}

/** Value → claims that would be left by it, all other filters standing. */
function counts(facet) {
  const own = TEST_KEYS.indexOf(facet);
  const found = new Map();
  for (let c = 0; c < CLAIMS; c++) {
    if (failures[c] > 1 || (failures[c] === 1 && failed[c] !== own)) continue;
    for (const value of VALUES[facet](c)) found.set(value, (found.get(value) ?? 0) + 1);
  }
  return found;
}

const totals = new Map();

/** Value → claims in the whole graph. */
function totalOf(facet) {
  if (!totals.has(facet)) {
    const found = new Map();
    for (let c = 0; c < CLAIMS; c++)
      for (const value of VALUES[facet](c)) found.set(value, (found.get(value) ?? 0) + 1);
    totals.set(facet, found);
  }
  return totals.get(facet);
}

/** Kind → [entities in the claims shown, entities in the graph]. */
function shownByKind() {
  const seen = new Set();
  for (const c of passing) {
    for (const list of [C.speakers[c], C.industries[c], C.regions[c]]) for (const i of list) seen.add(i);
    seen.add(ARTICLE0 + C.article[c]);
  }
  const found = new Map(KINDS.map((kind) => [kind, [0, 0]]));
  for (let i = 0; i < E.id.length; i++) {
    const row = found.get(kindOf(i));
    row[1]++;
    if (seen.has(i)) row[0]++;
  }
  found.set("Claim", [passing.length, CLAIMS]);
  return found;
}

// ---- selections: terms joined by ~ that a claim must all meet

// "person/x" alone: all its claims, with what belongs to it; beside another term: the claims of its own row
// "person/x*": also beside another term with what belongs to it
// "industry/x>region/y": the two tied by the text
// "date:2024-03", "named:2030", "none:industry"
// "words:低空": the claims that hold the words
// "claim/x": one claim

function meets(term) {
  if (term.startsWith("date:")) return (c) => (dateOf(c) || "undated").startsWith(term.slice(5));
  if (term.startsWith("named:")) return (c) => C.dates[c].some((d) => d.startsWith(term.slice(6)));
  if (term.startsWith("words:")) return holding(term.slice(6));
  if (term === "none:industry") return (c) => C.industries[c].length === 0;
  if (term.includes(">")) {
    const [industry, region] = term.split(">").map((id) => NUMBER.get(id));
    if (industry === undefined || region === undefined) return null;
    return (c) => ties(c).some(([i, r]) => groupOf(i, "industry") === industry && groupOf(r, "region") === region);
  }
  const n = NUMBER.get(bare(term));
  if (n === undefined) return null;
  if (term.endsWith("*")) {
    const wide = new Set(CLAIMS_OF[n]);
    return (c) => wide.has(c);
  }
  return (c) => inRow(c, n);
}

const bare = (term) => term.replace(/\*$/, "");

/** Whether a claim counts in the row of an entity: as speaker, as page, or by a topic of it or of its group. */
function inRow(c, n) {
  if (C.speakers[c].includes(n) || ARTICLE0 + C.article[c] === n) return true;
  if (C.industries[c].some((i) => i === n || groupOf(i, "industry") === n)) return true;
  return C.regions[c].some((r) => r === n || groupOf(r, "region") === n);
}

/** The claims of a selection among those that pass the filters. */
function claimsOf(selection) {
  if (CLAIM_NUMBER.has(selection)) return [CLAIM_NUMBER.get(selection)];
  if (NUMBER.has(selection)) return CLAIMS_OF[NUMBER.get(selection)].filter((c) => failures[c] === 0);
  const tests = selection.split("~").map(meets);
  return tests.includes(null) ? [] : passing.filter((c) => tests.every((test) => test(c)));
}

/** Industry and region pairs that the text of a claim ties together. */
function ties(c) {
  const flat = C.links[c];
  const pairs = [];
  for (let k = 0; k < flat.length; k += 2) pairs.push([flat[k], flat[k + 1]]);
  return pairs;
}

/** Whether the graph holds what a selection names. */
const known = (selection) =>
  selection !== "" && (CLAIM_NUMBER.has(selection) || selection.split("~").every((term) => meets(term) !== null));

/** What a selection is called. */
function titleOf(selection) {
  if (CLAIM_NUMBER.has(selection)) return say("claim");
  return selection.split(/[~>]/).map(termName).join(" × ");
}

function termName(term) {
  if (NUMBER.has(bare(term))) return nameOf(NUMBER.get(bare(term)));
  if (term.startsWith("words:")) return say("quoted", { words: term.slice(6) });
  if (term === "date:undated") return say("undated");
  if (/^(date|named):/.test(term)) return day(term.slice(term.indexOf(":") + 1));
  return say("none_industry");
}
