import XmlBuilder from "fast-xml-builder";

/** A test report that build servers read. */
export interface JUnitSuite {
  readonly name: string;
  readonly cases: readonly JUnitCase[];
}

export interface JUnitCase {
  readonly name: string;
  readonly classname: string;
  readonly failure?: { readonly type: string; readonly message: string; readonly text: string };
  /** Why it did not run. */
  readonly skipped?: string;
}

const builder = new XmlBuilder({ ignoreAttributes: false, attributeNamePrefix: "@", format: true });

/** The report as XML, whatever stands in its texts. `seconds`: what all of it took. */
export function junitXml(title: string, suites: readonly JUnitSuite[], seconds = 0): string {
  const report = {
    testsuites: {
      "@name": legal(title),
      ...counted(suites.flatMap(({ cases }) => cases)),
      "@time": seconds.toFixed(3),
      testsuite: suites.map(({ name, cases }) => ({
        "@name": legal(name),
        ...counted(cases),
        "@time": "0.000",
        testcase: cases.map(caseOf),
      })),
    },
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(report).trimEnd()}`;
}

function counted(cases: readonly JUnitCase[]): Readonly<Record<string, number>> {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const skipped = cases.filter((one) => one.skipped !== undefined).length;
  return { "@tests": cases.length, "@failures": failures, "@errors": 0, "@skipped": skipped };
}

function caseOf({ name, classname, failure, skipped }: JUnitCase): Readonly<Record<string, unknown>> {
  const attributes = { "@name": legal(name), "@classname": legal(classname), "@time": "0.000" };
  if (skipped !== undefined) return { ...attributes, skipped: { "@message": legal(skipped) } };
  if (failure === undefined) return attributes;
  const { type, message, text } = failure;
  return { ...attributes, failure: { "@type": legal(type), "@message": legal(message), "#text": legal(text) } };
}

/** XML 1.0 has no way to write the others, and code and paths may hold any. */
function legal(text: string): string {
  return text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}
