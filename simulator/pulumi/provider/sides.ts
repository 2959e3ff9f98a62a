import { type Properties, unknownValue } from "../wire";
import type { CloudResource } from "./cloudResource";

export const bucketTypes: ReadonlySet<string> = new Set(["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"]);

/** What sets one side of a bucket: creating it anew writes over what is there, and the bucket must exist. */
export function isBucketSide(type: string): boolean {
  return /^aws:s3\/bucket[A-Z]/.test(type) && !bucketTypes.has(type) && !objectTypes.has(type) && type !== metricType;
}

/** A bucket may have many of them. */
const metricType = "aws:s3/bucketMetric:BucketMetric";

export const objectTypes: ReadonlySet<string> = new Set([
  "aws:s3/bucketObject:BucketObject",
  "aws:s3/bucketObjectv2:BucketObjectv2",
]);

/** The value at a path of names, list entries not among them; undefined where something is missing or not known. */
export function valueAt(properties: Readonly<Properties>, ...path: readonly string[]): unknown {
  let value: unknown = properties;
  for (const name of path) {
    value =
      typeof value === "object" && value !== null
        ? Object.entries(value).find(([key]) => key === name)?.[1]
        : undefined;
  }
  return value === unknownValue || value === null ? undefined : value;
}

export function textAt(properties: Readonly<Properties>, ...path: readonly string[]): string | undefined {
  const value = valueAt(properties, ...path);
  return typeof value === "string" ? value : undefined;
}

/** The bucket of a name. */
export function bucketNamed(resources: readonly CloudResource[], name: string): CloudResource | undefined {
  return resources.find(({ type, id }) => bucketTypes.has(type) && id === name);
}

export function isVersioned(resources: readonly CloudResource[], bucket: string): boolean {
  return resources.some(
    ({ type, id, inputs }) =>
      type === "aws:s3/bucketVersioning:BucketVersioning" &&
      id === bucket &&
      textAt(inputs, "versioningConfiguration", "status") === "Enabled",
  );
}
