import type { EdgeResponse, OriginExchange } from "../../simulator/cloudfront/exchange";
import { selects } from "../../simulator/cloudfront/selection";
import { endpointOf } from "../../simulator/s3/endpoints";
import type { FailureKind } from "./faultList";
import type { ProofBehavior, ProofOrigin } from "./site";

/** Why a viewer did not get what was promised, with the rule of CloudFront or S3, and what to change in which argument. */
export interface Diagnosis {
  readonly because: string;
  readonly rules: readonly string[];
  readonly fix: string;
}

/** What to do where nothing of the configuration says why. */
export const undiagnosed = {
  failover: "see that the replica has the object, and that no function changes what is asked or answered",
  "primary-serves": "see that the primary has the object, and that no function changes what is asked or answered",
  "stale-on-error": "let Cache-Control carry stale-if-error, and error pages keep their status",
  options: "see what both origins answer to OPTIONS while nobody fails, and that no function changes it",
  "no-copy": "repair what keeps the same request with no fault from being served",
} as const;

export const undiagnosedFixes: ReadonlySet<string> = new Set(Object.values(undiagnosed));

/** As arguments call a behavior. */
export function labelOf({ pattern }: ProofBehavior): string {
  return pattern === "*" ? "the default cache behavior" : `the cache behavior ${pattern}`;
}

/** Why a failure of the primary that ought to heal did not; undefined where nothing of the configuration says it. */
export function whyNotHealed(
  response: EdgeResponse,
  behavior: ProofBehavior,
  kind: FailureKind | undefined,
): Diagnosis | undefined {
  const { primary, replica } = behavior;
  const failed = failedFunction(response);
  if (failed !== undefined) return failed;
  if (replica === undefined) return withoutGroup(behavior);
  const shared = sharedFate(primary, replica);
  if (shared !== undefined) return shared;
  return response.log["sr-reason"] === ""
    ? whyNoFailover(response, behavior, replica, kind)
    : whyReplicaFails(response, behavior, replica);
}

/** Why a primary that nothing keeps from answering did not serve; undefined where nothing of the configuration says it. */
export function whyNotServed(response: EdgeResponse, behavior: ProofBehavior): Diagnosis | undefined {
  const { primary } = behavior;
  const first = lastOf(response.log.exchanges.filter(({ origin }) => origin === primary.origin.id));
  return (
    failedFunction(response) ??
    wrongAnswer(first, primary, "the primary", behavior) ??
    masked(response, behavior, first)
  );
}

/** Why an expired copy did not stand in while both regions fail. */
export function whyStaleNotServed(response: EdgeResponse, behavior: ProofBehavior): Diagnosis | undefined {
  return failedFunction(response) ?? masked(response, behavior, lastOf(response.log.exchanges));
}

/** A function that throws, or hands back what it must not: viewers get its error in the place of everything else. */
function failedFunction({ log }: EdgeResponse): Diagnosis | undefined {
  const failed = log.functions.find(({ status }) => status !== "ok");
  if (failed === undefined) return undefined;
  const name = failed.arn.replace(/:\d+$/, "").split(/[:/]/).at(-1) ?? failed.arn;
  return {
    because: `the function ${name} at ${failed.event} fails: ${failed.message ?? failed.status}`,
    rules: [failed.status.startsWith("Lambda") ? "LE-9" : "CF-7"],
    fix: `let ${name} return a valid answer to every request`,
  };
}

function withoutGroup(behavior: ProofBehavior): Diagnosis {
  return {
    because: `${labelOf(behavior)} targets the origin ${behavior.primary.origin.id} alone, so that nothing takes over when it fails`,
    rules: ["FO-2"],
    fix: groupFix(behavior),
  };
}

/** What repairs a behavior that targets one origin alone. */
export function groupFix(behavior: ProofBehavior): string {
  return `set targetOriginId of ${labelOf(behavior)} to the originId of an origin group with a bucket in two regions`;
}

/** Two members that fail together. */
function sharedFate(primary: ProofOrigin, replica: ProofOrigin): Diagnosis | undefined {
  const { bucket, origin } = replica;
  if (primary.bucket.name === bucket.name) {
    return {
      because: `both members of the group lead to the bucket ${bucket.name}: when it fails, so does what takes over`,
      rules: ["FO-1", "FO-18"],
      fix: `set domainName of the origin ${origin.id} to the regional endpoint of another bucket, in another region`,
    };
  }
  if (primary.bucket.region !== bucket.region) return undefined;
  return {
    because: `both buckets stand in ${bucket.region}: what takes that region takes both`,
    rules: ["FO-18"],
    fix: `give the origin ${origin.id} a bucket in another region than ${bucket.region} (replicaRegion of StaticSiteHA)`,
  };
}

/** CloudFront never turned to the replica. */
function whyNoFailover(
  response: EdgeResponse,
  behavior: ProofBehavior,
  replica: ProofOrigin,
  kind: FailureKind | undefined,
): Diagnosis | undefined {
  const needed = kind?.heals === "connection" ? 503 : kind?.heals === "timeout" ? 504 : undefined;
  if (needed !== undefined && !behavior.criteria.has(needed)) {
    const what = needed === 503 ? "a failed connection" : "a timeout";
    // FO-13: AWS's pages name either for a failed connection.
    const beside = needed === 503 && !behavior.criteria.has(502) ? ", and 502 beside it (FO-13, SIM-1)" : "";
    return {
      because: `the failover criteria do not list ${needed}, without which CloudFront does not fail over on ${what}`,
      rules: [needed === 503 ? "FO-11" : "FO-12"],
      fix: `list ${needed} among the failover criteria (failoverCriteria.statusCodes; failoverStatusCodes of StaticSiteHA): ${what} needs it${beside}`,
    };
  }
  const last = lastOf(response.log.exchanges);
  const hidden = masked(response, behavior, last);
  if (hidden !== undefined) return hidden;
  const { viewerRequest } = behavior.compiled;
  if (viewerRequest === undefined) return undefined;
  return {
    because: `the function ${viewerRequest.name} at viewer-request puts one origin in the place of the group, so that ${replica.origin.id} is never asked`,
    rules: ["CF-15", "CF-16"],
    fix: `let ${viewerRequest.name} leave the origin alone, or call cf.createRequestOriginGroup with both origins and all codes`,
  };
}

/** A hook on origin-response gave another status than the origin. */
function masked(
  response: EdgeResponse,
  { compiled }: ProofBehavior,
  last: OriginExchange | undefined,
): Diagnosis | undefined {
  const hook = compiled.originResponse;
  if (hook === undefined || last === undefined) return undefined;
  const received = last.status === undefined ? `no response (${last.failure ?? "none"})` : `status ${last.status}`;
  if (last.status === response.status) return undefined;
  return {
    because: `the hook ${hook.name} at origin-response makes ${response.status} of ${received} before CloudFront decides about failover`,
    rules: ["LE-4", "LE-6"],
    fix: `let ${hook.name} hand back the status that it receives, and show error pages by customErrorResponses; static-site-ha examine shows the line`,
  };
}

/** CloudFront turned to the replica, and that did not serve. */
function whyReplicaFails(response: EdgeResponse, behavior: ProofBehavior, replica: ProofOrigin): Diagnosis | undefined {
  const { log } = response;
  const hook = behavior.compiled.originRequest;
  if (hook !== undefined && log["r-host"] !== replica.origin.host) {
    return {
      because: `the function ${hook.name} at origin-request sends the request for ${replica.origin.id} to ${log["r-host"]}`,
      rules: ["PL-9"],
      fix: `let ${hook.name} leave request.origin and the header host alone: it runs for the replica as for the primary`,
    };
  }
  const last = lastOf(log.exchanges.filter(({ origin }) => origin === replica.origin.id));
  return wrongAnswer(last, replica, "the replica", behavior) ?? masked(response, behavior, last);
}

/** What an origin that nobody keeps from answering says instead of the object. */
function wrongAnswer(
  exchange: OriginExchange | undefined,
  { origin, bucket }: ProofOrigin,
  member: string,
  { compiled }: ProofBehavior,
): Diagnosis | undefined {
  const endpoint = endpointOf(origin.host);
  if (endpoint !== undefined && endpoint.kind !== "regional") {
    const answer = exchange?.status === undefined ? "fails" : `answers ${exchange.status}`;
    const kind =
      endpoint.kind === "global"
        ? "the global endpoint, which sends requests for a young bucket away"
        : "a website endpoint, which is public or nothing";
    return {
      because: `${member} ${origin.host} ${answer}: the name is ${kind}`,
      rules: endpoint.kind === "global" ? ["S3-11", "FO-14"] : ["S3-12"],
      fix: `set domainName of the origin ${origin.id} to ${bucket.name}.s3.${bucket.region}.amazonaws.com (bucketRegionalDomainName), as an S3 origin`,
    };
  }
  if (exchange?.status === 403 && origin.s3 && selects(compiled.forwarding.headers, "host")) {
    return {
      because: `${member} answers 403 to everything: the viewer's Host is forwarded, which S3 takes for the name of a bucket`,
      rules: ["S3-14"],
      fix: "set originRequestPolicyId to a policy without Host, such as Managed-AllViewerExceptHostHeader, or to none",
    };
  }
  if (exchange?.status === 403) {
    const key = bucket.encryption === undefined ? "" : `, and kms:Decrypt on ${bucket.encryption.keyArn}`;
    return {
      because: `${member} answers 403: the policy of its bucket ${bucket.name} does not let the distribution read`,
      rules: bucket.encryption === undefined ? ["S3-1", "S3-2"] : ["S3-1", "S3-2", "S3-4"],
      fix: `grant s3:GetObject on ${bucket.name} to what the origin ${origin.id} names, in the bucket's policy (originAccessIdentity, or cloudfront.amazonaws.com with this distribution's aws:SourceArn)${key}; remove a Deny that covers it`,
    };
  }
  return undefined;
}

function lastOf(exchanges: readonly OriginExchange[]): OriginExchange | undefined {
  return exchanges.at(-1);
}
