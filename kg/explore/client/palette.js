// Colour and shape of each kind. Shape tells them apart for those who do not see the colours.

const FAMILY = {
  Person: "speaker",
  Organization: "speaker",
  Meeting: "speaker",
  Document: "speaker",
  Group: "speaker",
  Industry: "industry",
  Region: "region",
  Article: "article",
  Claim: "claim",
};

let paint = {};

/** The colours of the current theme, read from the style sheet; drawings outside it use them. */
function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const names = [
    "speaker",
    "industry",
    "region",
    "article",
    "claim",
    "paper",
    "panel",
    "line",
    "ink",
    "soft",
    "mark",
    "on-mark",
    "accent",
  ];
  paint = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  paint.sans = style.getPropertyValue("--sans").trim();
}

const colourOf = (kind) => paint[FAMILY[kind]] ?? paint.soft;

function setTheme(wanted) {
  const dark = wanted ? wanted === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  readPalette();
}

/** Outline of a kind's sign around a point, as SVG path data. */
function signPath(kind, x, y, r) {
  const corners = (n, turn, radius = () => r) =>
    Array.from({ length: n }, (_, k) => {
      const angle = turn + (2 * Math.PI * k) / n;
      return `${fixed(x + radius(k) * Math.cos(angle))} ${fixed(y + radius(k) * Math.sin(angle))}`;
    });
  const polygon = (points) => `M${points.join("L")}Z`;
  const circle = (radius) =>
    `M${fixed(x - radius)} ${fixed(y)}a${fixed(radius)} ${fixed(radius)} 0 1 0 ${fixed(2 * radius)} 0a${fixed(radius)} ${fixed(radius)} 0 1 0 ${fixed(-2 * radius)} 0Z`;
  switch (kind) {
    case "Organization":
      return box(x - 0.85 * r, y - 0.85 * r, 1.7 * r, 1.7 * r, 0);
    case "Meeting":
      return polygon(corners(10, -Math.PI / 2, (k) => (k % 2 ? 0.52 * r : 1.12 * r)));
    case "Document":
      return polygon(corners(3, -Math.PI / 2, () => 1.12 * r));
    case "Group":
      return `${circle(r)}${circle(0.45 * r)}`;
    case "Industry":
      return polygon(corners(4, 0, () => 1.12 * r));
    case "Region":
      return polygon(corners(6, 0, () => 1.02 * r));
    case "Article":
      return box(x - 0.7 * r, y - 0.95 * r, 1.4 * r, 1.9 * r, 0.2 * r);
    case "Claim":
      return box(x - 1.1 * r, y - 0.75 * r, 2.2 * r, 1.5 * r, 0.4 * r);
    default:
      return circle(r);
  }
}

const fixed = (n) => Number(n.toFixed(2));

/** A box with round corners, as SVG path data. */
function box(x, y, w, h, r) {
  if (!r) return `M${fixed(x)} ${fixed(y)}h${fixed(w)}v${fixed(h)}h${fixed(-w)}Z`;
  return `M${fixed(x + r)} ${fixed(y)}h${fixed(w - 2 * r)}a${r} ${r} 0 0 1 ${r} ${r}v${fixed(h - 2 * r)}a${r} ${r} 0 0 1 ${-r} ${r}h${fixed(2 * r - w)}a${r} ${r} 0 0 1 ${-r} ${-r}v${fixed(2 * r - h)}a${r} ${r} 0 0 1 ${r} ${-r}Z`;
}

/** The sign as a small picture beside a name; the name says the kind, so it is hidden from screen readers. */
function sign(kind) {
  return svg(
    "svg.sign",
    { viewBox: "-8 -8 16 16", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: signPath(kind, 0, 0, 6), class: FAMILY[kind], "fill-rule": "evenodd" }),
  );
}
