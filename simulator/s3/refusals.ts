import { CodedError } from "../../aws/codedError";
import { maxKeyBytes } from "./errors";
import type { Memory } from "./memory";
import type { PutObjectInput } from "./object";

/** Refuses a key that S3 does not store, and a body that is none. Throws `E_S3`. */
export function checkPut(key: string, { body }: PutObjectInput): void {
  const bytes = Buffer.byteLength(key);
  if (bytes === 0 || bytes > maxKeyBytes) {
    throw new CodedError(
      "E_S3",
      `key must have 1 to ${maxKeyBytes} bytes of UTF-8, got ${bytes}; supply another name`,
      "key",
    );
  }
  if (/\p{Surrogate}/u.test(key)) {
    throw new CodedError(
      "E_S3",
      `key must be well-formed Unicode, got ${JSON.stringify(key)}; supply a name without lone surrogates`,
      "key",
    );
  }
  // Callers in JavaScript may hand in a text, whose length would not be its number of bytes.
  if (!((body as unknown) instanceof Uint8Array)) {
    throw new CodedError("E_S3", `body must be a Uint8Array, got ${typeof body}; encode text as UTF-8 first`, "body");
  }
}

/** Refuses a body for which there is no room left. Throws `E_S3`. */
export function checkRoom(
  memory: Pick<Memory, "admits" | "heldBytes" | "maximumBytes">,
  { body }: PutObjectInput,
): void {
  if (memory.admits(body)) return;
  throw new CodedError(
    "E_S3",
    `body must leave the buckets within maximumBytes (${memory.maximumBytes}), of which ${memory.heldBytes} are held, got ${body.byteLength} bytes; delete versions or raise maximumBytes`,
    "body",
  );
}

export function noSuchBucket(name: string, known: Iterable<string>): CodedError {
  const names = [...known];
  const choice = names.length === 0 ? "there is none" : `supply one of ${names.join(", ")}`;
  return new CodedError(
    "NoSuchBucket",
    `bucket must be one that the program creates, got ${name}; ${choice}`,
    "bucket",
  );
}

export function publicPolicyBlocked(bucket: string): CodedError {
  return new CodedError(
    "E_S3",
    `policy of bucket ${bucket} must not be public while blockPublicPolicy is on, got a statement that allows everybody; name a principal or turn the block off`,
    "policy",
  );
}

export function versioningRequired(bucket: string, got: string): CodedError {
  return new CodedError(
    "E_S3",
    `versioning of bucket ${bucket} must be Enabled for replication, got ${got}; enable it or remove the rules (RP-1)`,
    "versioning",
  );
}
