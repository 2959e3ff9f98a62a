/** The `querystring` module of a CloudFront Function's context (CF-11). It is read as text and stands alone. */
export function querystringPart(): unknown {
  const escape = (text: unknown): string => encodeURIComponent(String(text));
  const unescape = (text: unknown): string => {
    try {
      return decodeURIComponent(String(text));
    } catch {
      return String(text);
    }
  };
  interface ParseOptions {
    readonly decodeURIComponent?: (text: string) => string;
    readonly maxKeys?: number;
  }
  const parse = (
    text: unknown,
    separator = "&",
    equals = "=",
    options: ParseOptions = {},
  ): Record<string, string | string[]> => {
    const result = Object.create(null) as Record<string, string | string[]>;
    const pieces = String(text)
      .split(separator)
      .filter((piece) => piece !== "");
    const limit = options.maxKeys ?? 1000;
    const decode = (piece: string): string => (options.decodeURIComponent ?? unescape)(piece.replace(/\+/g, " "));
    for (const piece of limit > 0 ? pieces.slice(0, limit) : pieces) {
      const at = piece.indexOf(equals);
      const name = decode(at < 0 ? piece : piece.slice(0, at));
      const value = at < 0 ? "" : decode(piece.slice(at + equals.length));
      const before = result[name];
      if (before === undefined) result[name] = value;
      else result[name] = typeof before === "string" ? [before, value] : [...before, value];
    }
    return result;
  };
  interface StringifyOptions {
    readonly encodeURIComponent?: (text: string) => string;
  }
  const stringify = (values: unknown, separator = "&", equals = "=", options: StringifyOptions = {}): string => {
    const encode = options.encodeURIComponent ?? escape;
    return Object.entries((values ?? {}) as Record<string, unknown>)
      .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, one ?? ""] as const))
      .map(([name, value]) => `${encode(name)}${equals}${encode(String(value))}`)
      .join(separator);
  };
  return Object.freeze({ parse, decode: parse, stringify, encode: stringify, escape, unescape });
}
