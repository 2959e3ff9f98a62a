import type { BaselineDifference } from "../baseline";
import type { Proof } from "../proof";

/** A proof as JSON, its verdict first; with an earlier one to compare with, what changed as `baseline`. */
export function proofJson(proof: Proof, difference?: BaselineDifference): string {
  return JSON.stringify({
    ...proof,
    durationMs: Math.round(proof.durationMs),
    ...(difference === undefined ? {} : { baseline: difference }),
  });
}
