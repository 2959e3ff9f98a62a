import { refused, type Refused } from "./refused";

/** What a request says of its own signature: AWS Signature Version 4, by header or by query. */
export interface Claim {
  readonly presigned: boolean;
  readonly accessKeyId: string;
  /** `YYYYMMDD` of the credential scope. */
  readonly shortDate: string;
  readonly region: string;
  readonly service: string;
  /** Lower case, in the order that was signed. */
  readonly signedHeaders: readonly string[];
  /** Hexadecimal. */
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ`. */
  readonly longDate: string;
  /** Seconds; only of a presigned URL. */
  readonly expiresSeconds?: number;
}

/** Seconds that a presigned URL may live: a week. */
const maximumExpiresSeconds = 604_800;

/** Reads who claims to have signed; undefined when nobody does (anonymous). Throws `Refused` for what cannot be read. */
export function claimOf(headers: Readonly<Record<string, string>>, query: URLSearchParams): Claim | undefined {
  const header = headers["authorization"];
  const presigned = query.has("X-Amz-Algorithm") || query.has("X-Amz-Signature");
  if (header !== undefined && presigned) {
    throw refused(400, "InvalidArgument", "Only one auth mechanism allowed; supply a header or a presigned URL", {
      ArgumentName: "Authorization",
    });
  }
  if (header !== undefined) return headerClaim(header, headers["x-amz-date"]);
  if (presigned) return queryClaim(query);
  if (query.has("AWSAccessKeyId") && query.has("Signature")) throw versionTwo();
  return undefined;
}

function headerClaim(header: string, longDate: string | undefined): Claim {
  const [algorithm = "", ...rest] = header.split(" ");
  if (algorithm === "AWS") throw versionTwo();
  if (algorithm !== "AWS4-HMAC-SHA256") {
    throw refused(400, "InvalidArgument", "Unsupported Authorization Type", { ArgumentName: "Authorization" });
  }
  const fields = new Map(
    rest
      .join(" ")
      .split(",")
      .map((field): [string, string] => {
        const equals = field.indexOf("=");
        return [field.slice(0, Math.max(equals, 0)).trim(), field.slice(equals + 1).trim()];
      }),
  );
  if (longDate === undefined || !isLongDate(longDate)) {
    throw refused(403, "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header");
  }
  return {
    presigned: false,
    ...scopeOf(fields.get("Credential"), malformedHeader),
    signedHeaders: listOf(fields.get("SignedHeaders"), malformedHeader),
    signature: given(fields.get("Signature"), "Signature", malformedHeader),
    longDate,
  };
}

function queryClaim(query: URLSearchParams): Claim {
  const algorithm = query.get("X-Amz-Algorithm");
  if (algorithm !== "AWS4-HMAC-SHA256") throw malformedQuery('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  const longDate = query.get("X-Amz-Date") ?? "";
  if (!isLongDate(longDate)) throw malformedQuery("X-Amz-Date must be in the ISO8601 Long Format");
  const expires = query.get("X-Amz-Expires") ?? "";
  if (!/^\d{1,9}$/.test(expires) || Number(expires) < 1) {
    throw malformedQuery("X-Amz-Expires must be a number of seconds from 1 on");
  }
  if (Number(expires) > maximumExpiresSeconds) {
    throw malformedQuery("X-Amz-Expires must be less than a week (in seconds)");
  }
  return {
    presigned: true,
    ...scopeOf(query.get("X-Amz-Credential") ?? undefined, malformedQuery),
    signedHeaders: listOf(query.get("X-Amz-SignedHeaders") ?? undefined, malformedQuery),
    signature: given(query.get("X-Amz-Signature") ?? undefined, "X-Amz-Signature", malformedQuery),
    longDate,
    expiresSeconds: Number(expires),
  };
}

type Malformed = (message: string) => Refused;

/** An access key id may hold no slash, so the scope's five parts are certain. */
function scopeOf(
  credential: string | undefined,
  malformed: Malformed,
): Pick<Claim, "accessKeyId" | "shortDate" | "region" | "service"> {
  const parts = given(credential, "Credential", malformed).split("/");
  const [accessKeyId = "", shortDate = "", region = "", service = "", terminator] = parts;
  if (parts.length !== 5 || terminator !== "aws4_request" || !/^\d{8}$/.test(shortDate) || region === "") {
    throw malformed("the Credential must be KEY/YYYYMMDD/REGION/SERVICE/aws4_request");
  }
  // A call of IAM or STS that has lost its way is answered at once.
  if (service !== "s3") throw malformed(`incorrect service "${service}". This endpoint belongs to "s3"`);
  return { accessKeyId, shortDate, region, service };
}

function listOf(text: string | undefined, malformed: Malformed): readonly string[] {
  const names = given(text, "SignedHeaders", malformed).toLowerCase().split(";");
  if (!names.includes("host")) throw malformed("SignedHeaders must contain host");
  return names;
}

function given(value: string | undefined, name: string, malformed: Malformed): string {
  if (value === undefined || value === "") throw malformed(`the ${name} is missing`);
  return value;
}

function isLongDate(text: string): boolean {
  return !Number.isNaN(timeOf(text));
}

/** Milliseconds since the epoch of `YYYYMMDDTHHMMSSZ`; NaN for anything else. */
export function timeOf(longDate: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(longDate);
  if (parts === null) return Number.NaN;
  const [, year = "", month = "", day = "", hour = "", minute = "", second = ""] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function malformedHeader(message: string): Refused {
  return refused(400, "AuthorizationHeaderMalformed", `The authorization header is malformed; ${message}`);
}

function malformedQuery(message: string): Refused {
  return refused(400, "AuthorizationQueryParametersError", message);
}

function versionTwo(): Refused {
  return refused(
    400,
    "InvalidRequest",
    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
  );
}
