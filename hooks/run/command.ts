import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** How the process that runs hooks is started. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

const megabyte = 1024 * 1024;
/** V8's heap of the child. */
const heapMb = 256;
/** Of memory in use, Buffers and all. */
export const residentLimit = 700 * megabyte;
/** Of address space for data, of which Node itself takes about 700 MB. */
const dataLimitKb = 1500 * 1024;
/** Of processor time: nothing lives for ever, even where its parent is gone. */
const processorSeconds = 900;

/**
 * The process that runs hooks may read its own files and nothing else, start nothing, and make no code from texts outside
 * of a hook's realm. Where the system has limits on data, one allocation cannot be too large either.
 */
export function childCommand(): Command {
  const { args: file, root } = childFile();
  const isLimited = process.platform === "linux";
  const command = [
    process.execPath,
    "--permission",
    `--allow-fs-read=${root}`,
    ...(isLimited ? [] : ["--allow-worker"]),
    `--max-old-space-size=${heapMb}`,
    "--disallow-code-generation-from-strings",
    "--disable-warning=ExperimentalWarning",
    "--disable-warning=SecurityWarning",
    ...file,
    isLimited ? "limited" : "watch",
    String(process.pid),
    String(residentLimit),
  ];
  if (!isLimited) return { program: process.execPath, args: command.slice(1) };
  const limits = `ulimit -c 0; ulimit -t ${processorSeconds}; ulimit -d ${dataLimitKb} 2>/dev/null; exec "$0" "$@"`;
  return { program: "/bin/sh", args: ["-c", limits, ...command] };
}

/** The bundle has plain JavaScript beside itself; from source it is the same file where it is not older than we are. */
function childFile(): { readonly args: readonly string[]; readonly root: string } {
  if (!__filename.endsWith(".ts")) return { args: [join(__dirname, "examiner.js")], root: __dirname };
  const root = resolve(__dirname, "..", "..");
  const built = join(root, "dist", "examiner.js");
  if (existsSync(built) && statSync(built).mtimeMs >= newest(root)) return { args: [built], root: dirname(built) };
  return { args: ["--require", "ts-node/register/transpile-only", join(__dirname, "child.ts")], root };
}

/** When the sources of the child were last changed. */
function newest(root: string): number {
  const folders = ["hooks", "hooks/run", "hooks/source", "simulator/functions"].map((folder) => join(root, folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}
