/** The status codes that CloudFront accepts as failover criteria (FO-5); 501, 505, 2xx and 3xx can never be (FO-6). */
export const legalFailoverCodes: readonly number[] = [400, 403, 404, 416, 429, 500, 502, 503, 504];

/** The criteria of a site that says nothing: a missing or denied object, a failing region, an unreachable one. */
export const defaultFailoverCodes: readonly number[] = [403, 404, 500, 502, 503, 504];

/** What is wrong with a list of failover criteria. */
export type FailoverCodesFault =
  | { readonly kind: "illegal-code"; readonly got: unknown }
  | { readonly kind: "duplicate-code"; readonly got: number }
  /** Without 503 there is no failover when the primary cannot be reached (FO-11). */
  | { readonly kind: "without-503" }
  /** Without 504 there is no failover when the primary times out (FO-12). */
  | { readonly kind: "without-504" };

/** The first fault of a list of failover criteria, or undefined when the list fails over in every case it should. */
export function failoverCodesFault(codes: readonly unknown[]): FailoverCodesFault | undefined {
  const seen = new Set<number>();
  for (const code of codes) {
    if (typeof code !== "number" || !legalFailoverCodes.includes(code)) return { kind: "illegal-code", got: code };
    if (seen.has(code)) return { kind: "duplicate-code", got: code };
    seen.add(code);
  }
  if (!seen.has(503)) return { kind: "without-503" };
  if (!seen.has(504)) return { kind: "without-504" };
  return undefined;
}
