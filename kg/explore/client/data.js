// The graph as it was built: names, claims in columns, and the claims' words as they are needed.

const CORE = readJson("kg-core");
const { entities: E, claims: C, articles: ARTICLES, kinds: KINDS } = CORE;
const CLAIMS = C.id.length;
const ARTICLE0 = E.id.length - ARTICLES.length;
const NUMBER = new Map(E.id.map((id, i) => [id, i]));
const CLAIM_NUMBER = new Map(C.id.map((id, i) => [`claim/${id}`, i]));

const kindOf = (i) => KINDS[E.kind[i]];
const articleOf = (c) => ARTICLES[C.article[c]];
const outletOf = (article) => article.publisher || "";
const dateOf = (c) => articleOf(c).published || "";

/** The name of an entity in the interface's language, as attested where there is such a spelling. */
function nameOf(i) {
  const own = { en: E.en, "zh-Hans": E.hans, "zh-Hant": E.hant }[language][i];
  return own || E.label[i];
}

const TRADITIONAL = new Map([...CORE.fold[0]].map((c, i) => [c, [...CORE.fold[1]][i]]));
const SIMPLIFIED_ONLY = new Set(TRADITIONAL.values());
const TO_FOLD = new RegExp(`[${CORE.fold[0]}]`, "g");

/** NFKC, lower case, Simplified: what is compared with what. */
const folded = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(TO_FOLD, (c) => TRADITIONAL.get(c));

/** For the lang attribute, so that the right glyphs are used. */
function languageOf(text) {
  let chinese = false;
  for (const c of text) {
    if (TRADITIONAL.has(c)) return "zh-Hant";
    if (SIMPLIFIED_ONLY.has(c)) return "zh-Hans";
    chinese ||= c >= "㐀";
  }
  return chinese ? CORE.language : "en";
}

/** The days on which the pages appeared. */
const DATES = [...new Set(ARTICLES.map((a) => a.published).filter(Boolean))].sort();

// ---- upwards: what is broader, part of, affiliated

const above = new Map();

/** An entity and everything above it. */
function upward(i) {
  let found = above.get(i);
  if (!found) {
    const seen = new Set([i]);
    for (const j of seen) for (const k of E.up[j]) seen.add(k);
    above.set(i, (found = [...seen]));
  }
  return found;
}

const widened = (list) =>
  list.length === 0 ? list : list.length === 1 ? upward(list[0]) : [...new Set(list.flatMap(upward))];
const EMPLOYERS = new Map();
for (const [person, organization] of CORE.affiliations) {
  if (!EMPLOYERS.has(person)) EMPLOYERS.set(person, []);
  EMPLOYERS.get(person).push(organization);
}

/** By claim: industries and regions with everything above them. */
const WIDE = { industries: C.industries.map(widened), regions: C.regions.map(widened) };

/** By entity: the claims it speaks, it is the topic of, or it is the page of; an organisation also by its people. */
const CLAIMS_OF = E.id.map(() => []);
for (let c = 0; c < CLAIMS; c++) {
  const add = (n) => CLAIMS_OF[n].at(-1) !== c && CLAIMS_OF[n].push(c);
  for (const s of C.speakers[c]) {
    add(s);
    EMPLOYERS.get(s)?.forEach(add);
  }
  WIDE.industries[c].forEach(add);
  WIDE.regions[c].forEach(add);
  add(ARTICLE0 + C.article[c]);
}

/** Where a group spoke: "專家" of one page are not those of another. */
function pageOfGroup(i) {
  const [c] = kindOf(i) === "Group" ? CLAIMS_OF[i] : [];
  return c === undefined ? "" : articleOf(c).title || articleOf(c).doc;
}

// ---- the claims' words

const pieces = new Map();
const waiting = new Map();

/** The words of a claim, or null while they are on their way (see withDetails). */
function detail(c) {
  const n = Math.floor(c / CORE.piece);
  if (!pieces.has(n) && !CORE.folder) pieces.set(n, readJson(`kg-piece-${n}`));
  return pieces.get(n)?.[c % CORE.piece] ?? null;
}

/** Call back once the words of these claims are there: at once where they stand in the file. */
function withDetails(claims, work) {
  const missing = CORE.folder
    ? [...new Set(claims.map((c) => Math.floor(c / CORE.piece)))].filter((n) => !pieces.has(n))
    : [];
  if (missing.length === 0) return work();
  Promise.allSettled(missing.map(fetchPiece)).then(work);
}

function fetchPiece(n) {
  if (!waiting.has(n)) {
    waiting.set(
      n,
      new Promise((done, failed) => {
        const source = `${CORE.folder}/${String(n).padStart(4, "0")}.js`;
        document.head.append(el("script", { src: source, onload: done, onerror: failed }));
      }),
    );
  }
  return waiting.get(n);
}

if (CORE.folder) globalThis.kgPiece = (n, piece) => pieces.set(n, piece);
