import { StaticSiteHA } from "../../components";

const site = new StaticSiteHA("site", {
  primaryRegion: "us-east-1",
  replicaRegion: "us-west-2",
});

export const url = site.url;
export const distributionId = site.distributionId;
/** Releases are written here; the replica gets them by replication. */
export const primaryBucketName = site.primaryBucketName;
