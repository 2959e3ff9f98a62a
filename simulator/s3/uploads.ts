import { compareUtf8 } from "./compareUtf8";
import type { Checksum } from "./checksum";
import type { Memory } from "./memory";
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
  /** The checksum that the object will have; absent: S3's own. */
  readonly checksum?: Pick<Checksum, "algorithm" | "type">;
  /** By number. */
  readonly parts: Map<number, Part>;
}

/** What an upload became. */
export interface CompletedUpload {
  readonly etag: string;
  readonly checksum?: Checksum;
  /** Absent where versions are not kept. */
  readonly versionId?: string;
}

/** Completions whose answers are kept: who asks once more does so at once. */
const maximumAnswers = 1000;

/** The uploads of one bucket. */
export class Uploads {
  private readonly byId = new Map<string, Upload>();
  private readonly answers = new Map<string, CompletedUpload & { readonly key: string }>();

  constructor(private readonly memory: Pick<Memory, "hold" | "release">) {}

  add(upload: Upload): void {
    this.memory.hold();
    this.byId.set(upload.uploadId, upload);
  }

  find(key: string, uploadId: string): Upload | undefined {
    const upload = this.byId.get(uploadId);
    return upload?.key === key ? upload : undefined;
  }

  /** A part that is sent again takes the place of the first. */
  setPart({ parts }: Upload, number: number, part: Part): void {
    const before = parts.get(number);
    this.memory.hold(part.body);
    if (before !== undefined) this.memory.release(before.body);
    parts.set(number, part);
  }

  remove(uploadId: string): void {
    const upload = this.byId.get(uploadId);
    if (upload === undefined) return;
    for (const { body } of upload.parts.values()) this.memory.release(body);
    this.memory.release();
    this.byId.delete(uploadId);
  }

  /** All of them go with their bucket. */
  clear(): void {
    for (const uploadId of [...this.byId.keys()]) this.remove(uploadId);
  }

  /** Ends an upload and keeps what its completion was answered with, for who did not get the answer. */
  complete({ key, uploadId }: Upload, answer: CompletedUpload): void {
    this.remove(uploadId);
    this.answers.set(uploadId, { ...answer, key });
    const [oldest] = this.answers.keys();
    if (oldest !== undefined && this.answers.size > maximumAnswers) this.answers.delete(oldest);
  }

  completed(key: string, uploadId: string): CompletedUpload | undefined {
    const answer = this.answers.get(uploadId);
    return answer?.key === key ? answer : undefined;
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
