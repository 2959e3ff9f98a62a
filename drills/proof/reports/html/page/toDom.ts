import type { Markup } from "../element";

const svg = "http://www.w3.org/2000/svg";

/** A piece of a page as nodes. */
export function toDom(markup: Markup, namespace?: string): Node {
  if (typeof markup === "string") return document.createTextNode(markup);
  const { tag, attributes, children } = markup;
  const within = tag === "svg" ? svg : namespace;
  const element = within === undefined ? document.createElement(tag) : document.createElementNS(within, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.map((child) => toDom(child, within)));
  return element;
}
