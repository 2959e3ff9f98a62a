/** One of several texts that run on one event. */
export interface Piece {
  /** What it is, for the comment above it. */
  readonly title: string;
  readonly code: string;
}

/**
 * One CloudFront Function of several: each in a scope of its own, in their order. The first response ends the chain on
 * viewer-request; on viewer-response each gets the response as the one before left it. A single piece stays as it is.
 */
export function composeFunctions(event: "viewer-request" | "viewer-response", pieces: readonly Piece[]): string {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only.code;
  const separated = pieces.map(({ title, code }) => ({ title, ...separateImports(code) }));
  const imports = [...new Set(separated.flatMap((piece) => piece.imports))];
  // Only where one needs it: a handler that is not async costs less of the little time that there is (CF-9).
  const waits = separated.some(({ rest }) => /\basync\b|\bPromise\b/.test(rest));
  return [
    ...imports,
    ...separated.map(({ title, rest }, index) => scoped(index, title, rest, "return handler;")),
    chains[event](waits, pieces.length),
  ].join("\n");
}

/** As {@link composeFunctions} for CommonJS modules on an origin event (LE-22: async). */
export function composeLambdas(event: "origin-request" | "origin-response", pieces: readonly Piece[]): string {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only.code;
  const message = event === "origin-request" ? "request" : "response";
  return [
    ...pieces.map(({ title, code }, index) =>
      scoped(
        index,
        title,
        `const module = { exports: {} };\nlet exports = module.exports;\n(function () {\n${code}\n})();`,
        "return module.exports.handler;",
      ),
    ),
    "exports.handler = async (event, context) => {",
    "  const cf = event.Records[0].cf;",
    ...pieces.map((_, index) => {
      const call = `  const result${index} = await piece${index}(event, context);`;
      // Nothing, or a response of its own on origin-request: the edge gets what the function said (LE-8, LE-9).
      const ends =
        message === "request"
          ? `  if (!result${index} || result${index}.status !== undefined) return result${index};`
          : `  if (!result${index}) return result${index};`;
      return `${call}\n${ends}\n  cf.${message} = result${index};`;
    }),
    `  return cf.${message};`,
    "};",
    "",
  ].join("\n");
}

/** `import cf from 'cloudfront'` is legal at the top only; the rest may stand in a function. */
export function separateImports(code: string): { readonly imports: readonly string[]; readonly rest: string } {
  const pattern = /^[ \t]*import\b[^'"\n;]*['"][^'"\n]+['"][ \t]*;?[ \t]*$/gm;
  return { imports: (code.match(pattern) ?? []).map((line) => line.trim()), rest: code.replace(pattern, "") };
}

function scoped(index: number, title: string, body: string, result: string): string {
  return `// ${title}\nconst piece${index} = (function () {\n${body}\n${result}\n})();`;
}

type Chain = (waits: boolean, count: number) => string;

const chains: Readonly<Record<"viewer-request" | "viewer-response", Chain>> = {
  "viewer-request": (waits, count) => chain(waits, count, "request", " || result.statusCode !== undefined"),
  "viewer-response": (waits, count) => chain(waits, count, "response", ""),
};

/** Written out in the language of runtime 2.0 (CF-10). */
function chain(waits: boolean, count: number, message: "request" | "response", orEnds: string): string {
  const [begin, call] = waits ? ["async ", "await "] : ["", ""];
  const steps = Array.from({ length: count }, (_, index) =>
    [
      `  ${index === 0 ? "let " : ""}result = ${call}piece${index}(event);`,
      `  if (!result${orEnds}) return result;`,
      `  event.${message} = result;`,
    ].join("\n"),
  );
  return [`${begin}function handler(event) {`, ...steps, "  return result;", "}", ""].join("\n");
}
