import { junitXml, type JUnitCase, type JUnitSuite } from "../../../hooks/report/junitXml";
import type { Finding, Proof, PromiseSummary } from "../proof";
import { caseWords, strikeWords } from "./html/words";

/**
 * A proof as a test report that build servers read: a suite a promise, a case for every failure of every behavior that
 * the promise was judged by. What is asked beside the matrix shows where it failed.
 */
export function proofJUnit(proof: Proof): string {
  const suites = proof.promises.map((promise): JUnitSuite => ({
    name: promise.promise,
    cases: casesOf(promise, proof),
  }));
  return junitXml("static-site-ha prove", suites, proof.durationMs / 1000);
}

type Struck = Finding["case"];

function casesOf(summary: PromiseSummary, proof: Proof): JUnitCase[] {
  const { promise, verdict, text } = summary;
  const classname = (behavior: string): string => `${promise}.behavior ${behavior}`;
  if (verdict === "not-tested")
    return [{ name: text, classname: promise, skipped: "the site has nothing to try it on" }];
  const places = new Map<string, { readonly one: Pick<Struck, "behavior" | "struck" | "fault">; found: Finding[] }>();
  const placeOf = (one: Pick<Struck, "behavior" | "struck" | "fault">) => {
    const key = JSON.stringify([one.behavior, one.struck, one.fault]);
    const place = places.get(key) ?? { one, found: [] };
    places.set(key, place);
    return place;
  };
  for (const one of proof.matrix) if (one.judged.includes(promise)) placeOf(one);
  for (const finding of proof.findings) if (finding.promise === promise) placeOf(finding.case).found.push(finding);
  const cases = [...places.values()].map(({ one, found }): JUnitCase => ({
    name: strikeWords(one),
    classname: classname(one.behavior),
    ...failureOf(found),
  }));
  return [...cases, ...restOf(summary, proof, cases.length)];
}

/** What is no case of the matrix: that a promise shows nothing, or hangs on AWS; and one that was tried beside it. */
function restOf({ promise, verdict, text, cases }: PromiseSummary, { switches }: Proof, before: number): JUnitCase[] {
  const named = { name: text, classname: promise };
  if (verdict === "vacuous") {
    const message = "what was asked would have gone well without what is put to the test, too: nothing was shown";
    return [{ ...named, failure: { type: "vacuous", message, text: message } }];
  }
  const dependent = switches.filter((one) => one.promise === promise);
  if (verdict === "undecided") {
    return dependent.map((one) => {
      const message = `it rests on ${one.switch}, which AWS does not document`;
      const failure = { type: "undecided", message, text: `${message}: ${caseWords(one.case)}` };
      return { name: one.switch, classname: `${promise}.behavior ${one.case.behavior}`, failure };
    });
  }
  return before === 0 && cases > 0 ? [named] : [];
}

function failureOf(found: readonly Finding[]): Pick<JUnitCase, "failure"> {
  const [first] = found;
  if (first === undefined) return {};
  const message = `${first.because} (${first.rules.join(", ")}); repair: ${first.fix}`;
  const text = found.flatMap((one) => [
    `asked: ${caseWords(one.case)}`,
    `  expected: ${one.expected}`,
    `  got: ${one.got}`,
    ...one.evidence.exchanges.map(
      ({ origin, attempt, status, failure, startMs, endMs }) =>
        `    ${origin}, attempt ${attempt}: ${String(status ?? failure)}, ${startMs}–${endMs} ms`,
    ),
    `  because: ${one.because} (${one.rules.join(", ")})`,
    `  repair: ${one.fix}`,
  ]);
  return { failure: { type: first.promise, message, text: text.join("\n") } };
}
