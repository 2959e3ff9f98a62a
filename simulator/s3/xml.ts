import XmlBuilder from "fast-xml-builder";

/** Elements by name, in their order; a list repeats its element, undefined leaves one out. */
export interface XmlElements {
  readonly [name: string]:
    string | number | boolean | XmlElements | readonly XmlElements[] | readonly string[] | undefined;
}

const builder = new XmlBuilder({ ignoreAttributes: false });

/** A document as S3 writes it: declaration, then one root element. Groups of elements stand one behind the other. */
export function xmlDocument(
  root: string,
  elements: XmlElements | readonly XmlElements[],
  namespace?: string,
): Uint8Array {
  const declaration = `<?xml version="1.0" encoding="UTF-8"?>\n`;
  const attributes = namespace === undefined ? {} : { "@_xmlns": namespace };
  if (!isGroups(elements)) {
    return Buffer.from(`${declaration}${builder.build({ [root]: { ...attributes, ...elements } })}`);
  }
  const content = elements.map((group) => builder.build(group)).join("");
  const xmlns = namespace === undefined ? "" : ` xmlns="${namespace}"`;
  return Buffer.from(`${declaration}<${root}${xmlns}>${content}</${root}>`);
}

function isGroups(elements: XmlElements | readonly XmlElements[]): elements is readonly XmlElements[] {
  return Array.isArray(elements);
}
