// Elements, made without markup: whatever a document holds is only ever text.

const SVG = "http://www.w3.org/2000/svg";

/** el("button.chip.on", {onclick, "aria-label": "…"}, "text", child…): null and false children are left out. */
function el(name, props, ...children) {
  const [tag, ...classes] = name.split(".");
  return fill(document.createElement(tag), classes, props, children);
}

/** The same for SVG. */
function svg(name, props, ...children) {
  const [tag, ...classes] = name.split(".");
  return fill(document.createElementNS(SVG, tag), classes, props, children);
}

function fill(node, classes, props, children) {
  if (classes.length) node.classList.add(...classes);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || (value === false && !key.startsWith("aria-"))) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "style") for (const [k, v] of Object.entries(value)) node.style.setProperty(k, v);
    else if (key === "value" || key === "checked") node[key] = value;
    else node.setAttribute(key, value === true && !key.startsWith("aria-") ? "" : String(value));
  }
  append(node, children);
  return node;
}

function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

function put(node, ...children) {
  node.replaceChildren();
  append(node, children);
  return node;
}

const byId = (id) => document.getElementById(id);
const readJson = (id) => JSON.parse(byId(id)?.textContent || "null");
const clamp = (x, low, high) => Math.max(low, Math.min(high, x));
/** Width inside the padding. */
function roomIn(node) {
  const style = getComputedStyle(node);
  return node.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
}

const phone = matchMedia("(max-width: 760px)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function debounced(work, wait) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...args), wait);
  };
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // sandboxed frames and old browsers: the selection's way
    const box = el("textarea", { "aria-hidden": "true", class: "offscreen" });
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}

function saveFile(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
