import { createHash } from "node:crypto";

/** What S3 stamps on every answer: `x-amz-request-id` and `x-amz-id-2`. */
export interface RequestIds {
  readonly requestId: string;
  readonly hostId: string;
}

/**
 * The ids that one S3 hands out, in S3's own lengths and alphabets. They follow from a counter, so that two runs of the
 * same proof read alike.
 */
export class IdSource {
  private requests = 0;
  private versions = 0;
  private uploads = 0;

  nextRequest(): RequestIds {
    const digest = createHash("sha512").update(`request ${this.requests++}`).digest();
    return {
      requestId: digest.subarray(0, 8).toString("hex").toUpperCase(),
      hostId: digest.subarray(8).toString("base64"),
    };
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
