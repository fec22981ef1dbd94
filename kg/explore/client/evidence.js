// The panel that shows where a statement stands: the words in their sentence, who, where, and by which rule.

const AT_ONCE = 15;
const MOST = 50;
let cards = { claims: [], shown: 0, current: 0 };

function renderEvidence() {
  const panel = byId("evidence");
  document.body.classList.toggle("reading", STATE.sel !== "");
  if (STATE.sel === "" || !known(STATE.sel)) {
    put(panel, STATE.sel === "" ? introduction() : el("p.empty", null, say("unknown_link")));
    return;
  }
  const claims = claimsOf(STATE.sel);
  cards = { claims, shown: 0, current: 0 };
  const only = CLAIM_NUMBER.has(STATE.sel);
  const entity = NUMBER.get(STATE.sel);
  const list = el("ol.cards", { id: "cards" });
  put(
    panel,
    heading(STATE.sel, entity, claims),
    entity === undefined ? null : about(entity, claims.length === 0),
    only ? null : pager(claims),
    entity !== undefined && claims.some((c) => !named(c, entity)) && el("p.soft.note", null, say("with_below")),
    claims.length ? list : el("p.empty", null, say(CLAIMS_OF[entity]?.length ? "claims_filtered" : "no_claims")),
  );
  panel.scrollTop = 0;
  withDetails(claims.slice(0, AT_ONCE), () => moreCards(list, AT_ONCE));
}

function heading(selection, entity, claims) {
  const kinds = entity === undefined ? (CLAIM_NUMBER.has(selection) ? ["Claim"] : []) : [kindOf(entity)];
  const title = titleOf(selection);
  return el(
    "header.heading",
    null,
    el(
      "div.kicker",
      null,
      kinds.map((kind) => [sign(kind), say(`kind_${kind}`)]),
      kinds.length ? null : say(soughtIn(selection) ? "in_words" : "connection"),
      el(
        "button.plain.close",
        { "aria-label": say("close"), title: `${say("close")} (Esc)`, onclick: () => update({ sel: "" }) },
        "×",
      ),
    ),
    el("h2", { id: "evidence-title", lang: languageOf(title), tabindex: "-1" }, title),
    entity === undefined ? null : alsoWritten(entity),
    el(
      "div.actions",
      null,
      focusable(selection) && el("button", { onclick: () => update({ view: "focus" }) }, say("view_focus")),
      entity !== undefined && filterFor(entity),
      selection === `words:${soughtIn(selection)}` && filterForWords(soughtIn(selection)),
      el("button", { onclick: (e) => copied(e.currentTarget, linkTo({ sel: selection })) }, say("copy_link")),
      claims.length > 1 &&
        el("button", { onclick: () => saveFile(`${say("file_claims")}.csv`, claimsCsv(claims), "text/csv") }, "CSV"),
    ),
  );
}

/** Whether the claim itself has this end, not only one that belongs to it. */
const named = (c, i) =>
  [C.speakers[c], C.industries[c], C.regions[c], [ARTICLE0 + C.article[c]]].some((list) => list.includes(i));

const focusable = (selection) => NUMBER.has(selection) || CLAIM_NUMBER.has(selection);

function filterFor(i) {
  const facet = { Industry: "industry", Region: "region", Article: "" }[kindOf(i)] ?? "speaker";
  return facet && narrowing(STATE[facet].has(E.id[i]), () => toggleValue(facet, E.id[i]));
}

function filterForWords(words) {
  const on = STATE.words === words;
  return narrowing(on, () => update({ words: on ? "" : words }));
}

const narrowing = (on, onclick) => el("button", { "aria-pressed": on, onclick }, say(on ? "filter_off" : "filter_on"));

async function copied(button, text) {
  const before = button.textContent;
  button.textContent = say((await copyText(text)) ? "copied" : "copy_failed");
  setTimeout(() => (button.textContent = before), 1500);
}

/** A name that can be chosen: in running text, in lists, on cards. */
function reference(i, ...after) {
  return el(
    "button.ref",
    { onclick: () => update({ sel: E.id[i] }), "data-id": E.id[i] },
    sign(kindOf(i)),
    el("span", { lang: languageOf(nameOf(i)) }, nameOf(i)),
    after,
  );
}

// ---- what is known of an entity besides its claims

function alsoWritten(i) {
  const others = [...new Set([E.label[i], ...E.names[i], E.en[i]].filter((n) => n && n !== nameOf(i)))];
  const facts = [
    pageOfGroup(i),
    E.code[i] && `${say("code")} ${E.code[i]}`,
    E.proposed[i] ? say("proposed") : "",
  ].filter(Boolean);
  if (!others.length && !facts.length) return null;
  return el(
    "p.also",
    null,
    others.slice(0, 6).map((n, k) => [k ? " · " : "", el("span", { lang: languageOf(n) }, n)]),
    facts.map((fact, k) => [others.length || k ? " · " : "", fact]),
  );
}

function about(i, open) {
  const rows = [];
  const held = CORE.posts.filter(([person]) => person === i);
  const bodiless = held.filter(([, at]) => at < 0).map(([, , role]) => role);
  if (held.length)
    rows.push([
      say("posts"),
      [
        held.filter(([, at]) => at >= 0).map(([, at, role]) => el("span.post", null, reference(at), role)),
        bodiless.length > 0 && el("span.post", null, bodiless.join("、")),
      ].flat(),
    ]);
  const holders = CORE.posts.filter(([, at]) => at === i);
  const people = [
    ...new Set([...holders.map(([person]) => person), ...CORE.affiliations.filter(([, o]) => o === i).map(([p]) => p)]),
  ].filter((p) => p >= 0);
  if (people.length) rows.push([say("people"), people.slice(0, 30).map((p) => reference(p))]);
  if (E.up[i].length) rows.push([say("above"), E.up[i].map((j) => reference(j))]);
  const below = CHILDREN.get(i) ?? [];
  if (below.length) rows.push([say("below"), below.slice(0, 12).map((j) => reference(j))]);
  if (kindOf(i) === "Article") rows.push([say("page"), pageFacts(ARTICLES[i - ARTICLE0])]);
  return [facts(rows), connections(i, open)];
}

/** Where it is named and with whom; looked up when someone asks, for it reads all its claims. */
function connections(i, open) {
  const part = el("details.connections", { open }, el("summary", null, say("connections")));
  const look = () => {
    if (!part.open || part.childElementCount > 1) return;
    const rows = kindOf(i) === "Article" ? [] : [[say("named_on"), mentionsOf(i)]];
    for (const [kind, list] of together(i)) rows.push([say(`with_${kind}`), list.map(([j, n]) => connection(i, j, n))]);
    append(part, [facts(rows)]);
  };
  part.addEventListener("toggle", look);
  look();
  return part;
}

function facts(rows) {
  const filled = rows.filter(([, items]) => items.length);
  return (
    filled.length > 0 &&
    el(
      "dl.about",
      null,
      filled.map(([name, items]) => [el("dt", null, name), el("dd", null, items)]),
    )
  );
}

const CHILDREN = new Map();
E.up.forEach((list, i) =>
  list.forEach((j) => {
    if (!CHILDREN.has(j)) CHILDREN.set(j, []);
    CHILDREN.get(j).push(i);
  }),
);

function pageFacts(article) {
  const facts = [
    article.publisher,
    article.published && day(article.published),
    article.byline?.join("、"),
    article.path,
  ];
  return facts.filter(Boolean).map((fact) => el("span.fact", { lang: languageOf(fact) }, fact));
}

function mentionsOf(i) {
  return CORE.mentions
    .filter(([n]) => n === i)
    .slice(0, 8)
    .map(([, article, times, start]) =>
      el(
        "span.post",
        null,
        reference(article),
        el("span.soft", null, `×${number(times)} · ${say("from_character", { n: start + 1 })}`),
      ),
    );
}

/** By kind, the entities that most often stand in the same claims. */
function together(i) {
  const found = new Map();
  for (const c of claimsOf(E.id[i])) {
    for (const list of [C.speakers[c], C.industries[c], C.regions[c]])
      for (const j of list) if (j !== i) found.set(j, (found.get(j) ?? 0) + 1);
  }
  const rows = [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return ["speaker", "industry", "region"].map((family) => [
    family,
    rows.filter(([j]) => FAMILY[kindOf(j)] === family).slice(0, 6),
  ]);
}

function connection(i, j, n) {
  const selection = `${E.id[i]}*~${E.id[j]}`;
  return el(
    "button.ref",
    { onclick: () => update({ sel: selection }), "aria-label": `${nameOf(i)} × ${nameOf(j)}: ${count("n_claims", n)}` },
    sign(kindOf(j)),
    el("span", { lang: languageOf(nameOf(j)) }, nameOf(j)),
    el("span.n", null, number(n)),
  );
}

// ---- claims

function pager(claims) {
  return el(
    "div.pager",
    null,
    el("h3", null, count("n_claims", claims.length)),
    el(
      "span.step",
      { hidden: claims.length < 2 },
      el(
        "button.plain",
        { "aria-label": say("previous"), title: `${say("previous")} (k)`, onclick: () => step(-1) },
        "‹",
      ),
      el("span.place", { id: "place" }, `1 / ${number(claims.length)}`),
      el("button.plain", { "aria-label": say("next"), title: `${say("next")} (j)`, onclick: () => step(1) }, "›"),
    ),
  );
}

/** Walk through the cards; what is not yet there is fetched first. */
function step(by) {
  const to = clamp(cards.current + by, 0, cards.claims.length - 1);
  const list = byId("cards");
  if (!list || !cards.claims.length) return;
  withDetails(cards.claims.slice(cards.shown, to + 1), () => {
    if (to >= cards.shown) moreCards(list, to + 1 - cards.shown);
    cards.current = to;
    [...list.querySelectorAll(".card")].forEach((card, n) => card.classList.toggle("current", n === to));
    const card = list.querySelectorAll(".card")[to];
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
    if (byId("place")) byId("place").textContent = `${number(to + 1)} / ${number(cards.claims.length)}`;
  });
}

function moreCards(list, most) {
  if (!list.isConnected) return; // the words came after another selection was made
  list.querySelector(".more")?.remove();
  const until = Math.min(cards.claims.length, cards.shown + most);
  for (; cards.shown < until; cards.shown++) list.append(claimCard(cards.claims[cards.shown]));
  const left = cards.claims.length - cards.shown;
  if (left > 0) {
    const next = Math.min(left, MOST);
    const more = () => withDetails(cards.claims.slice(cards.shown, cards.shown + next), () => moreCards(list, next));
    list.append(el("li.more", null, el("button", { onclick: more }, say("show_more", { n: next }))));
  }
  markFound();
}

function introduction() {
  return el(
    "div.intro",
    null,
    el("h2", { id: "evidence-title" }, say("intro_title")),
    el("p", null, say("intro_1")),
    el("p", null, say("intro_2")),
    el(
      "ul.key",
      null,
      ["Person", "Organization", "Meeting", "Document", "Group", "Industry", "Region", "Claim", "Article"].map((kind) =>
        el("li", null, sign(kind), say(`kind_${kind}`)),
      ),
    ),
    el(
      "dl.keys",
      null,
      [
        ["/", "key_search"],
        ["j k", "key_step"],
        ["Esc", "key_close"],
        ["1–6", "key_view"],
      ].map(([key, what]) => [el("dt", null, el("kbd", null, key)), el("dd", null, say(what))]),
    ),
    el("p.soft", null, say("caveat")),
  );
}
