import { headerValue, type HeaderMap } from "../http";
import type { ContinuousDeploymentPolicy } from "../model/file/continuousDeploymentFile";

/**
 * Whether the staging distribution answers a request: by a header of its own, or for a share of the requests (DR-3).
 * `random` gives a number from 0 up to 1 for each request. Sessions do not stick: how CloudFront marks them is not
 * published.
 */
export function goesToStaging(
  { Enabled, TrafficConfig }: ContinuousDeploymentPolicy,
  headers: Readonly<HeaderMap>,
  random: () => number,
): boolean {
  if (!Enabled || TrafficConfig === undefined) return false;
  const { Type, SingleHeaderConfig, SingleWeightConfig } = TrafficConfig;
  if (Type === "SingleWeight") return random() < (SingleWeightConfig?.Weight ?? 0);
  if (SingleHeaderConfig === undefined) return false;
  return headerValue(headers, SingleHeaderConfig.Header.toLowerCase()) === SingleHeaderConfig.Value;
}

/** What of a policy is not done, a sentence each. */
export function deploymentNotModelled({ TrafficConfig }: ContinuousDeploymentPolicy): string[] {
  return TrafficConfig?.SingleWeightConfig?.SessionStickinessConfig === undefined
    ? []
    : ["continuous deployment: sessions do not stick; every request is weighed anew (DR-3)"];
}
