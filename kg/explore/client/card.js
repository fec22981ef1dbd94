// One claim: the words in their sentence, who said them, where they stand, and by which rule.

/** What a run of text stands for; flags, as the build sets them. */
const [QUOTE, SPEAKER, CUE, INDUSTRY, REGION, GAP] = [1, 2, 4, 8, 16, 32];

function claimCard(c) {
  const d = detail(c);
  const article = articleOf(c);
  if (!d) return el("li.card", { tabindex: "-1" }, el("p.empty", null, say("words_missing")));
  return el(
    "li.card",
    { tabindex: "-1", "data-claim": C.id[c] },
    el("p.who", null, speakersOf(c, d)),
    el("blockquote", { lang: d.language }, runsOf(d)),
    el(
      "p.topics",
      null,
      [...C.industries[c], ...C.regions[c]].slice(0, 14).map((i) => reference(i)),
      C.industries[c].length + C.regions[c].length > 14 &&
        el("span.soft", null, `+${C.industries[c].length + C.regions[c].length - 14}`),
    ),
    el(
      "p.source",
      null,
      pageReference(c),
      el("span", null, day(article.published)),
      el("span.cited", null, `${article.path || article.doc}, ${d.spans.map(([a, b]) => `${a}–${b}`).join(", ")}`),
    ),
    el("details.proof", null, el("summary", null, say("proof")), proof(c, d, article)),
    el(
      "div.actions",
      null,
      el("button", { onclick: (e) => copied(e.currentTarget, citation(c)) }, say("copy_citation")),
      STATE.sel !== `claim/${C.id[c]}` &&
        el("button", { onclick: () => update({ sel: `claim/${C.id[c]}` }) }, say("open_claim")),
    ),
  );
}

/** The page a claim stands on, to be chosen, and its outlet. */
function pageReference(c) {
  const article = articleOf(c);
  const title = article.title || article.doc;
  return [
    el(
      "button.ref",
      { onclick: () => update({ sel: E.id[ARTICLE0 + C.article[c]] }) },
      el("span", { lang: languageOf(title) }, title),
    ),
    article.publisher && el("span", { lang: languageOf(article.publisher) }, article.publisher),
  ];
}

function speakersOf(c, d) {
  if (!C.speakers[c].length) return el("span.soft", null, say("none_speaker"));
  return C.speakers[c].map((i, k) => {
    const posts = (d.posts ?? []).map((p) => CORE.posts[p]).filter(([person]) => person === i);
    const line = posts.map(([, at, role]) => `${at < 0 ? "" : nameOf(at)}${role ? ` ${role}` : ""}`.trim()).join("、");
    return [
      k ? "、" : "",
      reference(i),
      line && el("span.role", { lang: languageOf(line) }, line),
      k === 0 && d.cue ? el("span.cue", { lang: d.language }, d.cue) : null,
    ];
  });
}

/** The sentence with its marks: a run may be a name inside the quotation. */
function runsOf(d) {
  const parts = [];
  for (let k = 0; k < d.runs.length; k += 2) {
    const [flags, text] = [d.runs[k], d.runs[k + 1]];
    const name =
      flags & SPEAKER
        ? "speaker"
        : flags & CUE
          ? "cue"
          : flags & INDUSTRY
            ? "industry"
            : flags & REGION
              ? "region"
              : "";
    const inner = name ? el(`span.on-${name}`, { title: say(`run_${name}`) }, text) : text;
    const last = parts.at(-1);
    if (flags & GAP) parts.push(el("span.gap", { title: say("left_out") }, " … "));
    else if (!(flags & QUOTE)) parts.push(inner);
    else if (last?.nodeName === "MARK") last.append(inner);
    else parts.push(el("mark", null, inner));
  }
  return parts;
}

function proof(c, d, article) {
  const again = CORE.restates.filter((pair) => pair.includes(c)).map(([a, b]) => (a === c ? b : a));
  const rows = [
    ["file", article.path || article.doc],
    ["characters", d.spans.map(([a, b]) => `${a}–${b}`).join(", ")],
    ["mode", `${term("mode", CORE.modes[C.mode[c]])} · ${term("act", CORE.acts[C.act[c]])}`],
    ["speaker_named", d.named?.map(([a, b, q]) => `${q} (${a}–${b})`).join(", ")],
    ["via", d.via?.join(" → ")],
    ["modality", d.modality?.map((m) => term("modality", m)).join(", ")],
    ["figures", d.figures?.join("、")],
    ["dates_of_claim", C.dates[c].join("、")],
    ["rule", d.rule],
    ["confidence", `${C.confidence[c]} %`],
    ["id", `claim/${C.id[c]}`],
  ];
  return el(
    "dl",
    null,
    rows.filter(([, value]) => value).map(([key, value]) => [el("dt", null, say(key)), el("dd", null, value)]),
    again.length
      ? [
          el("dt", null, say("restated")),
          el(
            "dd",
            null,
            again.map((o) =>
              el(
                "button.ref",
                { onclick: () => update({ sel: `claim/${C.id[o]}` }) },
                articleOf(o).title || articleOf(o).doc,
              ),
            ),
          ),
        ]
      : null,
  );
}

/** One line to paste under a quotation. */
function citation(c) {
  const [d, article] = [detail(c), articleOf(c)];
  const who = C.speakers[c].map((i) => E.label[i]).join("、");
  const where = [article.publisher, article.title && `《${article.title}》`, article.published]
    .filter(Boolean)
    .join("，");
  return `${who ? `${who}：` : ""}「${d.text}」（${where}${where ? "；" : ""}${article.path || article.doc}，${d.spans.map(([a, b]) => `${a}–${b}`).join("、")}）`;
}
