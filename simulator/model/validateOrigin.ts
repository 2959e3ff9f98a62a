import type { ErrorCode } from "../../aws/errorCodes";
import { legalFailoverCodes } from "../../aws/failoverCodes";
import {
  connectionAttemptsRange,
  connectionTimeoutSecondsRange,
  defaultReadTimeoutSeconds,
  isWithin,
  readTimeoutSecondsRange,
  type IntegerRange,
} from "../../aws/originTimeouts";
import { itemsOf, type Origin, type OriginGroup } from "./distributionConfig";
import { refuse } from "./refuse";

/** Checks one origin (FO-20..23, HD-16, HD-26, S3-2). */
export function validateOrigin(origin: Origin, place: string): void {
  const read = origin.S3OriginConfig?.OriginReadTimeout ?? origin.CustomOriginConfig?.OriginReadTimeout;
  range(origin.ConnectionAttempts, connectionAttemptsRange, "ConnectionAttempts", place);
  range(origin.ConnectionTimeout, connectionTimeoutSecondsRange, "ConnectionTimeout", place);
  range(read, readTimeoutSecondsRange, "OriginReadTimeout", place, "InvalidOriginReadTimeout");
  const completion = origin.ResponseCompletionTimeout ?? 0;
  const least = read ?? defaultReadTimeoutSeconds;
  // FO-23; the API prints 0 for an absent one.
  if (completion !== 0 && completion < least) {
    refuse(
      "InvalidArgument",
      `ResponseCompletionTimeout must be at least the read timeout, ${least}, got ${completion}`,
      `${place}.ResponseCompletionTimeout`,
    );
  }
  const path = origin.OriginPath ?? "";
  if (path !== "" && (!path.startsWith("/") || path.endsWith("/"))) {
    refuse("InvalidArgument", `OriginPath must start with / and not end with it, got ${path}`, `${place}.OriginPath`);
  }
  if ((origin.S3OriginConfig === undefined) === (origin.CustomOriginConfig === undefined)) {
    const got = origin.S3OriginConfig === undefined ? "neither" : "both";
    refuse("InvalidArgument", `an origin must have one of S3OriginConfig and CustomOriginConfig, got ${got}`, place);
  }
  if ((origin.OriginAccessControlId ?? "") !== "" && (origin.S3OriginConfig?.OriginAccessIdentity ?? "") !== "") {
    refuse(
      "IllegalOriginAccessConfiguration",
      "an origin must not have both an access identity and an access control",
      place,
    );
  }
  // FO-28.
  if (origin.OriginShield?.Enabled === true && (origin.OriginShield.OriginShieldRegion ?? "") === "") {
    refuse("InvalidArgument", "OriginShield must have an OriginShieldRegion, got none", `${place}.OriginShield`);
  }
  validateCustomHeaders(origin, place);
}

function range(
  value: number | undefined,
  legal: IntegerRange,
  field: string,
  place: string,
  code: ErrorCode = "InvalidArgument",
): void {
  if (value === undefined || isWithin(legal, value)) return;
  refuse(code, `${field} must be ${legal.minimum} to ${legal.maximum}, got ${String(value)}`, `${place}.${field}`);
}

/** Names that an origin's custom headers may not have (HD-16). */
const refusedHeaders: ReadonlySet<string> = new Set(
  (
    "cache-control connection content-length cookie host if-match if-modified-since if-none-match if-range " +
    "if-unmodified-since max-forwards pragma proxy-authenticate proxy-authorization proxy-connection range " +
    "request-range te trailer transfer-encoding upgrade via x-real-ip"
  ).split(" "),
);

/** HD-15: how many, and the characters of a name, of a value and of all together. */
const maximumCustomHeaders = 30;
const maximumNameLength = 256;
const maximumValueLength = 1_783;
const maximumTotalLength = 10_240;

function validateCustomHeaders({ CustomHeaders }: Origin, place: string): void {
  const headers = itemsOf(CustomHeaders);
  if (headers.length > maximumCustomHeaders) {
    refuse(
      "TooManyOriginCustomHeaders",
      `CustomHeaders must have at most ${maximumCustomHeaders} items, got ${headers.length}`,
      `${place}.CustomHeaders`,
    );
  }
  const total = headers.reduce((sum, { HeaderName, HeaderValue }) => sum + HeaderName.length + HeaderValue.length, 0);
  const tooLong = headers.find(
    ({ HeaderName, HeaderValue }) => HeaderName.length > maximumNameLength || HeaderValue.length > maximumValueLength,
  );
  if (tooLong !== undefined || total > maximumTotalLength) {
    refuse(
      "InvalidArgument",
      `CustomHeaders may have names of ${maximumNameLength}, values of ${maximumValueLength} and ${maximumTotalLength} ` +
        `characters in all, got ${tooLong === undefined ? `${total} in all` : `more in ${tooLong.HeaderName.slice(0, 40)}`}`,
      `${place}.CustomHeaders`,
    );
  }
  for (const { HeaderName } of headers) {
    const name = HeaderName.toLowerCase();
    if (refusedHeaders.has(name) || name.startsWith("x-amz-") || name.startsWith("x-edge-")) {
      refuse(
        "InvalidArgument",
        `CustomHeaders must not name ${HeaderName}, which CloudFront keeps to itself`,
        `${place}.CustomHeaders`,
      );
    }
  }
}

/** Checks one origin group (FO-1, FO-5, FO-6). */
export function validateGroup(group: OriginGroup, originIds: ReadonlySet<string>, place: string): void {
  const members = itemsOf(group.Members).map(({ OriginId }) => OriginId);
  if (members.length !== 2) {
    refuse(
      "InvalidArgument",
      `an origin group must have exactly two members, got ${members.length}`,
      `${place}.Members`,
    );
  }
  const unknown = members.find((id) => !originIds.has(id));
  if (unknown !== undefined) {
    refuse(
      "NoSuchOrigin",
      `a member of an origin group must be the id of an origin, got ${unknown}`,
      `${place}.Members`,
    );
  }
  const codes = itemsOf(group.FailoverCriteria.StatusCodes);
  const illegal = codes.find((code) => !legalFailoverCodes.includes(code));
  if (codes.length === 0 || illegal !== undefined) {
    refuse(
      "InvalidArgument",
      `FailoverCriteria must list some of ${legalFailoverCodes.join(", ")}, got ${illegal ?? "none"}`,
      `${place}.FailoverCriteria`,
    );
  }
}
