import type { Finding } from "../proof";

type Sorted = Pick<Finding, "fix"> & { readonly promise: string; readonly case: { readonly behavior: string } };

/** Findings that one repair answers: of one promise and one behavior. */
export interface FindingKind<F extends Sorted = Finding> {
  readonly first: F;
  readonly findings: readonly F[];
}

/** The findings by what would repair them, in the order of the first of each. */
export function kindsOf<F extends Sorted>(findings: readonly F[]): readonly FindingKind<F>[] {
  const kinds = new Map<string, { first: F; findings: F[] }>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.promise, finding.case.behavior, finding.fix]);
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, { first: finding, findings: [finding] });
    else kind.findings.push(finding);
  }
  return [...kinds.values()];
}
