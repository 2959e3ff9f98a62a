import type { BucketEncryption } from "../model/siteModel";
import type { Checksum, ObjectPart } from "./checksum";
import type { Tag } from "./tags";

/** What a writer says of an object besides its bytes: the headers that S3 stores and gives back. */
export interface ObjectAttributes {
  /** Default `binary/octet-stream`. */
  readonly contentType?: string;
  readonly cacheControl?: string;
  readonly contentEncoding?: string;
  readonly contentLanguage?: string;
  readonly contentDisposition?: string;
  readonly expires?: string;
  /** User metadata, names without `x-amz-meta-`. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Default none. */
  readonly tags?: readonly Tag[];
}

/** What `putObject` takes. The bytes are kept by reference: whoever hands them in no longer changes them. */
export interface PutObjectInput extends ObjectAttributes {
  readonly body: Uint8Array;
}

/** RP-8: on the source pending, completed or failed; `REPLICA` on the copy. */
export type ReplicationStatus = "PENDING" | "COMPLETED" | "FAILED" | "REPLICA";

interface VersionBase {
  readonly key: string;
  /** `null` for what was written while versioning was not enabled. */
  readonly versionId: string;
  /** Milliseconds since the epoch. A replica has its source's, as S3's guide says of lifecycle rules. */
  readonly lastModified: number;
}

/** One version of an object. */
export interface ObjectVersion extends VersionBase {
  readonly deleteMarker: false;
  readonly body: Uint8Array;
  /** In double quotes: the hex MD5 of the bytes, unless a key of KMS encrypts them. */
  readonly etag: string;
  readonly attributes: ObjectAttributes;
  /** What its writer gave; absent: see `checksumOf`. */
  readonly checksum?: Checksum;
  /** By number; absent: it came in one piece. */
  readonly parts?: readonly ObjectPart[];
  /** The KMS key that the bucket had when it was written; absent: S3's own keys. */
  readonly encryption?: BucketEncryption;
  /** Absent when no rule applied at the time of writing (RP-2). */
  readonly replicationStatus?: ReplicationStatus;
}

/** What `headObject` tells: everything but the bytes, and how many they are. */
export interface ObjectHead extends Omit<ObjectVersion, "body"> {
  readonly size: number;
}

export function headOf({ body, ...rest }: ObjectVersion): ObjectHead {
  return { ...rest, size: body.byteLength };
}

/** The version that a plain delete puts on top: it hides what lies below and destroys nothing. */
export interface DeleteMarker extends VersionBase {
  readonly deleteMarker: true;
}

export type Version = ObjectVersion | DeleteMarker;

/** The id of every version that was written while versioning was not enabled. */
export const nullVersionId = "null";

/** What S3 says of an object that was written without a content type. */
export const defaultContentType = "binary/octet-stream";
