import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { PriceClass } from "../../components";
import { valueOf } from "../support/pulumi";
import { inputsOf, runSite } from "../support/pulumiSite";

interface WrittenOrigin {
  originId: string;
  domainName: string;
  connectionAttempts: number;
  connectionTimeout: number;
}

describe("an argument of StaticSiteHA", () => {
  it("primaryRegion and replicaRegion place the buckets, and stand in the origins' domain names (S3-11)", async () => {
    const { resources } = await runSite({ primaryRegion: "eu-central-1", replicaRegion: "eu-north-1" });
    expect(inputsOf(resources, "Bucket", "site-primary").region).to.equal("eu-central-1");
    expect(inputsOf(resources, "Bucket", "site-replica").region).to.equal("eu-north-1");
    const { origins } = inputsOf(resources, "Distribution");
    expect((origins as WrittenOrigin[]).map(({ domainName }) => domainName)).to.deep.equal([
      "site-primary-1234567.s3.eu-central-1.amazonaws.com",
      "site-replica-1234567.s3.eu-north-1.amazonaws.com",
    ]);
  });

  it("failoverStatusCodes are the group's criteria, in ascending order", async () => {
    const { resources } = await runSite({ failoverStatusCodes: [504, 429, 503] });
    expect(inputsOf(resources, "Distribution").originGroups).to.deep.equal([
      {
        originId: "site",
        failoverCriteria: { statusCodes: [429, 503, 504] },
        members: [{ originId: "primary" }, { originId: "replica" }],
      },
    ]);
  });

  it("attempts and timeouts reach their own member, and the worst-case delay", async () => {
    const { result, resources } = await runSite({
      primaryConnectionAttempts: 3,
      primaryConnectionTimeoutSeconds: 4,
      failoverBudgetSeconds: 120,
      replicaConnectionAttempts: 1,
      replicaConnectionTimeoutSeconds: 5,
    });
    const { origins } = inputsOf(resources, "Distribution");
    const written = (origins as WrittenOrigin[]).map((origin) => [
      origin.originId,
      origin.connectionAttempts,
      origin.connectionTimeout,
    ]);
    expect(written).to.deep.equal([
      ["primary", 3, 4],
      ["replica", 1, 5],
    ]);
    expect(await valueOf(result.worstCaseDelayMs)).to.include({
      "connection-timeout": 12_000,
      "both-connection-timeout": 17_000,
    });
  });

  it("defaultRootObject is the distribution's, and the page that the edge function knows as /", async () => {
    const { resources } = await runSite({ defaultRootObject: "home.html" });
    expect(inputsOf(resources, "Distribution").defaultRootObject).to.equal("home.html");
    expect(inputsOf(resources, "Function").code).to.include('"rootPage":"/home.html"');
  });

  it("errorPage is shown for a 404, which stays a 404", async () => {
    const { resources } = await runSite({ errorPage: "/404.html", errorCachingMinTtlSeconds: 30 });
    expect(inputsOf(resources, "Distribution").customErrorResponses).to.deep.equal([
      { errorCode: 404, responseCode: 404, responsePagePath: "/404.html", errorCachingMinTtl: 30 },
    ]);
  });

  it("without errorPage only says how long a 404 is cached, 10 s by default (CA-13)", async () => {
    const { resources } = await runSite();
    expect(inputsOf(resources, "Distribution").customErrorResponses).to.deep.equal([
      { errorCode: 404, errorCachingMinTtl: 10 },
    ]);
  });

  it("priceClass and forceDestroy may be outputs", async () => {
    const { resources } = await runSite({
      priceClass: pulumi.output(PriceClass.Class200),
      forceDestroy: pulumi.output(true),
    });
    expect(inputsOf(resources, "Distribution").priceClass).to.equal("PriceClass_200");
    for (const member of ["site-primary", "site-replica"]) {
      expect(inputsOf(resources, "Bucket", member).forceDestroy).to.equal(true);
    }
  });

  it("tags reach every resource that takes tags", async () => {
    const tags = { team: "web" };
    const { resources } = await runSite({ tags });
    const tagged = resources.filter(({ custom, inputs }) => custom && inputs.tags !== undefined);
    for (const { inputs } of tagged) expect(inputs.tags).to.deep.equal(tags);
    expect(tagged.map(({ name }) => name)).to.have.members([
      "site-distribution",
      "site-headers",
      "site-primary",
      "site-replica",
      "site-replication",
    ]);
  });

  it("headers reach both the policy and the edge function", async () => {
    const { resources } = await runSite({
      headers: { frameOptions: "SAMEORIGIN", crossOriginEmbedderPolicy: "require-corp" },
    });
    const policy = inputsOf(resources, "ResponseHeadersPolicy");
    expect(JSON.stringify(policy)).to.include('"frameOption":"SAMEORIGIN"').and.to.include("require-corp");
    expect(inputsOf(resources, "Function").code)
      .to.include('"x-frame-options":"SAMEORIGIN"')
      .and.to.include('"cross-origin-embedder-policy":"require-corp"');
  });
});
