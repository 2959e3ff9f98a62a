import { createHmac, timingSafeEqual } from "node:crypto";
import { signatureDoesNotMatch } from "../errors";
import { timeOf, type Claim } from "./authorization";
import { stringToSign, type Signed } from "./canonical";
import { refused, Refused } from "./refused";
import { Sha256 } from "./sha256";

/** Keys that the server knows. They are made up, and good for nothing else. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Twelve digits. */
  readonly accountId: string;
}

/** Who signed, and the key that also signs the chunks of a body. */
export interface Authenticated {
  readonly accountId: string;
  readonly signingKey: Uint8Array;
}

/** Milliseconds that the client's clock may be wrong by. */
const maximumSkewMs = 15 * 60_000;

/** Checks a signature. Throws `Refused` with S3's own codes. */
export async function authenticate(
  claim: Claim,
  signed: Signed,
  credentials: readonly S3Credentials[],
  now: number,
): Promise<Authenticated> {
  checkTime(claim, now);
  checkHeaders(claim, signed.headers);
  const known = credentials.find(({ accessKeyId }) => accessKeyId === claim.accessKeyId);
  if (known === undefined) {
    throw refused(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", {
      AWSAccessKeyId: claim.accessKeyId,
    });
  }
  const { getSigningKey } = await import("@smithy/signature-v4");
  const { shortDate, region, service } = claim;
  const signingKey = await getSigningKey(Sha256, known, shortDate, region, service);
  if (!sameSignature(hmacHex(signingKey, stringToSign(signed, claim)), claim.signature)) {
    throw new Refused(signatureDoesNotMatch());
  }
  return { accountId: known.accountId, signingKey };
}

/** In lower-case hexadecimal. */
export function hmacHex(key: Uint8Array, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

/** Takes the same time wherever the two differ. */
export function sameSignature(ours: string, theirs: string): boolean {
  const [a, b] = [Buffer.from(ours), Buffer.from(theirs)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function checkTime(claim: Claim, now: number): void {
  const signedAt = timeOf(claim.longDate);
  if (claim.longDate.slice(0, 8) !== claim.shortDate) {
    throw refused(403, "SignatureDoesNotMatch", "The date of the Credential is not the date of the request");
  }
  if (claim.expiresSeconds !== undefined) {
    if (signedAt - now > maximumSkewMs) throw refused(403, "AccessDenied", "Request is not valid yet");
    if (now > signedAt + claim.expiresSeconds * 1000) {
      throw refused(403, "AccessDenied", "Request has expired", {
        "X-Amz-Expires": String(claim.expiresSeconds),
        ServerTime: new Date(now).toISOString(),
      });
    }
    return;
  }
  if (Math.abs(now - signedAt) > maximumSkewMs) {
    throw refused(
      403,
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large.",
      { RequestTime: claim.longDate, ServerTime: new Date(now).toISOString() },
    );
  }
}

/** What S3 acts on must have been signed. */
function checkHeaders(claim: Claim, headers: Readonly<Record<string, string>>): void {
  const unsigned = Object.keys(headers).filter(
    (name) => name.startsWith("x-amz-") && name !== "x-amz-content-sha256" && !claim.signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw refused(403, "AccessDenied", "There were headers present in the request which were not signed", {
      HeadersNotSigned: unsigned.join(", "),
    });
  }
}
