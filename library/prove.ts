import { CodedError } from "../aws/codedError";
import { prove as proveModel } from "../drills/proof";
import type { Proof } from "../drills/proof/proof";
import type { Switches } from "../simulator/cloudfront/switches";
import { insideOf } from "./inside";
import type { Site } from "./site";

/** How a site is proved. */
export interface ProveOptions {
  /** How long a viewer may wait while the primary fails (HA-FO-05), from 1 to 120. Default 35. */
  readonly budgetSeconds?: number;
  /** Points that AWS does not document, the other way. Default: each at its default. */
  readonly switches?: Partial<Switches>;
  /** Aborted: the proof ends with `E_INTERRUPTED`. */
  readonly signal?: AbortSignal;
}

/**
 * Runs every behavior, method, object and fault of the site in virtual time and says which promises hold. Nothing is
 * served and nothing leaves the machine; the site can be proved again.
 *
 * @returns the proof; `verdict` is `passed` when every promise holds.
 * @throws CodedError `E_USAGE`, `E_NO_DISTRIBUTION`, `E_INTERRUPTED`.
 */
export async function prove(site: Site, options: ProveOptions = {}): Promise<Proof> {
  const { budgetSeconds } = options;
  if (budgetSeconds !== undefined && !(budgetSeconds >= 1 && budgetSeconds <= 120)) {
    throw new CodedError("E_USAGE", `budgetSeconds must be a number from 1 to 120, got ${budgetSeconds}`);
  }
  const { model, content, keyValueStores } = insideOf(site);
  return proveModel(model, { ...options, content, keyValueStores });
}
