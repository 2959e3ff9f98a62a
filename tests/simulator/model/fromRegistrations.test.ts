import { expect } from "chai";
import { itemsOf } from "../../../simulator/model/distributionConfig";
import { modelFromRegistrations } from "../../../simulator/model/fromRegistrations";
import { membersOf, bucketOfOrigin } from "../../../simulator/model/members";
import type { Registration } from "../../../simulator/model/registration";
import type { SiteModel } from "../../../simulator/model/siteModel";
import { validateDistributionConfig } from "../../../simulator/model/validate";
import type { Captured } from "../../support/pulumi";
import { mockState } from "../../support/pulumiMocks";
import { runProgram, stackConfig } from "../../support/pulumiProgram";
import { distribution, registration, types } from "./registrations";

/** What the program registered, with the outputs that the mocks give. */
function registrationOf({ type, name, custom, inputs }: Captured): Registration {
  const { id, state } = mockState({ type, name, custom, inputs }, false);
  // The mocks leave a name that the program does not give to be made up.
  const outputs = { name, ...(state as Readonly<Record<string, unknown>>) };
  return registration(type, name, outputs, { id: id ?? "", custom, inputs });
}

describe("the model of registrations", () => {
  it("of none is empty", () => {
    expect(Object.values(modelFromRegistrations([])).flat()).to.deep.equal([]);
  });

  it("has distributions, functions and identities by the ids and names that others refer to (S3-2)", () => {
    const arn = "arn:aws:cloudfront::111122223333:function/headers-1";
    const model = modelFromRegistrations([
      distribution(),
      registration("aws:cloudfront/function:Function", "headers", {
        arn,
        name: "headers-1",
        runtime: "cloudfront-js-2.0",
        code: "function handler() {}",
        publish: true,
      }),
      registration("aws:cloudfront/originAccessIdentity:OriginAccessIdentity", "oai", {
        iamArn: "arn:oai",
        s3CanonicalUserId: "c",
        cloudfrontAccessIdentityPath: "origin-access-identity/cloudfront/oai-id",
      }),
    ]);
    expect(model.distributions[0]).to.include({
      id: "cdn-id",
      arn: "arn:aws:cloudfront::111122223333:distribution/cdn-id",
      domainName: "d111111abcdef8.cloudfront.net",
    });
    expect(model.functions).to.deep.equal([
      { arn, name: "headers-1", runtime: "cloudfront-js-2.0", code: "function handler() {}" },
    ]);
    expect(model.originAccessIdentities).to.deep.equal([{ id: "oai-id", iamArn: "arn:oai", s3CanonicalUserId: "c" }]);
  });

  it("keeps the order of the registrations, and does not change them", () => {
    const bucket = (name: string): Registration => registration(types.bucket, name, { bucket: name, region: "r" });
    const given = Object.freeze([bucket("b"), bucket("a")]);
    expect(modelFromRegistrations(given).buckets.map(({ name }) => name)).to.deep.equal(["b", "a"]);
  });

  describe("of this project's own stack dev", () => {
    let model: SiteModel;

    before(async () => {
      const { resources } = await runProgram(stackConfig("dev"));
      model = modelFromRegistrations(resources.map(registrationOf));
    });

    it("is one that CloudFront accepts, and holds everything", () => {
      expect(model.distributions).to.have.length(1);
      for (const { config } of model.distributions) validateDistributionConfig(config);
      expect(model.notModelled).to.deep.equal([]);
    });

    it("leads from the default behavior over the group to both buckets, in their regions (FO-1)", () => {
      const config = model.distributions[0]?.config;
      const members = config === undefined ? undefined : membersOf(config);
      expect(members?.group).to.deep.equal({ id: "site", statusCodes: [403, 404, 500, 502, 503, 504] });
      const regions = [members?.primary, members?.replica].map((origin) =>
        origin === undefined ? undefined : bucketOfOrigin(model, origin)?.region,
      );
      expect(regions).to.deep.equal(["us-east-1", "us-west-2"]);
    });

    it("has two private, versioned buckets, of which the first replicates to the second and not its deletions", () => {
      const [primary, replica] = [...model.buckets].sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const bucket of [primary, replica]) {
        expect(bucket?.versioning).to.equal("Enabled");
        expect(Object.values(bucket?.publicAccessBlock ?? {})).to.deep.equal([true, true, true, true]);
      }
      expect(primary?.replication?.rules).to.have.length(1);
      expect(primary?.replication?.rules[0]).to.include({
        enabled: true,
        deleteMarkers: false,
        destinationBucketArn: `arn:aws:s3:::${replica?.name ?? ""}`,
      });
      expect(replica?.replication).to.equal(undefined);
    });

    it("lets the identity read both buckets, the same that the origins name (S3-2)", () => {
      const [identity] = model.originAccessIdentities;
      for (const { name, policy } of model.buckets) {
        const readers = (policy?.Statement ?? [])
          .filter(({ Effect }) => Effect === "Allow")
          .map(({ Principal }) => (typeof Principal === "object" ? Principal["AWS"] : undefined));
        expect(readers, name).to.include(identity?.iamArn);
      }
      for (const { S3OriginConfig } of itemsOf(model.distributions[0]?.config.Origins)) {
        expect(S3OriginConfig?.OriginAccessIdentity).to.equal(
          `origin-access-identity/cloudfront/${identity?.id ?? ""}`,
        );
      }
    });

    it("has the function and the headers policy that its behavior names", () => {
      const behavior = model.distributions[0]?.config.DefaultCacheBehavior;
      expect(itemsOf(behavior?.FunctionAssociations).map(({ FunctionARN }) => FunctionARN)).to.deep.equal(
        model.functions.map(({ arn }) => arn),
      );
      expect(model.responseHeadersPolicies.map(({ Id }) => Id)).to.deep.equal([behavior?.ResponseHeadersPolicyId]);
      expect(model.functions[0]?.code).to.include("function handler");
    });
  });
});
