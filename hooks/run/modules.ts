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
