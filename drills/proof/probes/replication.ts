import type { S3 } from "../../../simulator/s3";
import { sha256 } from "../../content";
import type { Judgement } from "../judge";
import type { Lane } from "../lane";
import type { ProofCase } from "../matrix";
import { republish } from "../objects";
import type { CaseResult } from "../result";
import { keyOf, type ProofBehavior, type ProofOrigin } from "../site";
import { probeCase, probed } from "./probe";

interface Replicated extends ProofBehavior {
  readonly replica: ProofOrigin;
}

/** Who fills the replica of a bucket without a configuration is not known here. */
function isReplicated(behavior: ProofBehavior): behavior is Replicated {
  const { primary, replica } = behavior;
  return replica !== undefined && primary.bucket.replication !== undefined && replica.bucket !== primary.bucket;
}

/**
 * Whether what is published to the primary reaches the replica; nothing where nobody replicates. It leaves other versions
 * behind, and takes the time of the buckets: it comes last.
 */
export async function probeReplication(
  behaviors: readonly ProofBehavior[],
  s3: S3,
  ask: (behavior: ProofBehavior, one: ProofCase) => ReturnType<Lane["runner"]["run"]>,
): Promise<CaseResult[]> {
  const replicated = behaviors.filter(isReplicated);
  // By their bytes: under KMS keys the same bytes have two entity tags (CA-8).
  const hashIn = (side: ProofOrigin, path: string): string | undefined => {
    const found = s3.getObject(side.bucket.name, keyOf(side, path));
    return found === undefined ? undefined : sha256(found.body);
  };
  const isCopied = ({ primary, replica, paths }: Replicated): boolean =>
    hashIn(primary, paths.both) === hashIn(replica, paths.both);
  for (const behavior of replicated) republish(s3, behavior, "not copied", behavior.replica);
  await s3.whenReplicated();
  // The bytes differ before anything is copied, or this says nothing.
  const differed = replicated.map((behavior) => !isCopied(behavior));
  for (const behavior of replicated) republish(s3, behavior, "published last", behavior.primary);
  await s3.whenReplicated();
  const results: CaseResult[] = [];
  for (const [index, behavior] of replicated.entries()) {
    const { primary, replica, paths } = behavior;
    const one: ProofCase = { ...probeCase(behavior), struck: "primary", fault: "down" };
    const judgement: Judgement = {
      promise: "replication",
      met: isCopied(behavior),
      expected: "the same version in both buckets",
      because: `${keyOf(primary, paths.both)} was published to ${primary.bucket.name} and did not reach ${replica.bucket.name}, so that viewers get an older version or none while the primary is down`,
      rules: ["RP-1", "RP-3"],
      fix: `let an enabled rule of the replication of ${primary.bucket.name} name ${replica.bucket.name} as its destination, with an empty prefix, and enable versioning on both`,
    };
    results.push(probed(one, await ask(behavior, one), { ...judgement, discriminates: differed[index] }));
  }
  return results;
}
