import { expect } from "chai";
import fc from "fast-check";
import { identityRegions, regionFault } from "../../aws/regions";

describe("a region of a site", () => {
  it("is one whose buckets an origin access identity reads (S3-3)", () => {
    for (const region of identityRegions) expect(regionFault(region), region).to.equal(undefined);
  });

  it("is not one that was launched after January 2023 (S3-3)", () => {
    for (const region of ["ap-southeast-4", "ca-west-1", "il-central-1", "mx-central-1"]) {
      expect(regionFault(region), region).to.equal("too-young-for-identity");
    }
  });

  it("is also a young one where an access control reads, and still no other partition's (S3-3)", () => {
    for (const region of [...identityRegions, "ap-southeast-4", "ca-west-1", "il-central-1", "mx-central-1"]) {
      expect(regionFault(region, "control"), region).to.equal(undefined);
    }
    expect(regionFault("cn-north-1", "control")).to.equal("other-partition");
    expect(regionFault("us-east-9", "control")).to.equal("unknown");
  });

  it("is not one of another partition", () => {
    for (const region of ["cn-north-1", "us-gov-west-1", "us-iso-east-1", "us-isob-east-1", "eusc-de-east-1"]) {
      expect(regionFault(region), region).to.equal("other-partition");
    }
  });

  it("is not a misspelt one", () => {
    for (const region of ["us-east-9", "eu-wets-1"]) expect(regionFault(region), region).to.equal("unknown");
  });

  it("is written as AWS writes it", () => {
    for (const region of ["", "us-east-1a", "US-EAST-1", "us_east_1", " us-east-1", "us-east-1\n", undefined, 1, {}]) {
      expect(regionFault(region), JSON.stringify(region)).to.equal("malformed");
    }
  });

  it("is never accepted by accident", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(regionFault(text) === undefined).to.equal(identityRegions.includes(text));
      }),
    );
  });
});
