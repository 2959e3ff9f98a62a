/** What the edge can compress with. */
export type Coding = "br" | "gzip";

/** Which codings a cache policy lets the edge speak for (HD-9, HD-10). */
export interface EncodingFlags {
  readonly gzip: boolean;
  readonly brotli: boolean;
}

/**
 * The normalised `Accept-Encoding` that is part of the cache key and goes to the origin: `br,gzip`, `br`, `gzip`, or
 * undefined (HD-9..11). With both flags off it is an ordinary header, and this is undefined (HD-12).
 * With `strict`, `gzip;q=0` does not count as support (SIM-29).
 */
export function normalisedEncoding(
  header: string | undefined,
  flags: EncodingFlags,
  edges: "lenient" | "strict",
): "br,gzip" | Coding | undefined {
  if (header === undefined || !(flags.gzip || flags.brotli)) return undefined;
  let gzip = false;
  let brotli = false;
  for (const part of header.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    if (edges === "strict" && parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) continue;
    if (name === "gzip") gzip = flags.gzip;
    if (name === "br") brotli = flags.brotli;
  }
  if (gzip && brotli) return "br,gzip";
  if (brotli) return "br";
  return gzip ? "gzip" : undefined;
}

/** The coding that the edge compresses with: Brotli where the viewer takes it (CA-20). */
export function preferredCoding(normalised: "br,gzip" | Coding | undefined): Coding | undefined {
  return normalised === "br,gzip" ? "br" : normalised;
}
