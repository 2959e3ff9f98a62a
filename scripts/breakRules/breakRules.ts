import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Break, faultOf } from "./breaks";
import { runTests, type TestRun } from "./runTests";
import { workingCopyOf } from "./workingCopy";

/** What became of one break. */
export interface Outcome {
  readonly rule: string;
  readonly file: string;
  readonly run: TestRun;
}

/** What is wrong with breaks as the tree below `root` stands: a text that is not found exactly once, a file that is gone. */
export function faultsOf(root: string, breaks: readonly Break[]): readonly string[] {
  const read = (path: string): string | undefined =>
    existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined;
  return breaks.flatMap((one) => faultOf(one, read) ?? []);
}

/**
 * Applies one break after the other to a copy of the tree below `root` and runs its tests there. Throws where the tests
 * are not green before anything is broken: then their failures would prove nothing.
 */
export function breakRules(
  root: string,
  breaks: readonly Break[],
  report: (outcome: Outcome) => void,
): readonly Outcome[] {
  const copy = workingCopyOf(root);
  try {
    const whole = runTests(copy.root, [...new Set(breaks.flatMap(({ tests }) => tests))]);
    if (whole.kind !== "green") {
      throw new Error(`the tests are not green unbroken: ${whole.kind === "red" ? whole.first : whole.why}`);
    }
    return breaks.map(({ rule, file, find, replace, tests }) => {
      const outcome = { rule, file, run: copy.broken(file, find, replace, () => runTests(copy.root, tests)) };
      report(outcome);
      return outcome;
    });
  } finally {
    copy.remove();
  }
}

/** One row of the table: what was broken, and the test that noticed. */
export function rowOf({ rule, file, run }: Outcome): string {
  const noticed =
    run.kind === "red" ? `red: ${run.first}` : run.kind === "green" ? "SURVIVED" : `DID NOT LOAD: ${run.why}`;
  return `${rule} | ${file} | ${noticed}`;
}
