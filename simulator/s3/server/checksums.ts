import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { refused } from "./refused";

/** The digests that a header or trailer `x-amz-checksum-…` may carry, as bytes in network order. */
const algorithms: Readonly<Record<string, (body: Uint8Array) => Buffer>> = {
  crc32: (body) => uint32(crc32(body)),
  crc32c: (body) => uint32(crc32c(body)),
  crc64nvme: (body) => uint64(crc64nvme(body)),
  sha1: (body) => createHash("sha1").update(body).digest(),
  sha256: (body) => createHash("sha256").update(body).digest(),
};

const prefix = "x-amz-checksum-";

/** Compares a body with every checksum that came with it. Throws `Refused`: `BadDigest`, or `InvalidRequest` for no base64 of its length. */
export function checkChecksums(body: Uint8Array, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(prefix)) continue;
    const algorithm = algorithms[name.slice(prefix.length)];
    // `-type`, `-algorithm` and `-mode` are no checksums.
    if (algorithm === undefined) continue;
    const ours = algorithm(body).toString("base64");
    if (value === ours) continue;
    if (value.length !== ours.length || Buffer.from(value, "base64").toString("base64") !== value) {
      throw refused(400, "InvalidRequest", `Value for ${name} header is invalid.`);
    }
    const label = name.slice(prefix.length).toUpperCase();
    throw refused(400, "BadDigest", `The ${label} you specified did not match the calculated checksum.`);
  }
}

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
