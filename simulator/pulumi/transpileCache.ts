/**
 * Loaded into the program's process before Pulumi's runner. Where the project has its type check off, ts-node's output
 * for a file is kept beside Node's own compile cache: making JavaScript of a program's few files anew in every run costs
 * as much as loading half of the SDK. The output is what ts-node made of the same text with the same options, so the
 * program that runs is the same. It stands alone: Node runs it by stripping the types.
 */
import type { RegisterOptions, Service } from "ts-node";

const { createHash } = process.getBuiltinModule("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = process.getBuiltinModule("node:fs");
const nodeModule = process.getBuiltinModule("node:module");
const path = process.getBuiltinModule("node:path");

interface TsNode {
  register: (options: RegisterOptions) => Service;
}

function install(runner: string, folder: string): void {
  const tsNode = nodeModule.createRequire(runner)("ts-node") as TsNode;
  const { register } = tsNode;
  tsNode.register = (options) => {
    const service = register(options);
    if (options.transpileOnly === true) keepOutput(service, folder);
    return service;
  };
}

function keepOutput(service: Service, folder: string): void {
  const compile = service.compile.bind(service);
  const salt = JSON.stringify([service.ts.version, service.config.options]);
  service.compile = (code, fileName, lineOffset) => {
    const file = path.join(folder, hash(JSON.stringify([salt, fileName, lineOffset, code])));
    const kept = read(file);
    if (kept !== undefined) return kept;
    const output = compile(code, fileName, lineOffset);
    keep(file, output);
    return output;
  };
}

/** Renamed into place, since another run may be reading. A folder that cannot be written to keeps nothing. */
function keep(file: string, output: string): void {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(temporary, `${hash(output)}\n${output}`);
    renameSync(temporary, file);
  } catch {
    // The program runs all the same.
  }
}

/** What was kept, if it is all there: a disk that was full leaves half a file. */
function read(file: string): string | undefined {
  try {
    const text = readFileSync(file, "utf8");
    const end = text.indexOf("\n");
    const output = text.slice(end + 1);
    return text.slice(0, end) === hash(output) ? output : undefined;
  } catch {
    return undefined;
  }
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const [, runner] = process.argv;
const folder = process.env["NODE_COMPILE_CACHE"];
try {
  if (runner !== undefined && folder !== undefined) install(runner, path.join(folder, "transpiled"));
} catch {
  // A project without ts-node of its own: the program runs all the same.
}
