/** A piece of a page: an element with its attributes and what it holds, or text that means itself. */
export type Markup = Element | string;

export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Markup[];
}

/** What may stand among an element's children: nothing, one thing, or many. */
export type Content = Markup | number | undefined | readonly Content[];

/** Attributes as they are written: `true` is one without a value, `false` and `undefined` none. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * An element, of HTML or below `svg` of SVG. It is a plain value, so that the same page is written as text into a file
 * and built as nodes in a browser. Attributes are ours alone: a handler or a style of an element is refused, as the
 * page's own policy refuses it.
 */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Content[]): Element {
  return { tag: nameOf(tag), attributes: Object.fromEntries(attributesOf(attributes)), children: flat(children) };
}

function* attributesOf(attributes: Attributes): Generator<[string, string]> {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (/^on|^style$/i.test(name)) throw new TypeError(`${name} is no attribute of a page of ours`);
    yield [nameOf(name), value === true ? "" : String(value)];
  }
}

function nameOf(name: string): string {
  if (!/^[a-zA-Z][a-zA-Z0-9-]*$/.test(name)) throw new TypeError(`${name} is no name of an element or an attribute`);
  return name;
}

function flat(children: readonly Content[]): Markup[] {
  return children.flatMap((child): Markup[] => {
    if (child === undefined) return [];
    if (typeof child === "number") return [String(child)];
    if (typeof child === "string") return child === "" ? [] : [child];
    return isList(child) ? flat(child) : [child];
  });
}

function isList(content: Element | readonly Content[]): content is readonly Content[] {
  return Array.isArray(content);
}
