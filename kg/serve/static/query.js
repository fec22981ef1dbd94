// The query page: the editor on the endpoint beside it, the cookbook one click away.
"use strict";

Yasgui.Yasqe.defaults.autocompleters = ["variables"]; // the others would ask the web
Yasgui.Yasr.defaults.plugins.table.dynamicConfig = { compact: true }; // 2, not "2"^^<http://www.w3.org/2001/XMLSchema#integer>
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint: `${location.origin}/sparql` },
  copyEndpointOnNewTab: true,
  persistenceId: null,
});

function entry(question) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const chinese = document.createElement("small");
  button.type = "button";
  button.textContent = question.en;
  chinese.lang = "zh-Hans";
  chinese.textContent = question.zh;
  button.append(chinese);
  button.addEventListener("click", () => {
    const tab = yasgui.getTab();
    tab.setQuery(question.query);
    tab.query();
  });
  item.append(button);
  item.dataset.text = `${question.name} ${question.en} ${question.zh}`.toLowerCase();
  return item;
}

async function start() {
  const list = document.getElementById("questions");
  const response = await fetch("/queries.json");
  const questions = await response.json();
  list.append(...questions.map(entry));
  const first = questions.find(({ name }) => name === "speakers-by-industry");
  if (first) yasgui.getTab().setQuery(first.query);
  document.getElementById("filter").addEventListener("input", (event) => {
    const wanted = event.target.value.toLowerCase();
    for (const item of list.children) item.hidden = !item.dataset.text.includes(wanted);
  });
}

start();
