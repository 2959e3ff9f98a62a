import type { Proof } from "../proof";

/** A proof as JSON, its verdict first. */
export function proofJson(proof: Proof): string {
  return JSON.stringify({ ...proof, durationMs: Math.round(proof.durationMs) });
}
