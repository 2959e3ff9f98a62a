import { expect } from "chai";
import fc from "fast-check";
import { changesOf } from "../../../../simulator/pulumi/provider/diff";
import { unknownValue } from "../../../../simulator/pulumi/wire";

const bucket = "aws:s3/bucket:Bucket";
const distribution = "aws:cloudfront/distribution:Distribution";

function lines(type: string, old: Record<string, unknown>, news: Record<string, unknown>): readonly string[] {
  return changesOf(type, old, news).map(({ path, kind, replaces }) => `${kind} ${path}${replaces ? " replaces" : ""}`);
}

describe("what differs between two configurations", () => {
  it("is nothing between equal ones, whatever they hold", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (inputs) => {
        expect(changesOf(bucket, inputs, structuredClone(inputs))).to.deep.equal([]);
      }),
    );
  });

  it("is told by path, to the leaf", () => {
    const old = { origins: [{ originId: "a", connectionAttempts: 1 }], tags: { "a.b": "1" } };
    const news = { origins: [{ originId: "a", connectionAttempts: 2 }, { originId: "b" }], tags: {}, comment: "new" };
    expect(lines(distribution, old, news)).to.deep.equal([
      "add comment",
      "update origins[0].connectionAttempts",
      "add origins[1]",
      'delete tags["a.b"]',
    ]);
  });

  it("replaces a bucket for its region and its name, and for nothing else", () => {
    const old = { bucket: "a", region: "us-east-1", forceDestroy: false };
    expect(lines(bucket, old, { bucket: "b", region: "us-west-2", forceDestroy: true })).to.deep.equal([
      "update bucket replaces",
      "update forceDestroy",
      "update region replaces",
    ]);
  });

  it("replaces a function for its name, and no distribution for its failover criteria", () => {
    const named = lines("aws:cloudfront/function:Function", { name: "a", code: "1" }, { name: "b", code: "2" });
    expect(named).to.deep.equal(["update code", "update name replaces"]);
    const group = (codes: readonly number[]) => ({ originGroups: [{ failoverCriteria: { statusCodes: codes } }] });
    expect(lines(distribution, group([503, 504]), group([500, 503, 504]))).to.deep.equal([
      "update originGroups[0].failoverCriteria.statusCodes[0]",
      "update originGroups[0].failoverCriteria.statusCodes[1]",
      "add originGroups[0].failoverCriteria.statusCodes[2]",
    ]);
  });

  it("takes what is not known yet for a change", () => {
    expect(lines(bucket, { tags: { a: "1" } }, { tags: { a: unknownValue } })).to.deep.equal(["update tags.a"]);
    expect(lines(bucket, { tags: unknownValue }, { tags: unknownValue })).to.deep.equal(["update tags"]);
  });

  it("leaves out what the provider notes for itself, and takes null for absent", () => {
    expect(lines(bucket, { __defaults: ["bucket"] }, {})).to.deep.equal([]);
    expect(lines(bucket, { bucketPrefix: null }, {})).to.deep.equal([]);
  });
});
