/** CF-8. */
export const maxCodeBytes = 10_240;

/** Why a function's code is not even tried; undefined when nothing speaks against it. Pure. */
export function refusal(code: string): string | undefined {
  const bytes = Buffer.byteLength(code);
  if (bytes > maxCodeBytes) return `its code has ${bytes} bytes, CloudFront accepts ${maxCodeBytes} (CF-8)`;
  const commentless = code.replace(/\/\*[^]*?\*\//g, "");
  const imported = /^[ \t]*import(?![\w$])[^'"\n]*['"]([^'"\n]+)['"]/m.exec(commentless)?.[1];
  return imported === undefined ? undefined : `it imports ${imported}, which is not modelled yet`;
}

/** What runtime 2.0 has and this one does not. */
const notModelled: ReadonlySet<string> = new Set(["Buffer", "TextDecoder", "TextEncoder", "atob", "btoa", "require"]);

/** A failure's message; it says so when the fault is this program's and not the function's. Pure. */
export function explained(message: string): string {
  const name = /^ReferenceError: (\w+) is not defined$/.exec(message)?.[1];
  return name !== undefined && notModelled.has(name) ? `${message}: it is not modelled yet` : message;
}
