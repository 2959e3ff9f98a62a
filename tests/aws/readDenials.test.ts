import { expect } from "chai";
import { deniesReads } from "../../aws/readDenials";

const everything = { Effect: "Deny", Principal: "*", Action: "s3:*" };

describe("a statement of a bucket policy", () => {
  const denies: Readonly<Record<string, object>> = {
    "everything to everybody": everything,
    "GetObject to everybody": { ...everything, Action: ["s3:PutObject", "s3:GetObject"] },
    "ListBucket to everybody": { ...everything, Action: "s3:List*" },
    "reads to CloudFront": { ...everything, Principal: { Service: "cloudfront.amazonaws.com" } },
    "reads to an origin access identity": {
      ...everything,
      Principal: { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" },
    },
    "everybody but some": { Effect: "Deny", NotPrincipal: { AWS: "arn:aws:iam::1:root" }, Action: "s3:GetObject" },
    "all but writes": { Effect: "Deny", Principal: "*", NotAction: "s3:PutObject" },
    "reads from outside a network": {
      ...everything,
      Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    },
    "reads over TLS": { ...everything, Condition: { Bool: { "aws:SecureTransport": "true" } } },
  };
  for (const [what, statement] of Object.entries(denies)) {
    it(`denies CloudFront its reads when it denies ${what} (S3-1, S3-5)`, () => {
      expect(deniesReads(statement)).to.equal(true);
    });
  }

  const harmless: Readonly<Record<string, object>> = {
    "an Allow": { ...everything, Effect: "Allow" },
    "a Deny of writes": { ...everything, Action: ["s3:PutObject", "s3:DeleteObject*"] },
    "a Deny for somebody else": { ...everything, Principal: { AWS: "arn:aws:iam::111122223333:root" } },
    "a Deny without TLS": { ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    "a Deny of old TLS": { ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    "a Deny of all but reads": { Effect: "Deny", Principal: "*", NotAction: ["s3:Get*", "s3:List*"] },
  };
  for (const [what, statement] of Object.entries(harmless)) {
    it(`leaves CloudFront its reads when it is ${what}`, () => {
      expect(deniesReads(statement)).to.equal(false);
    });
  }
});
