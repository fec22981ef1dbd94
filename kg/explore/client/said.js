// Finding claims by the words they hold, in either script.

const EVERY = C.id.map((_, c) => c);
/** The words of each claim, folded; null until somebody looks for some. */
let spoken = null;
let coming = false;

/** Whether the words are at hand; those that lie beside the page are fetched, and what shows a search is drawn anew. */
function wordsAtHand() {
  if (spoken || coming) return spoken !== null;
  coming = true;
  withDetails(EVERY, () => {
    spoken = EVERY.map((c) => folded(detail(c)?.text ?? ""));
    coming = false;
    if (!CORE.folder) return;
    tell([...(STATE.words ? ["words"] : []), ...(soughtIn(STATE.sel) ? ["sel"] : [])]);
    if (document.activeElement === byId("search")) byId("search").dispatchEvent(new Event("input"));
  });
  return spoken !== null;
}

/** What was typed, without the signs by which selections are joined. */
const asWords = (typed) => typed.replace(/[~>*]/g, " ").trim().replace(/\s+/g, " ");
const parts = (words) => folded(words).split(" ").filter(Boolean);

/** The test whether a claim holds all of these words, parted by blanks; none does while the words are on their way. */
function holding(words) {
  const wanted = parts(words);
  const at = wordsAtHand();
  return (c) => at && wanted.every((part) => spoken[c].includes(part));
}

/** How many claims that pass the filters hold these words, or null while the words are on their way. */
const heldBy = (words) => (wordsAtHand() ? passing.filter(holding(words)).length : null);

/** The words a selection looks for, or nothing. */
const soughtIn = (selection) =>
  selection
    .split("~")
    .find((term) => term.startsWith("words:"))
    ?.slice(6) ?? "";

// ---- the words that were found, marked without touching the text

/** Mark in every statement on the page the words that were looked for. */
function markFound() {
  if (!globalThis.Highlight || !CSS.highlights) return;
  const wanted = parts(`${soughtIn(STATE.sel)} ${STATE.words}`);
  const statements = wanted.length ? [...document.querySelectorAll(".card mark, .claims .statement > button")] : [];
  CSS.highlights.set("found", new Highlight(...statements.flatMap((statement) => rangesIn(statement, wanted))));
}

function rangesIn(statement, wanted) {
  const places = [];
  const letters = [];
  const texts = document.createTreeWalker(statement, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    let at = 0;
    for (const letter of texts.currentNode.data) {
      for (const one of folded(letter)) {
        letters.push(one);
        for (let k = 0; k < one.length; k++) places.push([texts.currentNode, at, at + letter.length]);
      }
      at += letter.length;
    }
  }
  const text = letters.join("");
  const ranges = [];
  for (const part of wanted) {
    for (let from = text.indexOf(part); from >= 0; from = text.indexOf(part, from + part.length)) {
      const range = new Range();
      range.setStart(...places[from].slice(0, 2));
      const [node, , end] = places[from + part.length - 1];
      range.setEnd(node, end);
      ranges.push(range);
    }
  }
  return ranges;
}
