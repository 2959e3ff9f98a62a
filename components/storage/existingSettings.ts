import { CodedError } from "../../aws/codedError";
import { isReservedBucketName } from "../../aws/bucketNames";
import { ownSids } from "../access/bucketPolicy";
import { oneOf, refusal, shown } from "../refusals";
import type { StorageArgs } from "./args";
import { ExistingReplication } from "./enums";
import { type ExistingPolicy, parseExistingPolicy } from "./existingPolicy";

/** A bucket that was there before the site. */
export interface ExistingBucket {
  readonly name: string;
  /** Absent: it has none. */
  readonly policy?: ExistingPolicy;
}

/** S3's rule for names of buckets (S3 User Guide, "Bucket naming rules"). */
const bucketName = /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * The existing bucket of a member, or undefined for a new one. `other` is the name of the other member's.
 *
 * @throws CodedError `E_EXISTING_BUCKET` or `E_BUCKET_POLICY`.
 */
export function resolveExisting(
  role: "primary" | "replica",
  args: StorageArgs,
  other?: string,
): ExistingBucket | undefined {
  const [nameArgument, policyArgument] = [`${role}ExistingBucketName`, `${role}ExistingBucketPolicy`] as const;
  const { [nameArgument]: name, [policyArgument]: policy } = args;
  if (name === undefined) {
    refuseWithoutBucket(policyArgument, policy, nameArgument);
    return undefined;
  }
  if (typeof name !== "string" || !bucketName.test(name) || isReservedBucketName(name)) {
    throw refusal("E_EXISTING_BUCKET", nameArgument, "be the plain name of a bucket, such as my-site", name);
  }
  if (name === other) {
    const reason = "one bucket cannot survive the loss of its own region";
    throw refusal("E_EXISTING_BUCKET", nameArgument, "differ from primaryExistingBucketName", name, reason);
  }
  if (policy === undefined) {
    throw new CodedError(
      "E_EXISTING_BUCKET",
      `${policyArgument} must hold the policy of ${name}, got nothing; a policy replaces the one before: ` +
        "supply the JSON text that aws s3api get-bucket-policy prints, or an empty text when there is none",
      policyArgument,
    );
  }
  const existing = policy === "" ? undefined : parseExistingPolicy(policyArgument, policy, ownSids);
  return { name, ...(existing === undefined ? {} : { policy: existing }) };
}

/**
 * Who replicates the existing primary, undefined for a new one.
 *
 * @throws CodedError `E_EXISTING_BUCKET`.
 */
export function resolveExistingReplication(
  { primaryExistingBucketReplication: value }: StorageArgs,
  existing: { readonly primary: boolean; readonly replica: boolean },
): ExistingReplication | undefined {
  const argument = "primaryExistingBucketReplication";
  if (!existing.primary) {
    refuseWithoutBucket(argument, value, "primaryExistingBucketName");
    return undefined;
  }
  if (value === ExistingReplication.External && !existing.replica) {
    const reason = "nobody can replicate yet into a bucket that the site makes: the replica would stay empty";
    throw refusal("E_EXISTING_BUCKET", argument, "be none without replicaExistingBucketName", value, reason);
  }
  if (value !== undefined) return oneOf("E_EXISTING_BUCKET", argument, value, ExistingReplication);
  throw new CodedError(
    "E_EXISTING_BUCKET",
    `${argument} must say who replicates the existing primary, got nothing; a replication configuration replaces the one ` +
      "before: supply none when there is none, or external when it already replicates to the replica",
    argument,
  );
}

function refuseWithoutBucket(argument: string, value: unknown, nameArgument: string): void {
  if (value === undefined) return;
  throw new CodedError(
    "E_EXISTING_BUCKET",
    `${argument} must be left out without ${nameArgument}, got ${shown(value)}; supply the name of the bucket that it tells of`,
    argument,
  );
}
