import { createHash } from "node:crypto";
import { CodedError } from "../../../aws/codedError";
import { ownerAccountId } from "../account";
import type { DistributionConfig } from "../distributionConfig";
import type { Distribution } from "../siteModel";
import { distributionConfigShape } from "./distributionShape";
import { membersNotModelled } from "./membersNotModelled";
import { shapeOf } from "./shape";

/** A distribution as a file of the API's own JSON gives it. */
export interface DistributionFile {
  readonly distribution: Distribution;
  /** What the file does not say and was chosen here, a line each. */
  readonly madeUp: readonly string[];
  /** Members that nothing acts on, a line each. */
  readonly notModelled: readonly string[];
}

/**
 * Reads what `aws cloudfront get-distribution` or `get-distribution-config` prints, or a bare `DistributionConfig`. Throws
 * `E_FILE` for anything else, and the codes of {@link shapeOf}.
 */
export function distributionFileOf(value: unknown): DistributionFile {
  const whole = member(value, "Distribution");
  const config = member(whole ?? value, "DistributionConfig") ?? value;
  if (member(config, "Origins") === undefined && member(config, "DefaultCacheBehavior") === undefined) {
    throw new CodedError("E_FILE", `${expected}, got ${keysOf(value)}`, "distribution");
  }
  const { data, unknown } = shapeOf<DistributionConfig>(distributionConfigShape, config);
  const id = text(whole, "Id") ?? madeUpId(data);
  const domainName = text(whole, "DomainName") ?? `d${id.slice(1).toLowerCase()}.cloudfront.net`;
  const arn = text(whole, "ARN") ?? `arn:aws:cloudfront::${ownerAccountId}:distribution/${id}`;
  return {
    distribution: { id, arn, domainName, config: data },
    madeUp: [
      ...(text(whole, "Id") === undefined ? [`the distribution's id, ${id}`] : []),
      ...(text(whole, "DomainName") === undefined ? [`the distribution's domain, ${domainName}`] : []),
    ],
    notModelled: [...membersNotModelled(data), ...unknown.map((path) => `${path}: no member of the API that is known`)],
  };
}

const expected = "a distribution must be what `aws cloudfront get-distribution-config` prints";

/** The same for the same origins, so that a second run finds what the first one printed. */
function madeUpId({ CallerReference, Origins }: DistributionConfig): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([CallerReference, Origins]))
    .digest();
  return `E${[...digest.subarray(0, 13)]
    .map((byte) => (byte % 36).toString(36))
    .join("")
    .toUpperCase()}`;
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function text(value: unknown, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === "string" && found !== "" ? found : undefined;
}

function keysOf(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  return `an object with ${Object.keys(value).slice(0, 5).join(", ") || "no members"}`;
}
