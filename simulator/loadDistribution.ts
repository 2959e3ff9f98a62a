import { CodedError } from "../aws/codedError";
import { acceptModel, allNotModelled, knownPolicies, type LoadedSite } from "./loadedSite";
import { itemsOf, toItems, type DefaultCacheBehavior, type DistributionConfig } from "./model/distributionConfig";
import { continuousDeploymentFileOf, type ContinuousDeploymentPolicy } from "./model/file/continuousDeploymentFile";
import { distributionFileOf, type DistributionFile } from "./model/file/distributionFile";
import { refuse } from "./model/refuse";
import type { Distribution, EdgeFunction, SiteModel } from "./model/siteModel";
import { siteBucketsOf } from "./siteBuckets";
import { supply, type Supplies } from "./supply";

/** A second distribution that continuous deployment sends some viewers to (DR-3), and which. */
export interface StagingFiles {
  readonly distribution: unknown;
  readonly continuousDeployment: unknown;
}

/** A site of distributions alone. */
export interface LoadedDistribution extends LoadedSite {
  /** Which requests the staging distribution answers; absent without one. */
  readonly continuousDeployment?: ContinuousDeploymentPolicy;
}

/**
 * Makes the model of a distribution alone, of what `aws cloudfront get-distribution` or `get-distribution-config` prints:
 * buckets stand behind its S3 origins, and what it names besides is taken from `supplies`. Throws `E_FILE`, the codes of
 * `supply` and of the CloudFront API.
 */
export function loadDistribution(file: unknown, supplies: Supplies, staging?: StagingFiles): LoadedDistribution {
  const policy = staging === undefined ? undefined : continuousDeploymentFileOf(staging.continuousDeployment);
  const files = [distributionFileOf(file)];
  if (staging !== undefined && policy !== undefined) files.push(stagingFileOf(staging.distribution, policy));
  const { madeUp: assumed, ...behind } = siteBucketsOf(files.map(({ distribution }) => distribution));
  const bare: SiteModel = {
    distributions: files.map(({ distribution }) => distribution),
    ...behind,
    functions: [],
    lambdaFunctions: [],
    cachePolicies: [],
    originRequestPolicies: [],
    responseHeadersPolicies: [],
    notModelled: files.flatMap(({ notModelled }) => notModelled),
  };
  const supplied = supply(bare, supplies);
  acceptModel(supplied, knownPolicies(supplied));
  if (policy !== undefined) supplied.distributions.forEach(acceptDeployment);
  const known = supplied.distributions.map((one) => ({ one, ...withKnownFunctions(one.config, supplied.functions) }));
  const model: SiteModel = {
    ...supplied,
    distributions: known.map(({ one, config }) => ({ ...one, config })),
    notModelled: [...supplied.notModelled, ...known.flatMap(({ dropped }) => dropped)],
  };
  return {
    source: "distribution",
    model,
    notModelled:
      policy === undefined
        ? allNotModelled(model)
        : allNotModelled(model).filter((line) => !line.startsWith("continuous deployment:")),
    madeUp: [...files.flatMap(({ madeUp }) => madeUp), ...assumed],
    outputs: {},
    ...(policy === undefined ? {} : { continuousDeployment: policy }),
  };
}

/** What continuous deployment does not go together with (DR-3, FO-23). */
function acceptDeployment({ config: { HttpVersion, Origins } }: Distribution): void {
  if (HttpVersion === "http3" || HttpVersion === "http2and3") {
    refuse(
      "InvalidArgument",
      `HttpVersion must be without HTTP/3 in continuous deployment, got ${HttpVersion}`,
      "HttpVersion",
    );
  }
  itemsOf(Origins).forEach(({ ResponseCompletionTimeout = 0 }, index) => {
    if (ResponseCompletionTimeout === 0) return;
    refuse(
      "InvalidArgument",
      `ResponseCompletionTimeout must be absent in continuous deployment, got ${ResponseCompletionTimeout}`,
      `Origins.Items[${index}].ResponseCompletionTimeout`,
    );
  });
}

/** The policy knows the staging distribution by its domain; whatever its file says, it is a staging one. */
function stagingFileOf(value: unknown, policy: ContinuousDeploymentPolicy): DistributionFile {
  const file = distributionFileOf(value);
  const { distribution, madeUp } = file;
  const names = itemsOf(policy.StagingDistributionDnsNames);
  const isNamed = madeUp.length === 0;
  const domainName = isNamed ? distribution.domainName : (names[0] ?? distribution.domainName);
  if (!names.includes(domainName)) {
    throw new CodedError(
      "InvalidArgument",
      `StagingDistributionDnsNames must name ${domainName}, got ${names.join(", ") || "none"}`,
      "StagingDistributionDnsNames",
    );
  }
  return {
    ...file,
    distribution: { ...distribution, domainName, config: { ...distribution.config, Staging: true } },
    madeUp: madeUp.slice(0, 1).map((line) => line.replace("the distribution's", "the staging distribution's")),
  };
}

/** A distribution is served though the code of a CloudFront Function is not at hand: the function does not run. */
function withKnownFunctions(
  config: DistributionConfig,
  functions: readonly EdgeFunction[],
): { readonly config: DistributionConfig; readonly dropped: string[] } {
  const arns = new Set(functions.map(({ arn }) => arn));
  const dropped: string[] = [];
  const known = <B extends DefaultCacheBehavior>(behavior: B, name: string): B => {
    const associations = itemsOf(behavior.FunctionAssociations);
    for (const { EventType, FunctionARN } of associations.filter((one) => !arns.has(one.FunctionARN))) {
      dropped.push(
        `behavior ${name}: the CloudFront Function on ${EventType} does not run: the code of ${FunctionARN} is not known`,
      );
    }
    const kept = associations.filter(({ FunctionARN }) => arns.has(FunctionARN));
    return kept.length === associations.length ? behavior : { ...behavior, FunctionAssociations: toItems(kept) };
  };
  const { CacheBehaviors } = config;
  const behaviors = itemsOf(CacheBehaviors).map((behavior) => known(behavior, behavior.PathPattern));
  return {
    config: {
      ...config,
      DefaultCacheBehavior: known(config.DefaultCacheBehavior, "*"),
      ...(CacheBehaviors === undefined ? {} : { CacheBehaviors: toItems(behaviors) }),
    },
    dropped,
  };
}
