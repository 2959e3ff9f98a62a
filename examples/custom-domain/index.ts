import * as pulumi from "@pulumi/pulumi";
import { StaticSiteHA } from "../../components";

const site = new StaticSiteHA("site", {
  primaryRegion: "eu-central-1",
  replicaRegion: "eu-west-1",
  // The first is the site's address; the wildcard serves previews such as pr-7.example.com.
  aliases: ["www.example.com", "*.example.com"],
  // Answered at the edge, without asking a bucket.
  redirectHosts: ["example.com"],
  // The certificate, the records that prove it and those of the names are made in this zone.
  hostedZoneId: new pulumi.Config().require("hostedZoneId"),
  errorPage: "/404.html",
});

export const url = site.url;
export const distributionId = site.distributionId;
export const primaryBucketName = site.primaryBucketName;
