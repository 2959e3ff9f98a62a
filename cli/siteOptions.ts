import { resolve } from "node:path";
import { CodedError } from "../aws/codedError";
import { readContent, type ContentFile } from "../drills";
import { loadProgram, type LoadedProgram } from "../simulator/loadProgram";

/** Where a command takes its site from. */
export interface SiteOptions {
  readonly cwd: string;
  readonly stack: string;
  readonly content: string;
  readonly format: "text" | "json";
}

/** The program's site and the content to publish. The content is read first: what is wrong with it shows at once. */
export async function loadSite(
  options: SiteOptions,
  signal?: AbortSignal,
): Promise<LoadedProgram & { readonly content: readonly ContentFile[] }> {
  const content = await readContent(resolve(options.content), (paths) => {
    const shown = paths.slice(0, 3).join(", ");
    process.stderr.write(
      `left out of the content: ${shown}${paths.length > 3 ? ` and ${paths.length - 3} more` : ""}\n`,
    );
  });
  const program = await loadProgram({
    projectDir: resolve(options.cwd),
    stack: options.stack,
    onDiagnostic: ({ severity, message }) => {
      if (severity !== "debug" && severity !== "error") process.stderr.write(`${severity}: ${message.trimEnd()}\n`);
    },
    ...(signal === undefined ? {} : { signal }),
  });
  for (const line of program.notModelled) process.stderr.write(`not modelled: ${line}\n`);
  return { ...program, content };
}

/** A port from the command line. Throws `E_USAGE`. */
export function portOption(option: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new CodedError("E_USAGE", `${option} must be a port from 0 to 65535, got ${text}`, option);
}
