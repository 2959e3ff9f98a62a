import { legalFailoverCodes } from "../../aws/failoverCodes";
import { type Fields, fieldsOf, optionalFieldsOf, ResultFault, shown, stringOf } from "./returned";

/** Where a viewer-request function sends its request, by a call of the `cloudfront` module (CF-14). */
export type OriginChange =
  /** `updateRequestOrigin` (CF-15). */
  | { readonly kind: "update"; readonly overrides: OriginOverrides }
  /** `selectRequestOriginById` (CF-16). */
  | { readonly kind: "select"; readonly originId: string; readonly overrides: OriginOverrides }
  /** `createRequestOriginGroup` (CF-17). */
  | {
      readonly kind: "group";
      readonly members: readonly [GroupMember, GroupMember];
      readonly statusCodes: readonly number[];
    };

export interface GroupMember {
  readonly originId: string;
  readonly overrides: OriginOverrides;
}

/** What is absent is inherited (CF-15). */
export interface OriginOverrides {
  readonly domainName?: string;
  readonly hostHeader?: string;
  readonly originPath?: string;
  /** Names in lower case; they stand in the place of the origin's own. */
  readonly customHeaders?: readonly (readonly [string, string])[];
  readonly connectionAttempts?: number;
  readonly connectionTimeoutSeconds?: number;
  readonly readTimeoutSeconds?: number;
  readonly responseCompletionTimeoutSeconds?: number;
  readonly accessControl?: { readonly enabled: boolean; readonly s3: boolean };
  /** Present: it is a custom origin, whatever it was. */
  readonly custom?: { readonly protocol: "http" | "https" };
}

/** Judges what a run has asked for. Throws {@link ResultFault} for what CloudFront answers with 502 (CF-7). */
export function originChangeOf(value: unknown): OriginChange {
  const fields = fieldsOf(value, "the origin");
  switch (fields["kind"]) {
    case "update":
      return { kind: "update", overrides: overridesOf(fieldsOf(fields["overrides"], "updateRequestOrigin")) };
    case "select":
      return {
        kind: "select",
        originId: stringOf(fields["originId"], "selectRequestOriginById"),
        overrides: overridesOf(optionalFieldsOf(fields["overrides"], "selectRequestOriginById")),
      };
    default:
      return groupOf(fieldsOf(fields["group"], "createRequestOriginGroup"));
  }
}

function groupOf(group: Fields): OriginChange {
  const ids = group["originIds"];
  const [first, second, third] = Array.isArray(ids) ? ids.map(memberOf) : [];
  if (first === undefined || second === undefined || third !== undefined) {
    throw new ResultFault(`originIds must be a list of exactly two origins, got ${shown(ids)} (CF-17)`);
  }
  const criteria = group["selectionCriteria"] ?? "default";
  if (criteria !== "default" && criteria !== "media-quality-score") {
    throw new ResultFault(`selectionCriteria must be default or media-quality-score, got ${shown(criteria)} (CF-17)`);
  }
  // CF-18: an object, whatever a guide calls it.
  const codes = fieldsOf(group["failoverCriteria"], "failoverCriteria")["statusCodes"];
  if (!Array.isArray(codes) || codes.length === 0) {
    throw new ResultFault(`failoverCriteria.statusCodes must be a list of status codes, got ${shown(codes)} (CF-17)`);
  }
  const statusCodes = codes.map((code: unknown) => {
    if (typeof code === "number" && legalFailoverCodes.includes(code)) return code;
    throw new ResultFault(`statusCodes must be of ${legalFailoverCodes.join(", ")}, got ${shown(code)} (FO-5)`);
  });
  return { kind: "group", members: [first, second], statusCodes };
}

function memberOf(value: unknown): GroupMember {
  const { originId, originOverrides } = fieldsOf(value, "originIds");
  return {
    originId: stringOf(originId, "originId"),
    overrides: overridesOf(optionalFieldsOf(originOverrides, "originOverrides")),
  };
}

function overridesOf(fields: Fields): OriginOverrides {
  const timeouts = optionalFieldsOf(fields["timeouts"], "timeouts");
  whole(timeouts["keepAliveTimeout"], "keepAliveTimeout", 1, 120);
  return defined({
    domainName: text(fields["domainName"], "domainName", /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i),
    hostHeader: text(fields["hostHeader"], "hostHeader", /^[^\s]+$/),
    originPath: text(fields["originPath"], "originPath", /^(\/[^\s?#]*[^\s?#/])?$/),
    customHeaders: customHeadersOf(fields["customHeaders"]),
    connectionAttempts: whole(fields["connectionAttempts"], "connectionAttempts", 1, 3),
    connectionTimeoutSeconds: whole(timeouts["connectionTimeout"], "connectionTimeout", 1, 10),
    readTimeoutSeconds: whole(timeouts["readTimeout"], "readTimeout", 1, 120),
    responseCompletionTimeoutSeconds: whole(
      timeouts["responseCompletionTimeout"],
      "responseCompletionTimeout",
      1,
      3600,
    ),
    accessControl: accessControlOf(fields["originAccessControlConfig"]),
    custom: customOf(fields["customOriginConfig"]),
  });
}

function accessControlOf(value: unknown): OriginOverrides["accessControl"] {
  if (value === undefined) return undefined;
  const { enabled, originType } = fieldsOf(value, "originAccessControlConfig");
  if (typeof enabled !== "boolean") {
    throw new ResultFault(`originAccessControlConfig.enabled must be true or false, got ${shown(enabled)} (CF-15)`);
  }
  return { enabled, s3: originType === "s3" };
}

function customOf(value: unknown): OriginOverrides["custom"] {
  if (value === undefined) return undefined;
  const { port, protocol } = fieldsOf(value, "customOriginConfig");
  whole(port, "port", 1, 65_535);
  if (protocol !== "http" && protocol !== "https") {
    throw new ResultFault(`customOriginConfig.protocol must be http or https, got ${shown(protocol)} (CF-15)`);
  }
  return { protocol };
}

function customHeadersOf(value: unknown): OriginOverrides["customHeaders"] {
  if (value === undefined) return undefined;
  return Object.entries(fieldsOf(value, "customHeaders")).map(([name, one]) => {
    const held = stringOf(one, `customHeaders[${JSON.stringify(name)}]`);
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || /[\0\r\n]/.test(held)) {
      throw new ResultFault(`customHeaders: ${shown(name)} is not a header that can be sent (CF-15)`);
    }
    return [name.toLowerCase(), held];
  });
}

function text(value: unknown, what: string, shape: RegExp): string | undefined {
  if (value === undefined) return undefined;
  const given = stringOf(value, what);
  if (shape.test(given)) return given;
  throw new ResultFault(`${what} is not one that an origin can have, got ${shown(given)} (CF-15)`);
}

function whole(value: unknown, what: string, least: number, most: number): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ResultFault(`${what} must be a whole number from ${least} to ${most}, got ${shown(value)} (CF-15)`);
}

/** Without the fields that are undefined: those are inherited. */
function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
