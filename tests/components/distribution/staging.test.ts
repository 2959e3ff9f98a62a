import { expect } from "chai";
import { HttpVersion, Staging } from "../../../components";
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
      enabled: true,
      stagingDistributionDnsNames: { quantity: 1, items: ["d111111abcdef8.cloudfront.net"] },
      trafficConfig: { type: "SingleHeader", singleHeaderConfig: { header: "aws-cf-cd-staging", value: "true" } },
    });
    expect(await valueOf(result.stagingDistributionId)).to.be.a("string");
  });

  it("attached changes nothing but the site's distribution, which names the policy", async () => {
    const header = { stagingHeaderName: "aws-cf-cd-drill", stagingHeaderValue: "yes" };
    const prepared = await runSite({ ...http2, ...header, staging: Staging.Prepared });
    const attached = await runSite({ ...http2, ...header, staging: Staging.Attached });
    const { continuousDeploymentPolicyId, ...site } = inputsOf(attached.resources, "Distribution", "site-distribution");
    expect(continuousDeploymentPolicyId).to.equal("site-staging-id");
    expect(site).to.deep.equal(inputsOf(prepared.resources, "Distribution", "site-distribution"));
    expect(inputsOf(attached.resources, "ContinuousDeploymentPolicy").trafficConfig).to.deep.equal({
      type: "SingleHeader",
      singleHeaderConfig: { header: "aws-cf-cd-drill", value: "yes" },
    });
  });

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
