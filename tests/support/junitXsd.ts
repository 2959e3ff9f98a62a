import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What is wrong with a JUnit report, by the schema and by its own counts; empty where nothing is. */
export async function junitFaults(xml: string): Promise<readonly string[]> {
  const { XmlDocument, XsdValidator } = await import("libxml2-wasm");
  const schema = XmlDocument.fromString(readFileSync(join(__dirname, "junit.xsd"), "utf8"));
  const validator = XsdValidator.fromDoc(schema);
  const report = XmlDocument.fromString(xml);
  try {
    validator.validate(report);
    return miscounted(xml);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    for (const one of [report, validator, schema]) one.dispose();
  }
}

/** Counts that the elements do not bear out. */
function miscounted(xml: string): readonly string[] {
  return [...xml.matchAll(/<(testsuites?) [^>]*>/g)].flatMap(([head, name = ""], at, all) => {
    const start = xml.indexOf(head, at === 0 ? 0 : (all[at]?.index ?? 0));
    const body = xml.slice(start, xml.indexOf(`</${name}>`, start));
    const count = (tag: string): number => [...body.matchAll(new RegExp(`<${tag}[ >/]`, "g"))].length;
    const said = (attribute: string): number => Number(new RegExp(` ${attribute}="(\\d+)"`).exec(head)?.[1]);
    const pairs = { tests: "testcase", failures: "failure", errors: "error", skipped: "skipped" };
    return Object.entries(pairs)
      .filter(([attribute, tag]) => said(attribute) !== count(tag))
      .map(([attribute, tag]) => `${name} says ${attribute}=${said(attribute)} and has ${count(tag)} ${tag}`);
  });
}
