import { isRefused } from "../refused";
import type { HookSource, HookVerdict } from "../verdict";
import type { Examined } from "./examined";
import { junitXml, type JUnitCase } from "./junitXml";
import { entryWords, refusalWords } from "./sentences";
import { bodyOf } from "./text";

/** What was found as a test report that build servers read: a suite a file, a case an entry, a failure a refusal. */
export function examinedJUnit(examined: readonly Examined[]): string {
  const suites = examined.map(({ source, verdicts }) => ({
    name: source.name,
    cases: verdicts.map((verdict) => caseOf(source, verdict)),
  }));
  return junitXml("static-site-ha examine", suites);
}

function caseOf(source: HookSource, verdict: HookVerdict): JUnitCase {
  const named = { name: entryWords(verdict), classname: verdict.file };
  if (!isRefused(verdict)) return named;
  const text = bodyOf(source, verdict).join("\n");
  return { ...named, failure: { type: verdict.verdict, message: refusalWords(verdict), text } };
}
