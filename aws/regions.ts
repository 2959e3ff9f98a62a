/**
 * The regions whose buckets an origin access identity can read. AWS serves no region that was launched after
 * January 2023, nor an opt-in region launched after December 2022, with an identity (S3-3): the list is closed.
 */
export const identityRegions: readonly string[] = [
  "af-south-1",
  "ap-east-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ca-central-1",
  "eu-central-1",
  "eu-central-2",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "me-central-1",
  "me-south-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
];

/** Regions too young for an origin access identity (S3-3). */
const youngRegions: readonly string[] = [
  "ap-east-2",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-west-1",
  "il-central-1",
  "mx-central-1",
];

/** `us-east-1`, `ap-southeast-3`. */
const regionSyntax = /^[a-z]{2,}(?:-[a-z]+)+-[1-9][0-9]?$/;

/** China, GovCloud, the isolated and the European sovereign partitions: other accounts, other domain names. */
const otherPartitions = /^(?:cn|us-gov|us-iso[a-z]*|eu-iso[a-z]*|eusc)-/;

/** What is wrong with a region. */
export type RegionFault = "malformed" | "other-partition" | "too-young-for-identity" | "unknown";

/** Who reads the buckets: an origin access identity, or an origin access control. */
export type RegionReader = "identity" | "control";

/**
 * Why a bucket in this region cannot be an origin of the site, or undefined when it can. A control reads every region
 * of the commercial partition, an identity none of the young ones (S3-3).
 */
export function regionFault(region: unknown, reader: RegionReader = "identity"): RegionFault | undefined {
  if (typeof region !== "string" || !regionSyntax.test(region)) return "malformed";
  if (otherPartitions.test(region)) return "other-partition";
  if (youngRegions.includes(region)) return reader === "control" ? undefined : "too-young-for-identity";
  return identityRegions.includes(region) ? undefined : "unknown";
}
