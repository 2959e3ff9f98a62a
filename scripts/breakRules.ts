import { join, resolve } from "node:path";
import { breakRules, faultsOf, rowOf } from "./breakRules/breakRules";
import { readBreaks } from "./breakRules/breaks";

/**
 * `npm run break-rules`: breaks rules of the simulator one at a time, and expects a test to notice each. `--check` only
 * looks whether every text that would be replaced is there; rule ids as arguments choose those alone.
 */
function main(given: readonly string[]): void {
  const root = resolve(__dirname, "..");
  const chosen = new Set(given.filter((argument) => argument !== "--check"));
  const all = readBreaks(join(__dirname, "breakRules", "breaks"));
  const breaks = chosen.size === 0 ? all : all.filter(({ rule }) => chosen.has(rule));
  const faults = faultsOf(root, breaks);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0 || breaks.length === 0) {
    process.exitCode = 1;
    return;
  }
  if (given.includes("--check")) return;
  console.log("rule | broken | red?");
  const outcomes = breakRules(root, breaks, (outcome) => {
    console.log(rowOf(outcome));
  });
  const red = outcomes.filter(({ run }) => run.kind === "red").length;
  console.log(`${red} of ${outcomes.length} red`);
  if (red < outcomes.length) process.exitCode = 1;
}

main(process.argv.slice(2));
