import { isMark } from "./value";
import { defined, each, first, isFields, member, type Properties, within } from "./mapping";

/** One side of a bucket, which mostly a resource of its own sets. */
export type Side =
  "versioning" | "policy" | "publicAccessBlock" | "ownershipControls" | "replication" | "encryption" | "lifecycle";

/**
 * Where a bucket says a side itself, in the shape of the resource that sets it beside the bucket; undefined where it says
 * nothing. Three shapes are read: `aws.s3.Bucket` with the settings of older programs, `aws.s3.BucketV2`, which has lists
 * where that one has parts, and the bucket of `aws-native`, which is CloudFormation's.
 */
export const inlineSides: { readonly [K in Side]: (bucket: Properties) => unknown } = {
  versioning: (bucket) => {
    const native = bucket["versioningConfiguration"];
    if (native !== undefined) return { versioningConfiguration: native };
    return within(given(bucket["versioning"], bucket["versionings"]), ({ enabled }) => ({
      versioningConfiguration: { status: flagged(enabled, "Enabled", "Off") },
    }));
  },
  policy: ({ policy }) => {
    if (policy === undefined || policy === "") return undefined;
    return isMark(policy) ? policy : { policy };
  },
  publicAccessBlock: (bucket) => bucket["publicAccessBlockConfiguration"],
  ownershipControls: (bucket) =>
    within(bucket["ownershipControls"], (controls) => ({ rule: controls["rule"] ?? first(controls["rules"]) })),
  replication: (bucket) =>
    within(given(bucket["replicationConfiguration"], bucket["replicationConfigurations"]), (configuration) => ({
      ...configuration,
      rules: each(configuration["rules"], replicationRule),
    })),
  encryption: (bucket) => {
    const own = given(bucket["serverSideEncryptionConfiguration"], bucket["serverSideEncryptionConfigurations"]);
    const native = member(bucket["bucketEncryption"], "serverSideEncryptionConfiguration");
    if (native !== undefined) return { rules: each(native, encryptionRule) };
    return within(own, (configuration) => {
      const rules = configuration["rules"] ?? (isFields(configuration["rule"]) ? [configuration["rule"]] : undefined);
      return { rules: each(rules, encryptionRule) };
    });
  },
  lifecycle: (bucket) => {
    const rules = member(bucket["lifecycleConfiguration"], "rules") ?? bucket["lifecycleRules"];
    return Array.isArray(rules) ? { rules: each(rules, lifecycleRule) } : rules;
  },
};

/** What a flag says; what is not known yet is handed on. */
function flagged(flag: unknown, on: string, off: string): unknown {
  if (isMark(flag)) return flag;
  return flag === true || flag === "true" ? on : off;
}

/** Of a part and the list that holds it, whichever is there. */
function given(part: unknown, list: unknown): unknown {
  return first(part ?? list);
}

function replicationRule(rule: Properties): Properties {
  const status = rule["deleteMarkerReplicationStatus"];
  return defined({
    ...rule,
    filter: given(rule["filter"], rule["filters"]),
    deleteMarkerReplication: rule["deleteMarkerReplication"] ?? (isSaid(status) ? { status } : undefined),
    destination: within(given(rule["destination"], rule["destinations"]), (destination) =>
      defined({
        ...destination,
        metrics: given(destination["metrics"], undefined),
        replicationTime: given(destination["replicationTime"], destination["replicationTimes"]),
      }),
    ),
  });
}

/** The provider's outputs have an empty text for what nobody has said. */
function isSaid(status: unknown): boolean {
  return status !== undefined && status !== "";
}

function encryptionRule(rule: Properties): Properties {
  const own = given(rule["applyServerSideEncryptionByDefault"], rule["applyServerSideEncryptionByDefaults"]);
  return defined({
    ...rule,
    applyServerSideEncryptionByDefault: within(own ?? rule["serverSideEncryptionByDefault"], (one) =>
      defined({ ...one, kmsMasterKeyId: one["kmsMasterKeyId"] ?? one["kmsMasterKeyID"] }),
    ),
  });
}

function lifecycleRule(rule: Properties): Properties {
  const expiration = given(rule["noncurrentVersionExpiration"], rule["noncurrentVersionExpirations"]);
  const days = rule["abortIncompleteMultipartUploadDays"];
  return defined({
    ...rule,
    status: rule["status"] ?? flagged(rule["enabled"], "Enabled", "Disabled"),
    noncurrentVersionExpiration: within(expiration, (one) =>
      defined({
        ...one,
        noncurrentDays: one["noncurrentDays"] ?? one["days"] ?? rule["noncurrentVersionExpirationInDays"],
      }),
    ),
    abortIncompleteMultipartUpload:
      rule["abortIncompleteMultipartUpload"] ??
      (typeof days === "number" && days > 0 ? { daysAfterInitiation: days } : undefined),
  });
}
