import { prove, type Proof } from "../drills/proof";
import { shortText } from "../drills/proof/reports/short";
import type { ReadySite } from "./siteOptions";
import type { Switches } from "../simulator/cloudfront/switches";

/**
 * The proof before a site is served, on buckets, edges and a clock of its own, which leave the served ones alone; its
 * verdict in a few lines. Throws `E_INTERRUPTED`.
 */
export async function proveFirst(
  { model, content, keyValueStores }: Pick<ReadySite, "model" | "content" | "keyValueStores">,
  switches: Partial<Switches>,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Proof> {
  const proof = await prove(model, { content, keyValueStores, switches, signal });
  say(shortText(proof));
  return proof;
}
