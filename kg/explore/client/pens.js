// One way to draw, on two papers: a canvas (what vis-network shows) and an SVG (what is saved and printed).

class CanvasPen {
  constructor(context) {
    this.context = context;
  }

  path(d, { fill, stroke, width = 1, opacity = 1, dash } = {}) {
    const { context } = this;
    const path = new Path2D(d);
    context.save();
    context.globalAlpha *= opacity;
    if (fill) {
      context.fillStyle = fill;
      context.fill(path, "evenodd");
    }
    if (stroke) {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      if (dash) context.setLineDash(dash);
      context.stroke(path);
    }
    context.restore();
  }

  text(x, y, text, { size = 12, fill = paint.ink, weight = 400, anchor = "start", halo, opacity = 1 } = {}) {
    const { context } = this;
    context.save();
    context.globalAlpha *= opacity;
    context.font = `${weight} ${size}px ${paint.sans}`;
    context.textAlign = { start: "left", middle: "center", end: "right" }[anchor];
    context.textBaseline = "alphabetic";
    if (halo) {
      context.strokeStyle = halo;
      context.lineWidth = size * 0.28;
      context.lineJoin = "round";
      context.strokeText(text, x, y);
    }
    context.fillStyle = fill;
    context.fillText(text, x, y);
    context.restore();
  }
}

class SvgPen {
  /** A paper of this size with its ground; lang chooses the glyphs. */
  constructor(width, height, title = "") {
    this.root = svg("svg", {
      xmlns: SVG,
      viewBox: `0 0 ${fixed(width)} ${fixed(height)}`,
      width: fixed(width),
      height: fixed(height),
      lang: language === "en" ? CORE.language : language,
      "font-family": paint.sans.replaceAll('"', "'"),
    });
    if (title) this.root.append(svg("title", null, title));
    this.root.append(svg("rect", { width: "100%", height: "100%", fill: paint.paper }));
    this.layer = this.root;
    this.width = width;
    this.height = height;
  }

  /** What follows is moved and scaled, until the next call. */
  moved(x, y, scale = 1) {
    this.layer = svg("g", { transform: `translate(${fixed(x)} ${fixed(y)}) scale(${fixed(scale)})` });
    this.root.append(this.layer);
  }

  path(d, { fill = "none", stroke, width = 1, opacity, dash } = {}) {
    const look = {
      d,
      fill,
      stroke,
      "stroke-width": stroke ? fixed(width) : null,
      opacity,
      "stroke-dasharray": dash?.join(" "),
    };
    this.layer.append(svg("path", { ...look, "fill-rule": "evenodd" }));
  }

  text(x, y, text, { size = 12, fill = paint.ink, weight, anchor, halo, opacity } = {}) {
    const look = {
      x: fixed(x),
      y: fixed(y),
      "font-size": size,
      fill,
      "font-weight": weight,
      "text-anchor": anchor,
      opacity,
    };
    const outline = halo
      ? { stroke: halo, "stroke-width": fixed(size * 0.28), "stroke-linejoin": "round", "paint-order": "stroke" }
      : {};
    this.layer.append(svg("text", { ...look, ...outline }, text));
  }

  /** A line below the picture, so that it can stand alone: what it shows, and that a machine read it. */
  signed(line) {
    this.layer = this.root;
    this.text(24, this.height + 14, line, { size: 11, fill: paint.soft });
    this.height += 30;
    this.root.setAttribute("height", fixed(this.height));
    this.root.setAttribute("viewBox", `0 0 ${fixed(this.width)} ${fixed(this.height)}`);
  }

  toString() {
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(this.root)}\n`;
  }
}

const wideCharacter =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\ud840-\ud87f]./u;

/** Width of a text in units of its size: a Chinese character is 1, a Latin letter about 0.55. */
function widthOf(text) {
  let width = 0;
  for (const c of text) width += wideCharacter.test(c) ? 1 : /[A-Z0-9%@MW]/.test(c) ? 0.64 : 0.53;
  return width;
}

/** The text cut so that it fits, with an ellipsis. */
function fitted(text, width) {
  if (widthOf(text) <= width) return text;
  let out = "";
  let used = 1;
  for (const c of text) {
    used += widthOf(c);
    if (used > width) break;
    out += c;
  }
  return `${out}…`;
}

/** The text in lines of at most this width; no line begins with a closing mark. */
function wrapped(text, width, most) {
  const lines = [];
  let line = "";
  for (const unit of text.match(/[A-Za-z0-9.%+\-]+|[^]/gu) ?? []) {
    if (widthOf(line + unit) > width && !/^[，。、；：？！」』”’）》〉,.;:?!)]/.test(unit)) {
      lines.push(line);
      line = unit.trim() ? unit : "";
      if (lines.length === most) return [...lines.slice(0, -1), fitted(`${lines.at(-1)}${line}…………`, width)];
    } else line += unit;
  }
  return line ? [...lines, line] : lines;
}

/** An S-shaped band between two columns. */
function band(x0, y0, x1, y1) {
  const bend = (x1 - x0) * 0.45;
  return `M${fixed(x0)} ${fixed(y0)}C${fixed(x0 + bend)} ${fixed(y0)} ${fixed(x1 - bend)} ${fixed(y1)} ${fixed(x1)} ${fixed(y1)}`;
}
