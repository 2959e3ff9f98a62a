import XmlBuilder from "fast-xml-builder";

/** Elements by name, in their order; a list repeats its element, undefined leaves one out. */
export interface XmlElements {
  readonly [name: string]: string | number | boolean | XmlElements | readonly XmlElements[] | undefined;
}

const builder = new XmlBuilder({ ignoreAttributes: false });

/** A document as S3 writes it: declaration, then one root element. */
export function xmlDocument(root: string, elements: XmlElements, namespace?: string): Uint8Array {
  const attributes = namespace === undefined ? {} : { "@_xmlns": namespace };
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: { ...attributes, ...elements } })}`,
  );
}
