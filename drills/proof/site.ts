import {
  defaultBudgetSeconds,
  delayReasons,
  worstCaseDelays,
  type FailureClass,
  type MemberTimeouts,
} from "../../aws/failoverDelay";
import { compileDistribution } from "../../simulator/cloudfront/compile";
import {
  selectBehavior,
  type CompiledBehavior,
  type CompiledDistribution,
  type CompiledOrigin,
} from "../../simulator/cloudfront/compiled";
import { bucketOfOrigin } from "../../simulator/model/members";
import type { Bucket, Distribution, SiteModel } from "../../simulator/model/siteModel";
import { endpointOf } from "../../simulator/s3/endpoints";
import { objectKinds, type ObjectKind } from "./matrix";

/** A behavior as the proof sees it. */
export interface ProofBehavior {
  readonly pattern: string;
  readonly compiled: CompiledBehavior;
  readonly primary: ProofOrigin;
  /** Absent: it targets an origin and not a group. */
  readonly replica?: ProofOrigin;
  /** The codes that fail over; empty without a group. */
  readonly criteria: ReadonlySet<number>;
  readonly worstCaseDelayMs: Readonly<Record<FailureClass, number>> | undefined;
  /** How long a viewer may wait while the primary fails (HA-FO-05). */
  readonly budgetMs: number;
  /** How each of them comes about. */
  readonly delayReasons: Readonly<Record<FailureClass, string>> | undefined;
  /** The path that a viewer asks for, by what the buckets have of its object. */
  readonly paths: Readonly<Record<ObjectKind, string>>;
}

export interface ProofOrigin {
  readonly origin: CompiledOrigin;
  readonly bucket: Bucket;
}

/** A behavior that cannot be proved, and why. */
export interface Unproved {
  readonly behavior: string;
  readonly because: string;
}

export interface ProofSite {
  readonly distribution: Distribution;
  readonly compiled: CompiledDistribution;
  readonly behaviors: readonly ProofBehavior[];
  readonly unproved: readonly Unproved[];
}

/** What of a distribution can be put to the proof: the behaviors whose origins are buckets of the model. */
export function proofSiteOf(
  model: SiteModel,
  distribution: Distribution,
  budgetSeconds: number = defaultBudgetSeconds,
): ProofSite {
  const compiled = compileDistribution(model, distribution.id);
  const behaviors: ProofBehavior[] = [];
  const unproved: Unproved[] = [];
  for (const one of [...compiled.behaviors, compiled.defaultBehavior]) {
    const found = behaviorOf(model, compiled, one);
    if ("because" in found) unproved.push(found);
    else behaviors.push({ ...found, budgetMs: budgetSeconds * 1000 });
  }
  return { distribution, compiled, behaviors, unproved };
}

function behaviorOf(
  model: SiteModel,
  distribution: CompiledDistribution,
  compiled: CompiledBehavior,
): Omit<ProofBehavior, "budgetMs"> | Unproved {
  const { pattern, target } = compiled;
  const proofOrigin = (origin: CompiledOrigin): ProofOrigin | undefined => {
    const bucket = bucketOfOrigin(model, { Id: origin.id, DomainName: origin.host }) ?? websiteOf(model, origin.host);
    return bucket === undefined ? undefined : { origin, bucket };
  };
  const origins = target.kind === "group" ? [target.primary, target.secondary] : [target.origin];
  const [primary, replica] = origins.map(proofOrigin);
  if (primary === undefined || (target.kind === "group" && replica === undefined)) {
    const strange = origins.find((origin) => proofOrigin(origin) === undefined);
    return { behavior: pattern, because: `its origin ${strange?.id ?? ""} is no bucket on the embedded cloud` };
  }
  const paths = pathsFor(distribution, compiled);
  if (paths === undefined)
    return { behavior: pattern, because: "a behavior before it takes every path that it matches" };
  const members =
    replica === undefined ? undefined : { primary: timeoutsOf(primary.origin), replica: timeoutsOf(replica.origin) };
  return {
    pattern,
    compiled,
    primary,
    ...(replica === undefined ? {} : { replica }),
    criteria: target.kind === "group" ? target.criteria : new Set(),
    worstCaseDelayMs: members === undefined ? undefined : worstCaseDelays(members),
    delayReasons: members === undefined ? undefined : delayReasons(members),
    paths,
  };
}

/** S3-12: a website endpoint leads to its bucket as well, as a custom origin. */
function websiteOf({ buckets }: SiteModel, host: string): Bucket | undefined {
  const endpoint = endpointOf(host);
  return endpoint?.kind === "website" ? buckets.find(({ name }) => name === endpoint.bucket) : undefined;
}

function timeoutsOf(origin: CompiledOrigin): MemberTimeouts {
  return {
    connectionAttempts: origin.connectionAttempts,
    connectionTimeoutSeconds: origin.connectTimeoutMs / 1000,
    readTimeoutSeconds: origin.readTimeoutMs / 1000,
    ...(origin.completionTimeoutMs === undefined
      ? {}
      : { responseCompletionTimeoutSeconds: origin.completionTimeoutMs / 1000 }),
  };
}

/** A path of its own for every kind of object, with an extension, so that no function takes it for a folder. */
function pathsFor(
  distribution: CompiledDistribution,
  behavior: CompiledBehavior,
): Record<ObjectKind, string> | undefined {
  const entries = objectKinds.map((kind): [ObjectKind, string] => [kind, pathFor(behavior.pattern, kind)]);
  const own = entries.every(([, path]) => selectBehavior(distribution, path) === behavior);
  // Every kind has its entry.
  return own ? (Object.fromEntries(entries) as Record<ObjectKind, string>) : undefined;
}

function pathFor(pattern: string, kind: ObjectKind): string {
  const name = `static-site-ha-proof-${kind}`;
  if (pattern === "*" || pattern === "/*") return `/${name}.html`;
  const whole = pattern.startsWith("/") ? pattern : `/${pattern}`;
  // A pattern without a star is one path; all kinds are then the same object, and the last one written counts.
  const filled = whole.replace("*", name).replaceAll("*", "x").replaceAll("?", "x");
  return /\.[a-z0-9]+$/.test(filled) ? filled : `${filled}.html`;
}

/** The key of a path behind an origin. */
export function keyOf({ origin }: ProofOrigin, path: string): string {
  return decodeURIComponent(`${origin.path}${path}`.slice(1));
}
