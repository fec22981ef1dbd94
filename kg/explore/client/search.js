// Finding a name by what one can type: either script, pinyin by syllable or initials, English, codes.

/** Each entity with its folded spellings and its syllables; made when the first search asks. */
let keys = null;

function searchKeys() {
  keys ??= E.id.map((_, i) => ({
    i,
    spellings: [...new Set([E.label[i], E.hans[i], E.hant[i], E.en[i], ...E.names[i]].filter(Boolean).map(folded))],
    readings: E.pinyin[i] ? E.pinyin[i].split("|").map((reading) => reading.split(" ")) : [],
    code: E.code[i].toLowerCase(),
    weight: CLAIMS_OF[i].length,
  }));
  return keys;
}

/** Entities that match, the best first: [{i, score, why}]. */
function search(query, limit = 40) {
  const wanted = folded(query.trim());
  if (!wanted) return [];
  const latin = wanted.replace(/['’\s-]/g, "");
  const typed = /^[a-zü]+$/.test(latin) ? latin.replaceAll("ü", "v") : "";
  const found = [];
  for (const key of searchKeys()) {
    const [score, why] = scored(key, wanted, typed);
    if (score > 0) found.push({ i: key.i, score: score + Math.min(key.weight, 99) / 100, why });
  }
  return found.sort((a, b) => b.score - a.score || a.i - b.i).slice(0, limit);
}

function scored(key, wanted, typed) {
  if (key.code && key.code === wanted) return [10, key.code];
  let best = [0, ""];
  for (const spelling of key.spellings) {
    const at = spelling.indexOf(wanted);
    if (at < 0) continue;
    const word = at === 0 || wanted >= "㐀" || /[^a-z0-9]/.test(spelling[at - 1]);
    const score = spelling === wanted ? 9 : at === 0 ? 8 : word ? 6 : 0;
    if (score > best[0]) best = [score, spelling];
  }
  if (best[0] < 7 && typed) {
    for (const syllables of key.readings) {
      for (let from = 0; from < syllables.length; from++) {
        const end = spelled(syllables, from, typed);
        if (end < 0) continue;
        const score = from > 0 ? 3 : end === syllables.length ? 7 : 5;
        if (score > best[0]) best = [score, syllables.join(" ")];
      }
    }
  }
  return best;
}

/**
 * Where in the syllables the typed letters end, or -1. Each syllable is given in full or by its
 * initial, the last may be unfinished: gd, guangd, gdong, guangdong; never from its middle.
 */
function spelled(syllables, from, typed) {
  if (typed === "") return from;
  if (from === syllables.length) return -1;
  const syllable = syllables[from];
  if (typed.startsWith(syllable)) {
    const end = spelled(syllables, from + 1, typed.slice(syllable.length));
    if (end >= 0) return end;
  }
  if (syllable.startsWith(typed)) return from + 1;
  for (const initial of [/^[zcs]h/.test(syllable) ? syllable.slice(0, 2) : "", syllable[0]]) {
    if (!initial || !typed.startsWith(initial)) continue;
    const end = spelled(syllables, from + 1, typed.slice(initial.length));
    if (end >= 0) return end;
  }
  return -1;
}
