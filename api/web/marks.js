import { element } from "./elements.js";

/**
 * The server counts Unicode code points, JavaScript strings count UTF-16 units: "😀" is one there and two here.
 * Gives the UTF-16 index of each code point offset, in one walk over the text.
 */
export function utf16Offsets(text, offsets) {
  if (!/[\ud800-\udfff]/.test(text)) return offsets.map((offset) => Math.min(offset, text.length));
  const wanted = [...new Set(offsets)].sort((a, b) => a - b);
  const found = new Map();
  let points = 0;
  let units = 0;
  for (const offset of wanted) {
    while (points < offset && units < text.length) {
      units += text.codePointAt(units) > 0xffff ? 2 : 1;
      points += 1;
    }
    found.set(offset, units);
  }
  return offsets.map((offset) => found.get(offset));
}

/** Ranges of code points → ranges of UTF-16 units, in the same order. */
export function utf16Ranges(text, ranges) {
  const flat = utf16Offsets(text, ranges.flat());
  return ranges.map((_, i) => [flat[2 * i], flat[2 * i + 1]]);
}

/** How many characters the server will count. */
export function codePoints(text) {
  let points = 0;
  for (const _ of text) points += 1;
  return points;
}

/** Sorted, without overlaps, within [from, to). */
function tidied(ranges, from, to) {
  const tidy = [];
  for (const [start, end] of ranges.map(([s, e]) => [Math.max(s, from), Math.min(e, to)]).sort((a, b) => a[0] - b[0])) {
    if (start >= end) continue;
    const last = tidy.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else tidy.push([start, end]);
  }
  return tidy;
}

/**
 * The text of [from, to) as nodes, marked. `layers` runs from the outermost mark inwards:
 * [{className, ranges in UTF-16 units, title}], so a statement's words can lie inside their passage.
 */
export function marked(text, layers, from = 0, to = text.length) {
  if (from >= to) return [];
  if (layers.length === 0) return [text.slice(from, to)];
  const [layer, ...inner] = layers;
  const nodes = [];
  let at = from;
  for (const [start, end] of tidied(layer.ranges, from, to)) {
    nodes.push(...marked(text, inner, at, start));
    nodes.push(element("mark", { class: layer.className, title: layer.title }, marked(text, inner, start, end)));
    at = end;
  }
  nodes.push(...marked(text, inner, at, to));
  return nodes;
}
