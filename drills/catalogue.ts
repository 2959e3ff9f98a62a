import { readFile } from "node:fs/promises";
import { CodedError } from "../aws/codedError";
import { parseExperiment, type Experiment } from "./experiment";
import deletedIndex from "./experiments/deleted-index.json";

const builtIn: Readonly<Record<string, unknown>> = { "deleted-index": deletedIndex };

/** The experiments that come with the product. */
export const experimentNames = Object.keys(builtIn);

/** A built-in experiment by its name, or one of the user's own by its file (`.json`). Throws `E_EXPERIMENT`. */
export async function loadExperiment(nameOrFile: string): Promise<Experiment> {
  if (Object.hasOwn(builtIn, nameOrFile)) return parseExperiment(builtIn[nameOrFile]);
  if (!nameOrFile.endsWith(".json")) {
    throw new CodedError(
      "E_EXPERIMENT",
      `an experiment must be one of ${experimentNames.join(", ")} or a .json file, got ${nameOrFile}`,
    );
  }
  const text = await readFile(nameOrFile, "utf8").catch((cause: unknown) => {
    throw new CodedError(
      "E_EXPERIMENT",
      `an experiment must be a file that can be read, got ${nameOrFile} (${reason(cause)})`,
    );
  });
  return parseExperiment(parseJson(text, nameOrFile));
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodedError("E_EXPERIMENT", `an experiment must be JSON, got ${file}: ${reason(cause)}`);
  }
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
