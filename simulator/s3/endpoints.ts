import { remembered } from "../remembered";

/** How a domain name leads to S3. */
export type Endpoint =
  /** `bucket.s3.us-west-2.amazonaws.com`, its dash and dual-stack forms; without a bucket the path names it. */
  | { readonly kind: "regional"; readonly region: string; readonly bucket?: string }
  /** `bucket.s3.amazonaws.com`: us-east-1 answers for every region (S3-11). */
  | { readonly kind: "global"; readonly bucket?: string }
  /** `bucket.s3-website-us-east-1.amazonaws.com`: plain HTTP for buckets that are configured as websites (S3-12). */
  | { readonly kind: "website"; readonly region: string; readonly bucket: string };

const region = "(?<region>(?!website-)[a-z]{2,}(?:-[a-z]+)+-\\d{1,2})";
const websiteName = new RegExp(`^(?<bucket>.+)\\.s3-website[.-]${region}\\.amazonaws\\.com$`);
const regionalName = new RegExp(`^(?:(?<bucket>.+)\\.)?s3(?:[.-]|\\.dualstack\\.)${region}\\.amazonaws\\.com$`);
const globalName = /^(?:(?<bucket>.+)\.)?s3\.amazonaws\.com$/;

/**
 * Which endpoint a host is; undefined for a host that is none of S3's. A port and the case do not matter. A site has a
 * handful of hosts, and each is asked for at every request.
 */
export const endpointOf: (host: string) => Endpoint | undefined = remembered(1_000, readEndpoint);

function readEndpoint(host: string): Endpoint | undefined {
  const name = host.toLowerCase().replace(/:\d+$/, "");
  const website = websiteName.exec(name)?.groups;
  if (website !== undefined) return { kind: "website", region: website.region ?? "", bucket: website.bucket ?? "" };
  const regional = regionalName.exec(name)?.groups;
  if (regional !== undefined) return { kind: "regional", region: regional.region ?? "", ...named(regional.bucket) };
  const global = globalName.exec(name);
  return global === null ? undefined : { kind: "global", ...named(global.groups?.bucket) };
}

function named(bucket: string | undefined): { readonly bucket?: string } {
  return bucket === undefined ? {} : { bucket };
}

/** What an endpoint says when it is asked for a bucket that stands in `bucketRegion`. */
export type Routing = "here" | "permanent-redirect" | "temporary-redirect" | "illegal-location";

/** S3-11: a regional endpoint serves its own region alone, the global one us-east-1 and sends the rest away. */
export function routingOf(endpoint: Endpoint, bucketRegion: string): Routing {
  if (endpoint.kind !== "global") return endpoint.region === bucketRegion ? "here" : "permanent-redirect";
  if (bucketRegion === "us-east-1") return "here";
  return globallyRouted.has(bucketRegion) ? "temporary-redirect" : "illegal-location";
}

/** The regions that the global endpoint knows: those launched before 20 March 2019 (S3-11). */
const globallyRouted: ReadonlySet<string> = new Set([
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
]);
