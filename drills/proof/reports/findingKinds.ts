import type { Finding } from "../proof";

/** Findings that one repair answers: of one promise and one behavior. */
export interface FindingKind {
  readonly first: Finding;
  readonly findings: readonly Finding[];
}

/** The findings by what would repair them, in the order of the first of each. */
export function kindsOf(findings: readonly Finding[]): readonly FindingKind[] {
  const kinds = new Map<string, { first: Finding; findings: Finding[] }>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.promise, finding.case.behavior, finding.fix]);
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, { first: finding, findings: [finding] });
    else kind.findings.push(finding);
  }
  return [...kinds.values()];
}
