import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { errorCodes } from "../../aws/errorCodes";
import { componentPage } from "./componentPage";
import { readDeclarations } from "./declarations";
import { fidelityPage } from "./fidelityPage";
import { quotesOf } from "./ruleIds";
import { readRules } from "./rules";
import { switchTable } from "../../simulator/cloudfront/switches";
import { errorsPage, groupsOf, listOfCodes, usesOf, type Uses } from "./errorsPage";

const root = resolve(__dirname, "..", "..");

/** Rooms whose code reaches a user. */
const rooms = ["aws", "cli", "components", "drills", "edge", "simulator"];

/** Where each code stands in the sources of this repository. */
export function sourceUses(): Uses {
  return usesOf(root, rooms);
}

/** Rooms whose code follows the rules. */
const modelled = ["aws", "components", "drills", "edge", "simulator"];

/** The generated documents by their path in the repository. */
export function generatedPages(): Readonly<Record<string, string>> {
  const list = readFileSync(join(root, listOfCodes), "utf8");
  return {
    "docs/component.md": componentPage(readDeclarations(join(root, "components"))),
    "docs/fidelity.md": fidelityPage(
      readRules(join(root, "docs", "rules")),
      { code: quotesOf(root, modelled), tests: quotesOf(root, ["tests"]) },
      switchTable,
    ),
    "docs/errors.md": errorsPage(groupsOf(list, errorCodes), sourceUses()),
  };
}
