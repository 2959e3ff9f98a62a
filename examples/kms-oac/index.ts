import { Encryption, OriginAccess, StaticSiteHA } from "../../components";

const site = new StaticSiteHA("site", {
  primaryRegion: "eu-central-1",
  replicaRegion: "eu-west-1",
  // A key in each region: a lost region takes its own key with it, and nobody needs it then.
  encryption: Encryption.Kms,
  // An origin access identity cannot read what KMS encrypts.
  originAccess: OriginAccess.Oac,
  errorPage: "/404.html",
});

export const url = site.url;
export const distributionId = site.distributionId;
export const primaryBucketName = site.primaryBucketName;
