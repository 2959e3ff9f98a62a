import { expect } from "chai";
import { certificateArnFault } from "../../aws/certificates";
import { isHostedZoneId } from "../../aws/hostedZones";

const arn = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";

describe("the certificate of a distribution", () => {
  it("is one of ACM in us-east-1, whatever form its id has", () => {
    for (const right of [arn, arn.replace(/[^/]+$/, "mrk-0123456789abcdef")]) {
      expect(certificateArnFault(right)).to.equal(undefined);
    }
  });

  it("is none of another region", () => {
    expect(certificateArnFault(arn.replace("us-east-1", "eu-central-1"))).to.equal("other-region");
  });

  for (const wrong of [
    "",
    "12345",
    `${arn} `,
    arn.replace("acm", "iam"),
    arn.replace("aws", "aws-cn"),
    null,
    7,
    [arn],
  ]) {
    it(`is not ${JSON.stringify(wrong)}`, () => {
      expect(certificateArnFault(wrong)).to.equal("not-an-arn");
    });
  }
});

describe("the id of a hosted zone", () => {
  it("begins with Z and has at most 32 capitals and digits (Route 53 API, ResourceId)", () => {
    for (const id of ["Z0123456789ABC", "Z1", `Z${"A".repeat(31)}`]) expect(isHostedZoneId(id)).to.equal(true);
  });

  for (const wrong of [
    "",
    "Z",
    "example.com",
    "/hostedzone/Z0123456789ABC",
    "z0123",
    `Z${"A".repeat(32)}`,
    undefined,
  ]) {
    it(`is not ${JSON.stringify(wrong)}`, () => {
      expect(isHostedZoneId(wrong)).to.equal(false);
    });
  }
});
