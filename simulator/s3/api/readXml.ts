import { XMLParser, XMLValidator } from "fast-xml-parser";
import { refuse } from "./refusal";

/** An element of a request's body: its name, its text, and the elements in it. Prefixes and attributes are left out. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Bytes of the largest body that S3 has a use for: a thousand keys of a kilobyte each, every byte an entity. */
const maxBytes = 16 * 1024 * 1024;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  removeNSPrefix: true,
  trimValues: false,
  parseTagValue: false,
  htmlEntities: true,
});

/** The root of a body, which must have this name. Throws `MalformedXML`. */
export function readXml(body: Uint8Array, root: string): XmlElement {
  const [first, ...others] = parse(body);
  if (first?.name !== root || others.length > 0) throw refuse("MalformedXML");
  return first;
}

/** The text of the only element of that name; undefined when there is none. Throws `MalformedXML` for several. */
export function childText(parent: XmlElement, name: string): string | undefined {
  return child(parent, name)?.text.trim();
}

/** The only element of that name. Throws `MalformedXML` for several. */
export function child(parent: XmlElement, name: string): XmlElement | undefined {
  const [first, ...others] = childrenOf(parent, name);
  if (others.length > 0) throw refuse("MalformedXML");
  return first;
}

export function childrenOf({ children }: XmlElement, name: string): readonly XmlElement[] {
  return children.filter((element) => element.name === name);
}

function parse(body: Uint8Array): readonly XmlElement[] {
  const text = Buffer.from(body).toString();
  // No type of S3's needs a document type, which is where entities grow.
  if (body.byteLength > maxBytes || /<!DOCTYPE/i.test(text)) throw refuse("MalformedXML");
  try {
    if (XMLValidator.validate(text) !== true) throw refuse("MalformedXML");
    return elementsOf(parser.parse(text));
  } catch {
    throw refuse("MalformedXML");
  }
}

/** The parser's own form: a list of objects of one member, the element's name or `#text`. */
function elementsOf(nodes: unknown): readonly XmlElement[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: Readonly<Record<string, unknown>>) =>
    Object.entries(node)
      .filter(([name]) => name !== "#text" && name !== ":@" && !name.startsWith("?"))
      .map(([name, content]) => ({ name, text: textOf(content), children: elementsOf(content) })),
  );
}

function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return "";
  const texts = nodes.map((node: Readonly<Record<string, unknown>>) => node["#text"]);
  return texts.filter((text) => typeof text === "string").join("");
}
