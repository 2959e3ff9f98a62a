import type { LambdaPowers } from "./lambdaPowers";

/** What a context has of its own that modules of Node give as well. */
export type OwnTimers = Readonly<Record<"setTimeout" | "setInterval" | "setImmediate", (...args: never[]) => unknown>>;

type Require = (name: string) => unknown;

/**
 * `require` in the context of a Lambda function: Node's modules where they reach nothing outside of the process, timers
 * that are the context's own, and files that are the function's own code and no others. Every refusal names the module.
 * It is read as text and stands alone.
 */
export function lambdaModulesPart({ builtin, isBuiltin }: LambdaPowers, code: string, timers: OwnTimers): Require {
  const folder = "/var/task";
  const files = Object.create(null) as Record<string, string>;
  files[`${folder}/index.js`] = code;
  const later = timers.setTimeout as (call: (value: unknown) => void, milliseconds: unknown, value: unknown) => unknown;

  const missing = (call: string, path: unknown): Error =>
    Object.assign(new Error(`ENOENT: no such file or directory, ${call} '${String(path)}'`), { code: "ENOENT" });
  const located = (path: unknown): string => {
    const text = String((path as { href?: unknown } | null)?.href ?? path).replace(/^file:\/\//, "");
    return text.startsWith("/") ? text : `${folder}/${text.replace(/^\.\//, "")}`;
  };
  const readFileSync = (path: unknown, options?: unknown): unknown => {
    const text = files[located(path)];
    if (text === undefined) throw missing("open", path);
    const encoding: unknown =
      typeof options === "object" && options !== null ? Reflect.get(options, "encoding") : options;
    const { Buffer } = builtin("buffer") as { Buffer: { from(text: string): { toString(encoding: string): string } } };
    const bytes = Buffer.from(text);
    return typeof encoding === "string" ? bytes.toString(encoding) : bytes;
  };
  const refused = (name: string) => (): never => {
    throw Object.assign(new Error(`EACCES: ${name} is refused: the function's own code is all there is to read`), {
      code: "EACCES",
    });
  };
  // eslint-disable-next-line @typescript-eslint/require-await -- it rejects where the other throws
  const readFile = async (path: unknown, options?: unknown): Promise<unknown> => readFileSync(path, options);
  const promises = { readFile, writeFile: refused("writeFile"), readdir: refused("readdir"), stat: refused("stat") };
  const fs = {
    promises,
    readFileSync,
    existsSync: (path: unknown) => located(path) in files,
    readFile(path: unknown, ...rest: unknown[]) {
      const done = rest.pop() as (error: unknown, data?: unknown) => void;
      readFile(path, rest[0]).then(
        (data) =>
          later(
            () => {
              done(null, data);
            },
            0,
            undefined,
          ),
        (error: unknown) =>
          later(
            () => {
              done(error);
            },
            0,
            undefined,
          ),
      );
    },
    writeFileSync: refused("writeFileSync"),
    readdirSync: refused("readdirSync"),
    statSync: refused("statSync"),
  };
  const wait = (milliseconds: unknown, value: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      later(resolve, milliseconds, value);
    });
  const own = Object.create(null) as Record<string, unknown>;
  own["fs"] = fs;
  own["fs/promises"] = promises;
  own["timers"] = timers;
  own["timers/promises"] = { setTimeout: wait, setImmediate: (value: unknown) => wait(0, value) };

  return (name) => {
    const bare = name.replace(/^node:/, "");
    const found = own[bare] ?? builtin(bare);
    if (found !== undefined) return found;
    throw Object.assign(
      new Error(
        isBuiltin(bare)
          ? `the module '${name}' is refused: edge code has no network, no processes and no files of others here`
          : `Cannot find module '${name}': a function is one file here`,
      ),
      { code: "MODULE_NOT_FOUND" },
    );
  };
}
