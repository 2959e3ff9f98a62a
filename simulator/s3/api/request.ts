import type { HeaderMap } from "../../http";

/** Who signed a request; `anonymous` when nobody did. */
export type ApiCaller = { readonly kind: "anonymous" } | { readonly kind: "account"; readonly accountId: string };

/** A request that has been read and authenticated. */
export interface ApiRequest {
  readonly method: string;
  /** Absent: the service itself. */
  readonly bucket?: string;
  /** Decoded; absent: the bucket itself. */
  readonly key?: string;
  /** Without the parameters of a presigned URL. */
  readonly query: URLSearchParams;
  /** Lower-case names. A checksum that came as a trailer stands here like one that came as a header. */
  readonly headers: Readonly<HeaderMap>;
  /** Decoded (`aws-chunked` undone) and checked against its checksums. Kept by reference: nobody changes it any more. */
  readonly body: Uint8Array;
  readonly caller: ApiCaller;
  readonly secure: boolean;
  /** The client's address; absent: unknown, and conditions on it are weighed on the closed side. */
  readonly sourceIp?: string;
  /** Milliseconds since the epoch; S3 stamps it. */
  readonly arrivedAt?: number;
  /** As the client wrote it. */
  readonly host: string;
  /** The region that the request was signed for, or that its endpoint serves; absent: the bucket's own. */
  readonly region?: string;
}

/** What the client receives, stamped with ids, date and server. The body of a HEAD is empty; its length is a header. */
export interface ApiReply {
  readonly status: number;
  readonly headers: HeaderMap;
  readonly body: Uint8Array;
}
