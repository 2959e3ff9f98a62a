import { createHash } from "node:crypto";

/** What S3 stamps on every answer: `x-amz-request-id` and `x-amz-id-2`. */
export interface RequestIds {
  readonly requestId: string;
  readonly hostId: string;
}

// A digest for each request would cost as much as many an answer does: all but the number is the same in each.
const tail = createHash("sha512").update("request").digest();
const requestTail = tail.subarray(0, 4).toString("hex").toUpperCase();
/** 68 characters; with the number 76. */
const hostTail = `${tail.subarray(4, 54).toString("base64url").replace(/[-_]/g, "0")}=`;

/**
 * The ids that one S3 hands out, in S3's own lengths and alphabets. They follow from a counter, so that two runs of the
 * same proof read alike.
 */
export class IdSource {
  private requests = 0;
  private versions = 0;
  private uploads = 0;

  nextRequest(): RequestIds {
    const number = this.requests++;
    // An odd factor takes no two numbers to the same 32 bits, and neighbours far from each other.
    const own = (Math.imul(number, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
    return { requestId: `${own.toUpperCase()}${requestTail}`, hostId: `${own}${hostTail}` };
  }

  /** As long as S3's own, without what a query would have to encode. */
  nextUploadId(): string {
    return createHash("sha512").update(`upload ${this.uploads++}`).digest("base64url");
  }

  /** 32 characters that need no encoding in a query. */
  nextVersionId(): string {
    return createHash("sha256").update(`version ${this.versions++}`).digest("base64url").slice(0, 32);
  }
}
