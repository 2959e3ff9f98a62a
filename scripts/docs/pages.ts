import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { errorCodes } from "../../aws/errorCodes";
import { componentPage } from "./componentPage";
import { readDeclarations } from "./declarations";
import { fidelityPage, type Ledger } from "./fidelityPage";
import { readForeignSuites } from "./foreignSuites";
import { filesWith, quotesOf } from "./ruleIds";
import { readRules } from "./rules";
import { switchQuestions } from "../../simulator/cloudfront/switchQuestions";
import { switchTable } from "../../simulator/cloudfront/switches";
import { readBreaks } from "../breakRules/breaks";
import { monitoringPage, readScenarios } from "./monitoringPage";
import { policyPages } from "./policyPages";
import { schemaFiles } from "./schemas";
import { errorsPage, groupsOf, listOfCodes, usesOf, type Uses } from "./errorsPage";

const root = resolve(__dirname, "..", "..");

/** Rooms whose code reaches a user. */
const rooms = ["aws", "cli", "components", "drills", "edge", "hooks", "library", "simulator"];

/** Where each code stands in the sources of this repository. */
export function sourceUses(): Uses {
  return usesOf(root, [...rooms, "scripts/pullRequest"]);
}

/** Rooms whose code follows the rules. */
const modelled = ["aws", "components", "drills", "edge", "simulator"];

/** The rules, and what this repository has of each. */
export function ledger(): Ledger {
  const rules = join(root, "docs", "rules");
  const consulted = filesWith(
    root,
    ["simulator", "cli", "drills"],
    switchTable.map(({ name }) => name),
  );
  return {
    book: readRules(rules),
    quotes: { code: quotesOf(root, modelled), tests: quotesOf(root, ["tests"]) },
    switches: switchTable.map((row) => ({
      ...row,
      question: switchQuestions[row.name],
      code: consulted.get(row.name) ?? [],
    })),
    foreign: readForeignSuites(rules),
    broken: new Set(readBreaks(join(root, "scripts", "breakRules", "breaks")).map(({ rule }) => rule)),
  };
}

/** The generated documents by their path in the repository. */
export function generatedPages(): Readonly<Record<string, string>> {
  const list = readFileSync(join(root, listOfCodes), "utf8");
  return {
    "docs/component.md": componentPage(readDeclarations(join(root, "components"))),
    "docs/fidelity.md": fidelityPage(ledger()),
    "docs/monitoring.md": monitoringPage(
      readFileSync(join(root, "docs", "monitoring.md"), "utf8"),
      readScenarios(join(root, "docs", "monitoring.yaml")),
    ),
    ...policyPages(),
    ...schemaFiles(),
    "docs/errors.md": errorsPage(groupsOf(list, errorCodes), sourceUses()),
  };
}
