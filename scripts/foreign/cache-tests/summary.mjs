// Counts the results of a run as the suite's own code judges them: CHECKOUT RESULTS.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [checkout, resultsFile] = process.argv.slice(2);
const theirs = (path) => import(pathToFileURL(`${checkout}/${path}`).href);
const { default: suites } = await theirs("tests/index.mjs");
const { determineTestResult, resultTypes } = await theirs("test-engine/lib/results.mjs");
const results = JSON.parse(readFileSync(resultsFile, "utf8"));

const failed = [];
const counts = { required: 0, passed: 0, failed: 0, "not judged": 0 };
for (const { id, kind = "required", browser_only: browserOnly } of suites.flatMap(({ tests }) => tests)) {
  if (kind !== "required" || browserOnly === true) continue;
  counts.required++;
  const verdict = determineTestResult(suites, id, results);
  const name = Object.keys(resultTypes).find((one) => resultTypes[one] === verdict);
  if (verdict === resultTypes.pass) counts.passed++;
  else if (verdict === resultTypes.fail) counts.failed++;
  else counts["not judged"]++;
  if (verdict !== resultTypes.pass) failed.push(`${id} (${name}): ${[results[id]].flat()[1] ?? ""}`);
}
const text = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
console.log(`${text.join(", ")}; the results are .foreign/cache-tests.json`);
for (const line of failed) console.log(line);
