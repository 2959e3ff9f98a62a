import { algorithmOf, digestOf } from "../digests";
import { refused } from "./refused";

const prefix = "x-amz-checksum-";

/** Compares a body with every checksum that came with it. Throws `Refused`: `BadDigest`, or `InvalidRequest` for no base64 of its length. */
export function checkChecksums(body: Uint8Array, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(prefix)) continue;
    const algorithm = algorithmOf(name.slice(prefix.length));
    // `-type`, `-algorithm` and `-mode` are no checksums.
    if (algorithm === undefined) continue;
    const ours = digestOf(algorithm, body).toString("base64");
    if (value === ours) continue;
    if (value.length !== ours.length || Buffer.from(value, "base64").toString("base64") !== value) {
      throw refused(400, "InvalidRequest", `Value for ${name} header is invalid.`);
    }
    throw refused(400, "BadDigest", `The ${algorithm} you specified did not match the calculated checksum.`);
  }
}
