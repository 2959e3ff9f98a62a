import { expect } from "chai";
import { Encryption, HttpVersion, OriginAccess, Staging } from "../../../components";
import { distributionArgs } from "../../../components/distribution/distribution";
import { stagingArgs } from "../../../components/distribution/staging";
import { resolveSettings } from "../../../components/settings";
import { valueOf } from "../../support/pulumi";
import { inputsOf, regions, runSite } from "../../support/pulumiSite";
import { parts } from "./support";

const http2 = { httpVersion: HttpVersion.Http2 };

describe("staging", () => {
  it("is none by default: one distribution, no policy, no id", async () => {
    const { result, resources } = await runSite();
    expect(resources.filter(({ type }) => /:(?:Distribution|ContinuousDeploymentPolicy)$/.test(type))).to.have.length(
      1,
    );
    expect(await valueOf(result.stagingDistributionId)).to.equal(undefined);
  });

  it("prepared makes a distribution with the site's own configuration and the policy, and routes nothing", async () => {
    const { result, resources } = await runSite({ ...http2, staging: Staging.Prepared });
    const { staging, comment, ...rest } = inputsOf(resources, "Distribution", "site-staging");
    const { comment: siteComment, ...site } = inputsOf(resources, "Distribution", "site-distribution");
    expect(staging).to.equal(true);
    expect(rest).to.deep.equal(site);
    expect([comment, siteComment]).to.deep.equal(["site: staging", "site: us-east-1, then eu-west-1"]);
    expect(site).not.to.have.property("continuousDeploymentPolicyId");
    expect(inputsOf(resources, "ContinuousDeploymentPolicy")).to.deep.include({
      enabled: false,
      stagingDistributionDnsNames: { quantity: 1, items: ["d111111abcdef8.cloudfront.net"] },
      trafficConfig: { type: "SingleHeader", singleHeaderConfig: { header: "aws-cf-cd-staging", value: "true" } },
    });
    expect(await valueOf(result.stagingDistributionId)).to.be.a("string");
  });

  it("attached enables the policy, and the site's distribution names it; prepared is the way back, which ends the routing", async () => {
    const header = { stagingHeaderName: "aws-cf-cd-drill", stagingHeaderValue: "yes" };
    const prepared = await runSite({ ...http2, ...header, staging: Staging.Prepared });
    const attached = await runSite({ ...http2, ...header, staging: Staging.Attached });
    const { continuousDeploymentPolicyId, ...site } = inputsOf(attached.resources, "Distribution", "site-distribution");
    expect(continuousDeploymentPolicyId).to.equal("site-staging-id");
    expect(site).to.deep.equal(inputsOf(prepared.resources, "Distribution", "site-distribution"));
    expect(inputsOf(attached.resources, "ContinuousDeploymentPolicy").enabled).to.equal(true);
    expect(inputsOf(prepared.resources, "ContinuousDeploymentPolicy").enabled).to.equal(false);
    expect(inputsOf(attached.resources, "ContinuousDeploymentPolicy").trafficConfig).to.deep.equal({
      type: "SingleHeader",
      singleHeaderConfig: { header: "aws-cf-cd-drill", value: "yes" },
    });
  });

  for (const encryption of Object.values(Encryption)) {
    it(`reads the same buckets with originAccess oac and encryption ${encryption}: every policy names both (S3-1)`, async () => {
      const args = { ...http2, originAccess: OriginAccess.Oac, encryption, staging: Staging.Prepared };
      const { resources } = await runSite(args);
      const types = encryption === Encryption.Kms ? ["BucketPolicy", "KeyPolicy"] : ["BucketPolicy"];
      const policies = resources.filter(({ type }) => types.some((one) => type.endsWith(`:${one}`)));
      expect(policies).to.have.lengthOf(2 * types.length);
      for (const { inputs, dependencies } of policies) {
        expect(dependencies).to.include.members([
          "aws:cloudfront/distribution:Distribution site-distribution",
          "aws:cloudfront/distribution:Distribution site-staging",
        ]);
        const { Statement } = JSON.parse(inputs.policy as string) as {
          Statement: { Condition?: { StringEquals?: Record<string, unknown> } }[];
        };
        const named = Statement.flatMap(({ Condition }) => Condition?.StringEquals?.["AWS:SourceArn"] ?? []);
        const readers = Statement.filter(({ Condition }) => Condition?.StringEquals !== undefined).length;
        expect(readers).to.be.greaterThan(0);
        // The mocks give both distributions one ARN: what counts is that each statement has two.
        expect(named).to.have.lengthOf(2 * readers);
      }
    });
  }

  it("takes the site's certificate but none of its aliases, which belong to one distribution only", () => {
    const viewerCertificate = { aliases: ["www.example.com"], certificateArn: "arn:certificate" };
    const settings = resolveSettings({ ...regions, ...http2, staging: Staging.Prepared });
    const site = distributionArgs("site", settings, { ...parts, viewerCertificate });
    const staging = stagingArgs("site", settings, { ...parts, viewerCertificate });
    expect(site).to.deep.include({
      aliases: ["www.example.com"],
      viewerCertificate: {
        acmCertificateArn: "arn:certificate",
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      },
    });
    expect(staging).not.to.have.property("aliases");
    expect(staging.viewerCertificate).to.deep.equal(site.viewerCertificate);
  });
});
