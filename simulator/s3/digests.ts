import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/** The checksums that S3 keeps beside the tag. */
export const checksumAlgorithms = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** The algorithm of that name in any case; undefined when there is none. */
export function algorithmOf(name: string): ChecksumAlgorithm | undefined {
  return checksumAlgorithms.find((algorithm) => algorithm === name.toUpperCase());
}

/** The digest of some bytes, in network order. */
export function digestOf(algorithm: ChecksumAlgorithm, body: Uint8Array): Buffer {
  return digests[algorithm](body);
}

const digests: Readonly<Record<ChecksumAlgorithm, (body: Uint8Array) => Buffer>> = {
  CRC32: (body) => uint32(crc32(body)),
  CRC32C: (body) => uint32(crc32c(body)),
  CRC64NVME: (body) => uint64(crc64nvme(body)),
  SHA1: (body) => createHash("sha1").update(body).digest(),
  SHA256: (body) => createHash("sha256").update(body).digest(),
};

const castagnoli = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});

/** CRC-32C (Castagnoli). */
export function crc32c(body: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of body) crc = (castagnoli[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** The table's two halves: 64-bit integers of the language are forty times slower than two of 32 bits. */
const nvme = nvmeTable();

function nvmeTable(): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const [high, low] = [new Uint32Array(256), new Uint32Array(256)];
  for (let index = 0; index < 256; index++) {
    let value = BigInt(index);
    for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ 0x9a6c9329ac4bc9b5n : value >> 1n;
    high[index] = Number(value >> 32n);
    low[index] = Number(value & 0xffffffffn);
  }
  return { high, low };
}

/** CRC-64/NVME. */
export function crc64nvme(body: Uint8Array): bigint {
  let [high, low] = [0xffffffff, 0xffffffff];
  for (const byte of body) {
    const index = (low ^ byte) & 0xff;
    const shifted = (low >>> 8) | (high << 24);
    low = shifted ^ (nvme.low[index] ?? 0);
    high = (high >>> 8) ^ (nvme.high[index] ?? 0);
  }
  return (BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function uint64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}
