import { expect } from "chai";
import { loadDistribution } from "../../simulator/loadDistribution";
import { supply } from "../../simulator/supply";
import { distributionJson, noSupplies } from "../support/distributions";
import { refusalOf } from "../support/refusal";

describe("what is supplied to a site", () => {
  const { model } = loadDistribution(distributionJson("docs"), noSupplies);
  const shop = loadDistribution(distributionJson("shop"), noSupplies).model;
  const replication = (from: string, to: string, deletes = false): ReturnType<typeof supply> =>
    supply(model, { ...noSupplies, replications: [{ from, to, deletes }] });

  it("ties two S3 origins by replication, without delete markers unless they are asked for (RP-3)", () => {
    const [rule] = replication("docs-east", "docs-west").buckets[0]?.replication?.rules ?? [];
    expect(rule).to.deep.include({
      enabled: true,
      prefix: "",
      deleteMarkers: false,
      destinationBucketArn: "arn:aws:s3:::docs-west",
    });
    expect(replication("docs-east", "docs-west", true).buckets[0]?.replication?.rules[0]?.deleteMarkers).to.equal(true);
  });

  it("sets a bucket's policy in place of what was made up", () => {
    const policy = { Version: "2012-10-17", Statement: [] };
    const { buckets } = supply(model, { ...noSupplies, bucketPolicies: [{ origin: "docs-west", policy }] });
    expect(buckets[1]?.policy).to.equal(policy);
    expect(buckets[0]?.policy).to.equal(model.buckets[0]?.policy);
  });

  it("takes the place of a function of the same ARN", () => {
    const one = { arn: "arn:f", name: "f", runtime: "cloudfront-js-2.0", code: "old" };
    const before = { ...model, functions: [one, { ...one, arn: "arn:g" }] };
    const { functions } = supply(before, { ...noSupplies, functions: [{ ...one, code: "new" }] });
    expect(functions.map(({ arn, code }) => [arn, code])).to.deep.equal([
      ["arn:g", "old"],
      ["arn:f", "new"],
    ]);
  });

  it("is refused for an origin that the site does not have or that is no bucket, and for one bucket twice", async () => {
    const unknown = await refusalOf(() => replication("docs-east", "nobody"));
    expect([unknown.code, unknown.path]).to.deep.equal(["E_ORIGIN_UNKNOWN", "--replicate"]);
    expect(unknown.sentence).to.match(/docs-east, docs-west, got nobody$/);
    const policy = { Statement: [] };
    const custom = await refusalOf(() =>
      supply(shop, { ...noSupplies, bucketPolicies: [{ origin: "store-east", policy }] }),
    );
    expect(custom.sentence).to.match(/one of none, got store-east, which is no bucket$/);
    expect((await refusalOf(() => replication("docs-east", "docs-east"))).code).to.equal("E_USAGE");
  });
});
