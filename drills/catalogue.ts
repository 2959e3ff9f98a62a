import { readFile } from "node:fs/promises";
import { CodedError } from "../aws/codedError";
import { builtIn, experimentNames } from "./builtIn";
import { parseExperiment, type Experiment } from "./experiment";

export { experimentNames };

/** One of them; undefined for another name. */
export function builtInExperiment(name: string): Experiment | undefined {
  return Object.hasOwn(builtIn, name) ? parseExperiment(builtIn[name]) : undefined;
}

/** A line for each of them: its name, what it expects, what it does. */
export function experimentList(): readonly {
  readonly name: string;
  readonly title: string;
  readonly expect: "pass" | "fail";
  readonly description: string;
}[] {
  return experimentNames.map((name) => {
    const { title, expect, description } = parseExperiment(builtIn[name]);
    return { name, title, expect, description };
  });
}

/** A built-in experiment by its name, or one of the user's own by its file (`.json`). Throws `E_EXPERIMENT`. */
export async function loadExperiment(nameOrFile: string): Promise<Experiment> {
  const known = builtInExperiment(nameOrFile);
  if (known !== undefined) return known;
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
