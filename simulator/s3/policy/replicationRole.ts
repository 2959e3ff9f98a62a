import type {
  KmsKey,
  PolicyDocument,
  PublicAccessBlock,
  ReplicationConfiguration,
  ReplicationRole,
} from "../../model/siteModel";
import type { ReplicationStep } from "../copies";
import type { Version } from "../object";
import type { ReplicationAssumptions } from "../replication";
import { contextOf } from "./context";
import { evaluatePolicy, type Decision } from "./evaluate";
import { isPublicPolicy } from "./publicPolicy";

/** What decides what a role may do in a bucket. */
export interface RoleBucket {
  readonly name: string;
  readonly owner: string;
  readonly policy: PolicyDocument | undefined;
  readonly publicAccessBlock: PublicAccessBlock;
  readonly replication: ReplicationConfiguration | undefined;
  readonly requesterPays: boolean;
}

export interface RoleFacts extends Pick<ReplicationAssumptions, "markerRole"> {
  readonly roles: readonly ReplicationRole[];
  readonly keys: readonly KmsKey[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** One action that a copy takes, and the policy of what it is done to. */
interface Need {
  readonly action: string;
  readonly resource: string;
  readonly guard: Pick<RoleBucket, "owner" | "policy" | "publicAccessBlock">;
}

/**
 * Whether S3 may carry a version from one bucket to another as the role of the source's configuration (RP-9, RP-14): it
 * has to be a role that S3 may take, its own policies have to allow what is done, and no bucket policy may deny it; in
 * another account the bucket policy has to allow it too. What is not known of a role counts for it: a role that is not
 * among the known ones is only held up by the policies of buckets and keys.
 */
export function mayReplicate(step: ReplicationStep<RoleBucket>, facts: RoleFacts): boolean {
  const { source, target } = step;
  // RP-14: replication pays for nothing.
  if (target.requesterPays && target.owner !== source.owner) return false;
  const arn = source.replication?.role ?? "";
  const role = facts.roles.find((one) => one.arn === arn);
  if (role !== undefined && !s3MayTake(role, source, facts.now)) return false;
  // S3 takes no role but one of the account that owns the source.
  const may = new RoleRights(arn, source.owner, role, facts.now);
  return needsOf(step, facts.markerRole).every((need) => may.act(need)) && keysPermit(step, may, facts.keys);
}

/** A role is taken by those whom its trust policy names. */
function s3MayTake({ trust }: ReplicationRole, { name, owner }: RoleBucket, now: number): boolean {
  const resource = `arn:aws:s3:::${name}`;
  const caller = { aws: [], canonicalUsers: [], services: ["s3.amazonaws.com"], sourceArn: resource };
  const known = contextOf(caller, { secure: true, query: new Map(), arrivedAt: now });
  // A bucket's ARN has no account in it; S3 tells it beside.
  const valueOf: typeof known = (key) =>
    key.toLowerCase() === "aws:sourceaccount" ? { kind: "text", text: owner } : known(key);
  return evaluatePolicy(trust, { caller, action: "sts:AssumeRole", resource, valueOf }) === "allow";
}

/** RP-9. An object without tags has none to write; what a marker needs at the source is SIM-35. */
function needsOf(
  { source, target, version, what }: ReplicationStep<RoleBucket>,
  markerRole: RoleFacts["markerRole"],
): readonly Need[] {
  const there = (action: string): Need => ({
    action,
    resource: `arn:aws:s3:::${target.name}/${version.key}`,
    guard: target,
  });
  const here = (action: string): Need => ({
    action,
    resource: `arn:aws:s3:::${source.name}/${version.key}`,
    guard: source,
  });
  const ofBucket = ["s3:GetReplicationConfiguration", "s3:ListBucket"].map((action) => ({
    action,
    resource: `arn:aws:s3:::${source.name}`,
    guard: source,
  }));
  if (version.deleteMarker) {
    const read = markerRole === "read-version" ? [here("s3:GetObjectVersionForReplication")] : [];
    return [...ofBucket, ...read, there("s3:ReplicateDelete")];
  }
  const tags = what === "tags" || (version.attributes.tags ?? []).length > 0;
  return [
    ...ofBucket,
    ...["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"].map(here),
    ...(what === "version" ? [there("s3:ReplicateObject")] : []),
    ...(tags ? [there("s3:ReplicateTags")] : []),
  ];
}

/** RP-9: decrypts with the key of the source and encrypts with that of the copy. */
function keysPermit(
  { version, what, replicaKeyArn }: ReplicationStep<RoleBucket>,
  may: RoleRights,
  keys: readonly KmsKey[],
): boolean {
  const source = sourceKeyOf(version);
  if (source === undefined || what === "tags") return true;
  const uses = [
    ["kms:Decrypt", source] as const,
    ...(replicaKeyArn === undefined ? [] : [["kms:Encrypt", replicaKeyArn] as const]),
  ];
  return uses.every(([action, arn]) => {
    const key = keys.find((one) => one.arn === arn);
    return may.useKey(action, arn, key);
  });
}

function sourceKeyOf(version: Version): string | undefined {
  return version.deleteMarker ? undefined : version.encryption?.keyArn;
}

/** What one role may do. */
class RoleRights {
  /** By its own name first: a statement on the account leaves the decision to the policies of its roles. */
  private readonly asRole;
  private readonly asAnyName;
  private readonly valueOf;

  constructor(
    arn: string,
    private readonly account: string,
    private readonly role: ReplicationRole | undefined,
    now: number,
  ) {
    const others = { canonicalUsers: [], services: [] };
    this.asRole = { ...others, aws: [arn] };
    this.asAnyName = { ...others, aws: [arn, account, `arn:aws:iam::${account}:root`] };
    this.valueOf = contextOf(this.asAnyName, { secure: true, query: new Map(), arrivedAt: now });
  }

  act({ action, resource, guard: { owner, policy, publicAccessBlock } }: Need): boolean {
    const { valueOf } = this;
    const own = this.ownDecision(action, resource);
    const byBucket = evaluatePolicy(policy, { caller: this.asAnyName, action, resource, valueOf });
    if (own === "explicit-deny" || byBucket === "explicit-deny") return false;
    if (owner !== this.account) {
      const shut = publicAccessBlock.restrictPublicBuckets && isPublicPolicy(policy);
      return own === "allow" && byBucket === "allow" && !shut;
    }
    return own === "allow" || evaluatePolicy(policy, { caller: this.asRole, action, resource, valueOf }) === "allow";
  }

  /** A key that is not known lets in whom its account's policies let in; so does one with KMS's own policy. */
  useKey(action: string, resource: string, key: KmsKey | undefined): boolean {
    const { valueOf } = this;
    const own = this.ownDecision(action, resource);
    if (own === "explicit-deny") return false;
    const policy = key?.policy;
    if (policy === undefined) return own === "allow";
    const byKey = evaluatePolicy(policy, { caller: this.asAnyName, action, resource, valueOf });
    if (byKey !== "allow") return false;
    return own === "allow" || evaluatePolicy(policy, { caller: this.asRole, action, resource, valueOf }) === "allow";
  }

  /** Policies of a role name nobody: they are about the role. */
  private ownDecision(action: string, resource: string): Decision {
    if (this.role === undefined) return "allow";
    const Statement = this.role.policies.flatMap((policy) =>
      policy.Statement.map((statement) => ({ ...statement, Principal: "*" as const })),
    );
    const { valueOf } = this;
    const decision = evaluatePolicy({ Statement }, { caller: this.asRole, action, resource, valueOf });
    return decision === "implicit-deny" && !this.role.complete ? "allow" : decision;
  }
}
