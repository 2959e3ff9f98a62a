import { itemsOf } from "../../simulator/model/distributionConfig";
import { cachePolicyFor, originRequestPolicyFor } from "../picture/behaviorPolicies";
import type { Behavior, Distribution } from "../picture/distribution";
import { s3HostOfOrigin, type StackPicture } from "../picture/picture";
import type { Value } from "../picture/value";
import { eachBehavior, type StackRule, violation } from "./rule";

export const rule: StackRule = {
  id: "HA-FO-10",
  title: "The viewer's Host header is not forwarded to S3",
  level: "mandatory",
  severity: "critical",
  on: "stack",
  what:
    "A behavior whose target is an S3 origin, or a group with one, must not forward `Host`: neither by an origin request " +
    "policy such as Managed-AllViewer, nor by a cache policy that lists it, nor by `forwardedValues`.",
  why:
    "S3 takes the Host for the name of a bucket and answers 403 to every request (S3-14). With 403 among the criteria the " +
    "replica serves everything and nobody notices, until the day on which it fails too.",
  remediation: "Use Managed-AllViewerExceptHostHeader or Managed-CORS-S3Origin, or none.",
  failing: 'originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3" // Managed-AllViewer',
  passing: 'originRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac" // Managed-AllViewerExceptHostHeader',
  check: (picture) =>
    eachBehavior(picture, (distribution, behavior) => {
      if (!originsOf(distribution, behavior).some((origin) => s3HostOfOrigin(origin) !== undefined)) return [];
      return forwardersOf(picture, distribution, behavior).map((by) =>
        violation(
          distribution.urn,
          `${behavior.label} forwards the viewer's Host to S3 by ${by}, which answers 403 to every request (S3-14); supply ` +
            "a policy without Host",
        ),
      );
    }),
};

function originsOf(distribution: Distribution, behavior: Behavior): readonly Value[] {
  const target = distribution.targetOf(behavior);
  if (target.kind === "origin") return [target.origin];
  return target.kind === "group" ? target.group.members.flatMap(({ origin }) => origin ?? []) : [];
}

function forwardersOf(picture: StackPicture, distribution: Distribution, behavior: Behavior): readonly string[] {
  const request = originRequestPolicyFor(picture, distribution, behavior);
  const cache = cachePolicyFor(picture, distribution, behavior);
  const legacy = behavior.value.at("forwardedValues", "headers").texts;
  const found: string[] = [];
  if (typeof request === "object") {
    const { HeaderBehavior, Headers } = request.HeadersConfig;
    const listed = hasHost(itemsOf(Headers));
    const forwards = HeaderBehavior === "allExcept" ? !listed : HeaderBehavior.startsWith("allViewer") || listed;
    if (forwards) found.push(`the origin request policy ${request.Name}`);
  }
  if (typeof cache === "object") {
    const { Headers } = cache.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig;
    if (hasHost(itemsOf(Headers))) found.push(`the cache policy ${cache.Name}`);
  }
  if (legacy.includes("*") || hasHost(legacy)) found.push("forwardedValues.headers");
  return found;
}

function hasHost(names: readonly string[]): boolean {
  return names.some((name) => name.toLowerCase() === "host");
}
