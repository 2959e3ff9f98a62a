import { headerValue, type HeaderMap } from "../../http";
import { compositeChecksum, fullChecksum, type Checksum, type ChecksumType } from "../checksum";
import { algorithmOf, checksumAlgorithms, digestOf, type ChecksumAlgorithm } from "../digests";
import type { Part, Upload } from "../uploads";
import type { XmlElements } from "../xml";
import { refuse } from "./refusal";

const headerOf = (algorithm: ChecksumAlgorithm): string => `x-amz-checksum-${algorithm.toLowerCase()}`;

/** The checksum that came with a body in one piece, which its reader has compared with the bytes. */
export function checksumOfWrite(headers: Readonly<HeaderMap>): Checksum | undefined {
  for (const algorithm of checksumAlgorithms) {
    const value = headerValue(headers, headerOf(algorithm));
    if (value !== undefined) return { algorithm, type: "FULL_OBJECT", value };
  }
  return undefined;
}

/** The algorithm that a header names. Throws `InvalidRequest`. */
export function algorithmAsked(headers: Readonly<HeaderMap>): ChecksumAlgorithm | undefined {
  const name = headerValue(headers, "x-amz-checksum-algorithm");
  if (name === undefined) return undefined;
  const algorithm = algorithmOf(name);
  if (algorithm !== undefined) return algorithm;
  throw refuse("InvalidRequest", {
    message:
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
  });
}

/** What an upload in parts says that its checksum will be. Throws `InvalidRequest` for a type that an algorithm has not. */
export function checksumOfUpload(headers: Readonly<HeaderMap>): Upload["checksum"] {
  const algorithm = algorithmAsked(headers);
  if (algorithm === undefined) return undefined;
  const usual: ChecksumType = algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE";
  const type = headerValue(headers, "x-amz-checksum-type") ?? usual;
  const other = algorithm === "CRC32" || algorithm === "CRC32C" ? ["FULL_OBJECT", "COMPOSITE"] : [usual];
  if ((type !== "FULL_OBJECT" && type !== "COMPOSITE") || !other.includes(type)) {
    throw refuse("InvalidRequest", {
      message: `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    });
  }
  return { algorithm, type };
}

/** The checksum of one part: that of its sender, else counted now. */
export function checksumOfPart(algorithm: ChecksumAlgorithm, { checksums, body }: Part): string {
  return checksums[headerOf(algorithm)] ?? digestOf(algorithm, body).toString("base64");
}

/** The checksum of the whole. Throws `BadDigest` where the request has another one. */
export function checksumOfParts(
  { checksum }: Upload,
  parts: readonly Part[],
  body: Uint8Array,
  headers: Readonly<HeaderMap>,
): Checksum | undefined {
  if (checksum === undefined) return undefined;
  const { algorithm, type } = checksum;
  const whole =
    type === "FULL_OBJECT"
      ? fullChecksum(algorithm, body)
      : compositeChecksum(
          algorithm,
          parts.map((part) => checksumOfPart(algorithm, part)),
        );
  const claimed = headerValue(headers, headerOf(algorithm));
  if (claimed === undefined || claimed === whole.value) return whole;
  throw refuse("BadDigest", {
    message: `The ${algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
  });
}

export function checksumElements(checksum: Checksum | undefined): XmlElements {
  if (checksum === undefined) return {};
  return { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type };
}
