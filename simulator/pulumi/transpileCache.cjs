/**
 * Loaded into the program's process before Pulumi's runner, by Pulumi.yaml (`nodeargs`) and by whoever proves. It has Node
 * keep what it compiles, and where the project has its type check off, ts-node's output for a file is kept beside it: making
 * JavaScript of a program's few files anew in every run costs more than loading the SDK. The output is what ts-node made of
 * the same text with the same options, so the program that runs is the same. What Pulumi notes for itself is not
 * translated, which would cost as much again. It stands alone, and needs no build: a program runs in a fresh clone.
 */
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const nodeModule = require("node:module");
const path = require("node:path");
const { fileURLToPath } = require("node:url");

function install(runner, folder) {
  const load = nodeModule.createRequire(runner);
  const tsNode = load("ts-node");
  const { register } = tsNode;
  // Once is enough, whoever else has loaded it.
  if (register.keepsOutput === true) return;
  // What maps the lines of a stack; an older ts-node has another, and keeps nothing.
  const sourceMaps = nodeModule.createRequire(load.resolve("ts-node"))("@cspotcode/source-map-support");
  tsNode.register = (options) => {
    const service = register(options);
    if (options.transpileOnly === true) keepOutput(service, folder, sourceMaps);
    return service;
  };
  tsNode.register.keepsOutput = true;
}

function keepOutput(service, folder, sourceMaps) {
  /** What ts-node has not seen: its map is written in it. */
  const taken = new Map();
  sourceMaps.install({ environment: "node", retrieveFile: (place) => taken.get(pathOf(place)) ?? "" });
  const compile = service.compile.bind(service);
  const salt = JSON.stringify([service.ts.version, service.config.options]);
  service.compile = (code, fileName, lineOffset) => {
    const file = path.join(folder, hash(JSON.stringify([salt, fileName, lineOffset, code])));
    const kept = read(file);
    if (kept !== undefined) {
      taken.set(fileName, kept);
      return kept;
    }
    const output = compile(code, fileName, lineOffset);
    keep(file, output);
    return output;
  };
}

function pathOf(place) {
  return place.startsWith("file://") ? fileURLToPath(place) : place;
}

/** Renamed into place, since another run may be reading. A folder that cannot be written to keeps nothing. */
function keep(file, output) {
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
function read(file) {
  try {
    const text = readFileSync(file, "utf8");
    const end = text.indexOf("\n");
    const output = text.slice(end + 1);
    return text.slice(0, end) === hash(output) ? output : undefined;
  } catch {
    return undefined;
  }
}

function hash(text) {
  return createHash("sha256").update(text).digest("hex");
}

/** Where Node keeps compiled code already, or else beside the packages: a project without packages keeps none. */
function cacheFolder() {
  const named = process.env.NODE_COMPILE_CACHE;
  if (named !== undefined) return named;
  for (let folder = process.cwd(); ; folder = path.dirname(folder)) {
    const modules = path.join(folder, "node_modules");
    if (existsSync(modules)) return path.join(modules, ".cache", "static-site-ha");
    if (folder === path.dirname(folder)) return undefined;
  }
}

/**
 * Pulumi notes of every promise where it was made, for the day that one leaks, and has the note translated to TypeScript
 * at once. The notes stay, with the positions of what Node runs; every other stack is translated as before.
 */
function leaveNotesUntranslated() {
  const ours = new WeakSet();
  const sparing = (translate) => {
    if (typeof translate !== "function" || ours.has(translate)) return translate;
    const prepare = (error, frames) =>
      frames[0]?.getFunctionName() === "debuggablePromise"
        ? `${String(error)}${frames.map((frame) => `\n    at ${String(frame)}`).join("")}`
        : translate(error, frames);
    ours.add(prepare);
    return prepare;
  };
  // Whoever puts his own in its place for a moment puts back what he has found.
  let current = sparing(Error.prepareStackTrace);
  Object.defineProperty(Error, "prepareStackTrace", {
    configurable: true,
    enumerable: true,
    get: () => current,
    set: (translate) => {
      current = sparing(translate);
    },
  });
}

leaveNotesUntranslated();
const [, runner] = process.argv;
try {
  const folder = process.env.NODE_DISABLE_COMPILE_CACHE === undefined ? cacheFolder() : undefined;
  if (runner !== undefined && folder !== undefined) {
    nodeModule.enableCompileCache(folder);
    install(runner, path.join(folder, "transpiled"));
  }
} catch {
  // A project without ts-node of its own, or a Node that compiles anew: the program runs all the same.
}
