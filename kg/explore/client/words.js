// What the interface says, in the language it is set to.

const LANGUAGES = ["en", "zh-Hans", "zh-Hant"];
const WORDS = readJson("kg-words");
let language = "en";

/** The words for a key; {n} and the like are filled in. */
function say(key, values = {}) {
  const row = WORDS[key];
  const text = row ? row[LANGUAGES.indexOf(language)] : key;
  return text.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? number(values[name]) : (values[name] ?? ""),
  );
}

/** Count and noun: English has two forms, "key" and "key_one". */
const count = (key, n) => say(n === 1 && WORDS[`${key}_one`] ? `${key}_one` : key, { n });

/** The word for a value of the data; one the interface does not know stands for itself. */
const term = (facet, value) => (WORDS[`${facet}_${value}`] ? say(`${facet}_${value}`) : value);

const number = (n) => n.toLocaleString(language);

function setLanguage(wanted) {
  language = LANGUAGES.includes(wanted) ? wanted : preferredLanguage();
  document.documentElement.lang = language;
}

function preferredLanguage() {
  for (const tag of navigator.languages ?? [navigator.language]) {
    if (/^zh/i.test(tag)) return /hant|tw|hk|mo/i.test(tag) ? "zh-Hant" : "zh-Hans";
    if (/^en/i.test(tag)) return "en";
  }
  return "en";
}

function day(iso) {
  if (!iso) return say("undated");
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return iso;
  const [year, month, date] = iso.split("-").map(Number);
  const options = { year: "numeric", month: language === "en" ? "short" : "long", day: "numeric", timeZone: "UTC" };
  return new Date(Date.UTC(year, month - 1, date)).toLocaleDateString(language === "en" ? "en-GB" : language, options);
}
