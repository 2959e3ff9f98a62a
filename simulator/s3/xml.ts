import XmlBuilder from "fast-xml-builder";

/** Elements by name, in their order; a list repeats its element, undefined leaves one out. */
export interface XmlElements {
  readonly [name: string]:
    string | number | boolean | XmlElements | readonly XmlElements[] | readonly string[] | undefined;
}

const builder = new XmlBuilder({ ignoreAttributes: false });

/** Parsers read a carriage return as a line feed, and no other control character at all: S3 writes them as references. */
function referenced(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}

/** A document as S3 writes it: declaration, then one root element. Groups of elements stand one behind the other. */
export function xmlDocument(root: string, elements: XmlElements | readonly XmlElements[], namespace?: string): Buffer {
  const declaration = `<?xml version="1.0" encoding="UTF-8"?>\n`;
  const attributes = namespace === undefined ? {} : { "@_xmlns": namespace };
  if (!isGroups(elements)) {
    return Buffer.from(referenced(`${declaration}${builder.build({ [root]: { ...attributes, ...elements } })}`));
  }
  const content = elements.map((group) => builder.build(group)).join("");
  const xmlns = namespace === undefined ? "" : ` xmlns="${namespace}"`;
  return Buffer.from(referenced(`${declaration}<${root}${xmlns}>${content}</${root}>`));
}

function isGroups(elements: XmlElements | readonly XmlElements[]): elements is readonly XmlElements[] {
  return Array.isArray(elements);
}
