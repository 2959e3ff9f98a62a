import type { Markup } from "./element";

/** HTML's elements without an end. */
const empty = new Set(["br", "col", "hr", "img", "input", "link", "meta"]);

/** Elements whose text is not parsed: there is no way to write `</` in them, so nothing but our own text goes in. */
const raw = new Set(["script", "style"]);

/** A piece of a page as text. Whatever stands in texts and attributes means itself. */
export function toHtml(markup: Markup): string {
  if (typeof markup === "string") return escaped(markup);
  const { tag, attributes, children } = markup;
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const start = `<${tag}${written.join("")}>`;
  if (empty.has(tag)) return start;
  const inner = raw.has(tag) ? rawText(tag, children) : children.map(toHtml).join("");
  return `${start}${inner}</${tag}>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML; what HTML forbids as a character is replaced. */
export function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}

function rawText(tag: string, children: readonly Markup[]): string {
  const text = children.map((child) => (typeof child === "string" ? child : toHtml(child))).join("");
  if (text.toLowerCase().includes(`</${tag}`) || text.includes("<!--"))
    throw new TypeError(`a ${tag} would end itself`);
  return text;
}
