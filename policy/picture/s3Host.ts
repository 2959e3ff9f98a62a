/** What the host of an origin says of S3 (S3-11). */
export type S3Host =
  | { readonly kind: "regional"; readonly bucket: string; readonly region: string }
  | { readonly kind: "global"; readonly bucket: string }
  | { readonly kind: "website"; readonly bucket: string; readonly region: string };

const region = "(?<region>[a-z]{2,}(?:-[a-z]+)+-\\d{1,2})";
const regional = new RegExp(`^(?<bucket>.+)\\.s3(?:\\.dualstack\\.|[.-])${region}\\.amazonaws\\.com$`);
const website = new RegExp(`^(?<bucket>.+)\\.s3-website[.-]${region}\\.amazonaws\\.com$`);
const global = /^(?<bucket>.+)\.s3\.amazonaws\.com$/;

/** The bucket that a host name leads to, and by which kind of endpoint; undefined for a host that is not S3's. */
export function s3HostOf(host: string): S3Host | undefined {
  const name = host.toLowerCase();
  for (const [kind, pattern] of [
    ["website", website],
    ["regional", regional],
  ] as const) {
    const groups = pattern.exec(name)?.groups;
    if (groups !== undefined) return { kind, bucket: groups["bucket"] ?? "", region: groups["region"] ?? "" };
  }
  const bucket = global.exec(name)?.groups?.["bucket"];
  return bucket === undefined ? undefined : { kind: "global", bucket };
}
