import { compareUtf8 } from "./compareUtf8";
import type { ObjectAttributes } from "./object";

/** One part as it was last sent. */
export interface Part {
  readonly body: Uint8Array;
  /** In double quotes: the hex MD5 of its bytes. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  /** Checksums by the names of their headers, as the client sent them. */
  readonly checksums: Readonly<Record<string, string>>;
}

/** An upload in parts that is neither completed nor aborted. */
export interface Upload {
  readonly key: string;
  readonly uploadId: string;
  /** Milliseconds since the epoch. */
  readonly initiated: number;
  readonly attributes: ObjectAttributes;
  /** By number. */
  readonly parts: Map<number, Part>;
}

/** The uploads of one bucket. */
export class Uploads {
  private readonly byId = new Map<string, Upload>();

  add(upload: Upload): void {
    this.byId.set(upload.uploadId, upload);
  }

  find(key: string, uploadId: string): Upload | undefined {
    const upload = this.byId.get(uploadId);
    return upload?.key === key ? upload : undefined;
  }

  remove(uploadId: string): void {
    this.byId.delete(uploadId);
  }

  /** By key in S3's order, those of one key in the order of their beginning. */
  all(): readonly Upload[] {
    return [...this.byId.values()].sort((a, b) => compareUtf8(a.key, b.key));
  }
}

/** The parts by number. */
export function partsOf({ parts }: Upload): readonly (readonly [number, Part])[] {
  return [...parts.entries()].sort(([a], [b]) => a - b);
}
