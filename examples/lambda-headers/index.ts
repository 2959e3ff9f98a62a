import { HeadersDelivery, StaticSiteHA } from "../../components";

const site = new StaticSiteHA("site", {
  primaryRegion: "us-east-1",
  replicaRegion: "us-west-2",
  headers: {
    // On origin-response, for the answers of both members, errors included.
    delivery: HeadersDelivery.Lambda,
    pageContentSecurityPolicies: {
      "/about.html": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'",
    },
  },
  errorPage: "/404.html",
});

export const url = site.url;
export const distributionId = site.distributionId;
export const primaryBucketName = site.primaryBucketName;
