import { CodedError } from "../../aws/codedError";
import type { FailoverSettings } from "../failover/settings";
import { oneOf, refusal } from "../refusals";
import type { DistributionOptionArgs } from "./args";
import { HttpVersion, Staging } from "./enums";

/** How far the staging distribution is, and the header that routes a request to it. */
export interface StagingSettings {
  readonly staging: Staging;
  readonly headerName: string;
  readonly headerValue: string;
}

/** What the name of the header begins with (DR-3). */
const headerPrefix = "aws-cf-cd-";

/** Longest name and value of the header (CloudFront API, `ContinuousDeploymentSingleHeaderConfig`). */
const maximumNameLength = 256;
const maximumValueLength = 1783;

/** @throws CodedError `E_STAGING` */
export function resolveStaging(
  args: DistributionOptionArgs,
  httpVersion: HttpVersion,
  failover: FailoverSettings,
): StagingSettings {
  const staging = oneOf("E_STAGING", "staging", args.staging ?? Staging.None, Staging);
  if (staging !== Staging.None) {
    judgeHttpVersion(staging, httpVersion);
    judgeCompletion(staging, failover);
  }
  return {
    staging,
    headerName: headerName(args.stagingHeaderName ?? `${headerPrefix}staging`),
    headerValue: headerValue(args.stagingHeaderValue ?? "true"),
  };
}

function judgeHttpVersion(staging: Staging, httpVersion: HttpVersion): void {
  if (httpVersion !== HttpVersion.Http3 && httpVersion !== HttpVersion.Http2And3) return;
  throw new CodedError(
    "E_STAGING",
    `httpVersion must be http2 or http1.1 while staging is ${staging}, got ${httpVersion}; ` +
      "continuous deployment does not support HTTP/3 (DR-3)",
    "httpVersion",
  );
}

function judgeCompletion(staging: Staging, { primary, replica }: FailoverSettings): void {
  for (const [role, { responseCompletionTimeoutSeconds: got }] of Object.entries({ primary, replica })) {
    if (got === undefined) continue;
    const argument = `${role}ResponseCompletionTimeoutSeconds`;
    throw new CodedError(
      "E_STAGING",
      `${argument} must not be set while staging is ${staging}, got ${got}; ` +
        "continuous deployment does not support it (FO-23)",
      argument,
    );
  }
}

function headerName(value: unknown): string {
  const tail = typeof value === "string" && value.startsWith(headerPrefix) ? value.slice(headerPrefix.length) : "";
  if (/^[a-z0-9-]+$/i.test(tail) && `${headerPrefix}${tail}`.length <= maximumNameLength) return headerPrefix + tail;
  throw refusal(
    "E_STAGING",
    "stagingHeaderName",
    `begin with ${headerPrefix} and go on with letters, digits and dashes`,
    value,
  );
}

function headerValue(value: unknown): string {
  if (typeof value === "string" && /^[!-~]+$/.test(value) && value.length <= maximumValueLength) return value;
  throw refusal("E_STAGING", "stagingHeaderValue", `be 1 to ${maximumValueLength} printable ASCII characters`, value);
}
