import { expect } from "chai";
import { isNamedByProgram, withName } from "../../../../simulator/pulumi/provider/autoName";

const urn = "urn:pulumi:dev::site::aws:s3/bucket:Bucket::Content";
const type = "aws:s3/bucket:Bucket";

describe("the name of what the program does not name", () => {
  it("is made of the program's name and the engine's seed, lower-case for a bucket", () => {
    const first = withName({ urn, type, olds: {}, news: {}, seed: "01" });
    const second = withName({ urn, type, olds: {}, news: {}, seed: "02" });
    expect(first["bucket"]).to.match(/^content-[0-9a-f]{7}$/);
    expect(second["bucket"])
      .to.match(/^content-[0-9a-f]{7}$/)
      .and.not.equal(first["bucket"]);
  });

  it("stays with the resource, whatever the seed", () => {
    const olds = withName({ urn, type, olds: {}, news: {}, seed: "01" });
    expect(withName({ urn, type, olds, news: { forceDestroy: true }, seed: "02" })["bucket"]).to.equal(olds["bucket"]);
  });

  it("is a new one when the program took its own back, or its prefix changes", () => {
    const named = withName({ urn, type, olds: { bucket: "mine" }, news: {}, seed: "01" });
    expect(named["bucket"]).to.match(/^content-/);
    const olds = withName({ urn, type, olds: {}, news: { bucketPrefix: "a-" }, seed: "01" });
    expect(olds["bucket"]).to.match(/^a-/);
    const renamed = withName({ urn, type, olds, news: { bucketPrefix: "b-" }, seed: "02" });
    expect(renamed["bucket"]).to.match(/^b-/);
  });

  it("decides whether two can stand side by side while one replaces the other", () => {
    expect(isNamedByProgram(type, withName({ urn, type, olds: {}, news: {}, seed: "01" }))).to.equal(false);
    expect(isNamedByProgram(type, { bucket: "mine" })).to.equal(true);
    expect(isNamedByProgram("aws:s3/bucketPolicy:BucketPolicy", { bucket: "mine" })).to.equal(true);
    expect(isNamedByProgram("aws:cloudfront/distribution:Distribution", {})).to.equal(false);
  });
});
