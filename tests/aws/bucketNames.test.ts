import { expect } from "chai";
import { isReservedBucketName } from "../../aws/bucketNames";

describe("a bucket's name", () => {
  for (const name of [
    "xn--site",
    "sthree-x",
    "amzn-s3-demo-x",
    "a-s3alias",
    "a--ol-s3",
    "a.mrap",
    "a--x-s3",
    "a--table-s3",
  ]) {
    it(`cannot be ${name}, which S3 keeps for something else`, () => {
      expect(isReservedBucketName(name)).to.equal(true);
    });
  }

  it("can be any other", () => {
    for (const name of ["my-site", "s3alias", "site-mrap"]) expect(isReservedBucketName(name)).to.equal(false);
  });
});
