import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve, sep } from "node:path";
import { CodedError } from "../../aws/codedError";

/** How the process that runs hooks is started. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** The folder that it is started in: it may read no other. */
  readonly cwd: string;
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
 *
 * @throws CodedError `E_HOOK_EXAMINER` when its file is not there.
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
  if (!isLimited) return { program: process.execPath, args: command.slice(1), cwd: root };
  const limits = `ulimit -c 0; ulimit -t ${processorSeconds}; ulimit -d ${dataLimitKb} 2>/dev/null; exec "$0" "$@"`;
  return { program: "/bin/sh", args: ["-c", limits, ...command], cwd: root };
}

interface ChildFile {
  readonly args: readonly string[];
  /** What it may read. */
  readonly root: string;
}

/** Plain JavaScript, from `dist`; from source where that is newer, as far as there is something that reads it. */
function childFile(): ChildFile {
  const built = builtFile(__dirname);
  const source = __filename.endsWith(".ts") ? sourceFile(resolve(__dirname, "..", "..")) : undefined;
  const isOld = built !== undefined && source !== undefined && statSync(built).mtimeMs < newest(source.root);
  if (built !== undefined && !isOld) return { args: [built], root: dirname(built) };
  if (source !== undefined) return source;
  throw new CodedError(
    "E_HOOK_EXAMINER",
    "the process that runs hooks must be built before a hook is examined, got no dist/examiner.js; run `npm run build`",
  );
}

/** Beside this file, which is so in the command line's bundle, or in the `dist` of a folder above. */
export function builtFile(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = [join(folder, "examiner.js"), join(folder, "dist", "examiner.js")].find((file) => existsSync(file));
    if (found !== undefined || folder === dirname(folder)) return found;
  }
}

function sourceFile(root: string): ChildFile | undefined {
  try {
    const loader = createRequire(join(root, "package.json")).resolve("ts-node/register/transpile-only");
    if (!loader.startsWith(root + sep)) return undefined;
    return { args: ["--require", loader, join(__dirname, "child.ts")], root };
  } catch {
    return undefined;
  }
}

/** When the sources of the child were last changed. */
function newest(root: string): number {
  const folders = ["hooks", "hooks/run", "hooks/source", "simulator/functions"].map((folder) => join(root, folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}
