import XmlBuilder from "fast-xml-builder";
import { isRefused } from "../refused";
import type { HookSource, HookVerdict } from "../verdict";
import type { Examined } from "./examined";
import { entryWords, refusalWords } from "./sentences";
import { verdictsOf } from "./summary";
import { bodyOf } from "./text";

const builder = new XmlBuilder({ ignoreAttributes: false, attributeNamePrefix: "@", format: true });

/** What was found as a test report that build servers read: a suite a file, a case an entry, a failure a refusal. */
export function examinedJUnit(examined: readonly Examined[]): string {
  const report = {
    testsuites: {
      "@name": "static-site-ha examine",
      ...counted(verdictsOf(examined)),
      testsuite: examined.map(({ source, verdicts }) => ({
        "@name": legal(source.name),
        ...counted(verdicts),
        testcase: verdicts.map((verdict) => caseOf(source, verdict)),
      })),
    },
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(report).trimEnd()}`;
}

function counted(verdicts: readonly HookVerdict[]): Readonly<Record<string, number>> {
  return { "@tests": verdicts.length, "@failures": verdicts.filter(isRefused).length, "@errors": 0, "@skipped": 0 };
}

function caseOf(source: HookSource, verdict: HookVerdict): Readonly<Record<string, unknown>> {
  const attributes = { "@name": legal(entryWords(verdict)), "@classname": legal(verdict.file), "@time": 0 };
  if (!isRefused(verdict)) return attributes;
  const message = legal(refusalWords(verdict));
  const text = legal(bodyOf(source, verdict).join("\n"));
  return { ...attributes, failure: { "@type": verdict.verdict, "@message": message, "#text": text } };
}

/** XML 1.0 has no way to write the others, and code may hold any. */
function legal(text: string): string {
  return text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}
