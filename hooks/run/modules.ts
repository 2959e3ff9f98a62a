/** Node's modules that reach nothing outside of the process. */
const harmless: ReadonlySet<string> = new Set(
  (
    "assert assert/strict buffer crypto events path path/posix punycode querystring stream stream/promises string_decoder " +
    "url util util/types zlib"
  ).split(" "),
);

// Taken once: the process that runs hooks loses it afterwards.
const builtin = process.getBuiltinModule.bind(process) as (name: string) => unknown;

/** A module of Node's that may be loaded as it is; `undefined` for all others. */
export function harmlessModule(name: string): unknown {
  const bare = name.replace(/^node:/, "");
  return harmless.has(bare) ? builtin(`node:${bare}`) : undefined;
}

/**
 * Packages of helpers that compilers call. Nothing of the outside world stands behind them that could be made up, and
 * Lambda brings none of them: a function without them in its archive cannot be loaded.
 */
export function isCompilerHelper(name: string): boolean {
  return /^(?:tslib|@swc\/helpers|@babel\/runtime(?:-corejs\d)?)(?:\/|$)/.test(name);
}
