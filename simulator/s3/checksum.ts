import type { HeaderMap } from "../http";
import { digestOf, type ChecksumAlgorithm } from "./digests";
import type { ObjectVersion } from "./object";

/** Of the bytes, or of the checksums of the parts that they came in. */
export type ChecksumType = "FULL_OBJECT" | "COMPOSITE";

/** What S3 keeps of an object besides its tag. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly type: ChecksumType;
  /** Base64; of a composite one with the number of parts behind a hyphen. */
  readonly value: string;
}

/** A part of an object that came in parts. */
export interface ObjectPart {
  readonly number: number;
  /** Bytes. */
  readonly size: number;
  /** Base64, of the object's own algorithm; absent where the upload had none. */
  readonly checksum?: string;
}

export function fullChecksum(algorithm: ChecksumAlgorithm, body: Uint8Array): Checksum {
  return { algorithm, type: "FULL_OBJECT", value: digestOf(algorithm, body).toString("base64") };
}

/** Of the bytes of the parts' own checksums. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly string[]): Checksum {
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part, "base64")));
  return { algorithm, type: "COMPOSITE", value: `${digestOf(algorithm, bytes).toString("base64")}-${parts.length}` };
}

const byDefault = new WeakMap<Uint8Array, Checksum>();

/** The checksum that an object has: that of its writer, else S3's own, CRC-64/NVME, which is only counted when asked for. */
export function checksumOf({ checksum, body }: Pick<ObjectVersion, "checksum" | "body">): Checksum {
  if (checksum !== undefined) return checksum;
  const known = byDefault.get(body) ?? fullChecksum("CRC64NVME", body);
  byDefault.set(body, known);
  return known;
}

export function checksumHeaders({ algorithm, type, value }: Checksum): HeaderMap {
  return { [`x-amz-checksum-${algorithm.toLowerCase()}`]: value, "x-amz-checksum-type": type };
}
