import { h, type Attributes, type Content } from "../../../drills/proof/reports/html/element";
import { toDom } from "../../../drills/proof/reports/html/page/toDom";

export { h, type Attributes, type Content };

/** An element of HTML in the page. */
export function el(tag: string, attributes: Attributes = {}, ...children: readonly Content[]): HTMLElement {
  const node = toDom(h(tag, attributes, ...children));
  if (!(node instanceof HTMLElement)) throw new TypeError(`${tag} is no element of HTML`);
  return node;
}

/** The first element that a selector finds. */
export function find(root: ParentNode, selector: string): HTMLElement {
  return findAs(root, selector, HTMLElement);
}

/** The first element that a selector finds, of a certain kind. */
export function findAs<T extends Element>(root: ParentNode, selector: string, kind: new () => T): T {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${selector}`);
  return found;
}

/** Sets a text where it is another one: a screen reader is told of changes only. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Replaces what an element holds. */
export function fill(element: Element, ...content: readonly Content[]): void {
  element.replaceChildren(...toNodes(content));
}

function toNodes(content: Content): Node[] {
  return h("div", {}, content).children.map((child) => toDom(child));
}

export function onClick(root: HTMLElement, selector: string, act: (element: HTMLElement) => void): void {
  root.addEventListener("click", (event) => {
    const found = event.target instanceof Element ? event.target.closest(selector) : null;
    if (found instanceof HTMLElement && root.contains(found)) act(found);
  });
}
