import type { BufferPart } from "./buffer";
import type { FunctionPowers } from "./powers";

/**
 * The `crypto` module of a CloudFront Function's context: createHash and createHmac with md5, sha1 and sha256 (CF-11). It
 * is read as text and stands alone.
 */
export function cryptoPart({ digest }: Pick<FunctionPowers, "digest">, { bytesOf, latin1 }: BufferPart): unknown {
  const algorithms = ["md5", "sha1", "sha256"];
  const made = (algorithm: unknown, key: string | undefined): unknown => {
    const name = String(algorithm);
    if (!algorithms.includes(name)) throw new TypeError(`not supported algorithm: "${name}"`);
    let bytes = "";
    let digested = false;
    const hash = {
      update(data: unknown, encoding?: unknown): unknown {
        if (digested) throw new Error("Digest already called");
        bytes += latin1(bytesOf(data, encoding));
        return hash;
      },
      digest(encoding?: unknown): unknown {
        if (digested) throw new Error("Digest already called");
        digested = true;
        const result = bytesOf(Array.from(digest(name, bytes, key) ?? "", (one) => one.charCodeAt(0)));
        if (encoding === undefined) return result;
        if (!["hex", "base64", "base64url"].includes(encoding as string)) {
          throw new TypeError(`Unknown digest encoding: "${encoding as string}"`);
        }
        return (result as unknown as { toString(encoding: unknown): string }).toString(encoding);
      },
    };
    return hash;
  };
  return Object.freeze({
    createHash: (algorithm: unknown) => made(algorithm, undefined),
    createHmac: (algorithm: unknown, key: unknown) => made(algorithm, latin1(bytesOf(key))),
  });
}
