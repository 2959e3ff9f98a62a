import { sdkFolder } from "../sdk";
import { Declarations } from "./declarations";
import { checkLegal, type LegalValues } from "./legal";
import { limits } from "./limits";
import { checkShape, type Finding } from "./shape";
import { checkTags } from "./tags";

/** Judges a resource's inputs before anything is made of it. */
export interface Checker {
  /** Everything that is wrong, with its place; `inputs` are plain. */
  check(type: string, inputs: Readonly<Record<string, unknown>>): readonly Finding[];
}

/** What holds for functions at the edge alone: others may run elsewhere, and longer. */
const ofTheEdgeAlone = ["timeout", "architectures[]", "packageType", "region", "runtime"];

/** Judges by the SDKs that are installed for the program in `projectDir`, and by the limits of AWS's API. */
export function createChecker(projectDir: string): Checker {
  const sdks = new Map<string, Declarations | undefined>();
  const sdkOf = (name: string): Declarations | undefined => {
    if (!sdks.has(name)) {
      const folder = sdkFolder(projectDir, name);
      sdks.set(name, folder === undefined ? undefined : new Declarations(folder));
    }
    return sdks.get(name);
  };
  return {
    check(type, inputs) {
      const [name = ""] = type.split(":");
      const shape = sdkOf(name)?.argumentsOf(type);
      const legal = checkLegal(limitsOf(type), inputs);
      return [
        ...(shape === undefined ? [] : argumentFaults(checkShape(shape, inputs))),
        ...legal,
        ...checkTags(inputs["tags"]),
      ];
    },
  };
}

/** What is deprecated is still taken. */
function argumentFaults(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ fault }) => !fault.startsWith("is deprecated"));
}

function limitsOf(type: string): LegalValues {
  const own = limits[type] ?? {};
  if (type !== "aws:lambda/function:Function") return own;
  return Object.fromEntries(Object.entries(own).filter(([path]) => !ofTheEdgeAlone.includes(path)));
}
