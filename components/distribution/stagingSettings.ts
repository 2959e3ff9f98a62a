import { CodedError } from "../../aws/codedError";
import {
  isStagingHeaderName,
  isStagingHeaderValue,
  maximumStagingHeaderValueLength,
  stagingHeaderPrefix,
} from "../../aws/continuousDeployment";
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

/** @throws CodedError `E_STAGING` */
export function resolveStaging(
  args: DistributionOptionArgs,
  httpVersion: HttpVersion,
  failover: FailoverSettings,
): StagingSettings {
  const staging = oneOf("E_STAGING", "staging", args.staging ?? Staging.None, Staging);
  if (staging === Staging.None) {
    judgeUnused("stagingHeaderName", args.stagingHeaderName);
    judgeUnused("stagingHeaderValue", args.stagingHeaderValue);
  } else {
    judgeHttpVersion(staging, httpVersion);
    judgeCompletion(staging, failover);
  }
  return {
    staging,
    headerName: headerName(args.stagingHeaderName ?? `${stagingHeaderPrefix}staging`),
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

/** A header that routes nowhere is most likely a staging distribution that somebody believes to have. */
function judgeUnused(argument: string, value: unknown): void {
  if (value === undefined) return;
  throw refusal("E_STAGING", argument, "be left out while staging is none", value, "supply staging prepared");
}

function headerName(value: unknown): string {
  if (isStagingHeaderName(value)) return value;
  const takes = `begin with ${stagingHeaderPrefix} and go on with letters, digits and dashes (DR-3)`;
  throw refusal("E_STAGING", "stagingHeaderName", takes, value);
}

function headerValue(value: unknown): string {
  if (isStagingHeaderValue(value)) return value;
  const takes = `be 1 to ${maximumStagingHeaderValueLength} printable ASCII characters`;
  throw refusal("E_STAGING", "stagingHeaderValue", takes, value);
}
