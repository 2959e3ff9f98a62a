import type { ContentFile } from "../../drills";
import { createTarget, type DrillTarget } from "../../drills/target";
import { VirtualClock } from "../../simulator/clock";
import type { Bucket, PolicyDocument, SiteModel } from "../../simulator/model/siteModel";
import { siteModel, type SiteSettings } from "./edge";

const identityArn = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2QWRUHEXAMPLE";

/** A site of three pages. */
export const content: readonly ContentFile[] = ["index.html", "about.html", "404.html"].map((key) => ({
  key,
  body: Buffer.from(`<p>${key}</p>`),
  contentType: "text/html; charset=utf-8",
  cacheControl: "public, max-age=60",
}));

export interface DrillSiteSettings extends SiteSettings {
  readonly primaryBucket?: Partial<Bucket>;
  /** Whether replication carries delete markers, as DESIGN's D6 does not. */
  readonly deleteMarkers?: boolean;
}

/** The buckets behind the origins of `siteModel`, the first replicated to the second. */
export function drillModel(settings: DrillSiteSettings = {}): SiteModel {
  const replication = {
    role: "arn:aws:iam::111122223333:role/replication",
    rules: [
      {
        id: "site",
        enabled: true,
        priority: 1,
        prefix: "",
        deleteMarkers: settings.deleteMarkers ?? false,
        destinationBucketArn: "arn:aws:s3:::replica-bucket",
      },
    ],
  };
  const primary = { ...bucket("primary-bucket", "us-east-1"), replication, ...settings.primaryBucket };
  return { ...siteModel(settings), buckets: [primary, bucket("replica-bucket", "us-west-2")] };
}

/** Such a site on a virtual clock with its content published. Its caller closes the cloud. */
export async function drillTarget(
  settings: DrillSiteSettings = {},
  files: readonly ContentFile[] = content,
): Promise<DrillTarget & { clock: VirtualClock }> {
  const clock = new VirtualClock();
  const target = await clock.run(() => createTarget(drillModel(settings), files, { clock }));
  return { ...target, clock };
}

function bucket(name: string, region: string): Bucket {
  const all = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };
  return { name, region, versioning: "Enabled", policy: grant(name), publicAccessBlock: all };
}

function grant(name: string): PolicyDocument {
  const arn = `arn:aws:s3:::${name}`;
  const to = { Effect: "Allow", Principal: { AWS: identityArn } } as const;
  return {
    Version: "2012-10-17",
    Statement: [
      { ...to, Action: "s3:GetObject", Resource: `${arn}/*` },
      { ...to, Action: "s3:ListBucket", Resource: arn },
    ],
  };
}
