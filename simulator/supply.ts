import { CodedError } from "../aws/codedError";
import { ownerAccountId } from "./model/account";
import { itemsOf, type Origin } from "./model/distributionConfig";
import type { PolicyLists } from "./model/file/policyFile";
import { bucketOfOrigin } from "./model/members";
import type { Bucket, EdgeFunction, LambdaFunction, PolicyDocument, SiteModel } from "./model/siteModel";

/** What a site's source does not hold and its user adds, or sets instead of what it holds. */
export interface Supplies {
  readonly policies: readonly PolicyLists[];
  readonly functions: readonly EdgeFunction[];
  readonly lambdaFunctions: readonly LambdaFunction[];
  readonly bucketPolicies: readonly { readonly origin: string; readonly policy: PolicyDocument }[];
  readonly replications: readonly Replication[];
}

/** Two S3 origins whose buckets are tied. */
export interface Replication {
  readonly from: string;
  readonly to: string;
  /** Whether delete markers go along (RP-3). */
  readonly deletes: boolean;
}

/** The model with what was supplied in it. Throws `E_ORIGIN_UNKNOWN`, `E_USAGE` for what has no place in it. */
export function supply(model: SiteModel, supplies: Supplies): SiteModel {
  const withCode: SiteModel = {
    ...model,
    functions: merged(model.functions, supplies.functions, ({ arn }) => arn),
    lambdaFunctions: merged(model.lambdaFunctions, supplies.lambdaFunctions, ({ arn }) => arn),
    cachePolicies: policiesOf(model, supplies, "cachePolicies"),
    originRequestPolicies: policiesOf(model, supplies, "originRequestPolicies"),
    responseHeadersPolicies: policiesOf(model, supplies, "responseHeadersPolicies"),
  };
  const withPolicies = supplies.bucketPolicies.reduce((found, { origin, policy }) => {
    const { name } = bucketBehind(found, origin, "--bucket-policy");
    return changed(found, name, (bucket) => ({ ...bucket, policy }));
  }, withCode);
  return supplies.replications.reduce(withReplication, withPolicies);
}

function withReplication(model: SiteModel, { from, to, deletes }: Replication): SiteModel {
  const source = bucketBehind(model, from, "--replicate");
  const destination = bucketBehind(model, to, "--replicate");
  if (source.name === destination.name) {
    throw new CodedError(
      "E_USAGE",
      `--replicate must name origins with two buckets, got ${from} and ${to}, which read one`,
      "--replicate",
    );
  }
  return changed(model, source.name, (bucket) => {
    const rules = (bucket.replication?.rules ?? []).filter(
      ({ destinationBucketArn }) => destinationBucketArn !== `arn:aws:s3:::${destination.name}`,
    );
    const rule = {
      id: `${from}-to-${to}`,
      enabled: true,
      priority: rules.length,
      prefix: "",
      deleteMarkers: deletes,
      destinationBucketArn: `arn:aws:s3:::${destination.name}`,
    };
    return {
      ...bucket,
      replication: {
        role: bucket.replication?.role ?? `arn:aws:iam::${ownerAccountId}:role/made-up`,
        rules: [...rules, rule],
      },
    };
  });
}

/** The bucket behind an origin that an option names. Throws `E_ORIGIN_UNKNOWN`. */
export function bucketBehind(model: SiteModel, originId: string, option: string): Bucket {
  const bucket = bucketOfOrigin(model, originNamed(model, originId, option));
  if (bucket !== undefined) return bucket;
  const known = originsOf(model).filter((origin) => bucketOfOrigin(model, origin) !== undefined);
  throw new CodedError(
    "E_ORIGIN_UNKNOWN",
    `${option} must name an S3 origin, one of ${idsOf(known)}, got ${originId}, which is no bucket`,
    option,
  );
}

/** The origin of the site that an option names. Throws `E_ORIGIN_UNKNOWN`. */
export function originNamed(model: SiteModel, originId: string, option: string): Origin {
  const origin = originsOf(model).find(({ Id }) => Id === originId);
  if (origin !== undefined) return origin;
  throw new CodedError(
    "E_ORIGIN_UNKNOWN",
    `${option} must name one of the distribution's origins, ${idsOf(originsOf(model))}, got ${originId}`,
    option,
  );
}

/** The origins of every distribution of the site; a staging one has those of production, mostly. */
export function originsOf(model: SiteModel): readonly Origin[] {
  const origins = model.distributions.flatMap(({ config }) => itemsOf(config.Origins));
  return [...new Map(origins.map((origin) => [`${origin.Id} ${origin.DomainName}`, origin])).values()];
}

function idsOf(origins: readonly Origin[]): string {
  return origins.map(({ Id }) => Id).join(", ") || "none";
}

function changed(model: SiteModel, name: string, change: (bucket: Bucket) => Bucket): SiteModel {
  return { ...model, buckets: model.buckets.map((bucket) => (bucket.name === name ? change(bucket) : bucket)) };
}

function policiesOf<K extends keyof PolicyLists>(model: SiteModel, supplies: Supplies, kind: K): PolicyLists[K] {
  const added = supplies.policies.flatMap((lists): readonly { readonly Id: string }[] => lists[kind]);
  // Each list holds policies of one kind only, and so does what is added to it.
  return merged<{ readonly Id: string }>(model[kind], added, ({ Id }) => Id) as PolicyLists[K];
}

/** What is supplied takes the place of what the source has under the same name. */
function merged<T>(own: readonly T[], added: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const names = new Set(added.map(keyOf));
  return [...own.filter((item) => !names.has(keyOf(item))), ...added];
}
