import { expect } from "chai";
import type { PolicyStatement } from "../../../../simulator/model/siteModel";
import { isPublicPolicy } from "../../../../simulator/s3/policy/publicPolicy";
import { refusalOf } from "../../../support/refusal";
import {
  accessControl,
  ask,
  bucket,
  bytes,
  distributionArn,
  fullBlock,
  identity,
  identityArn,
  noBlock,
  policyOf,
  readPolicy,
  world,
} from "../support";

const get: PolicyStatement = {
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::site/*",
};

describe("a public bucket policy", () => {
  const cases: readonly [title: string, statement: PolicyStatement, expected: boolean][] = [
    ["allows everybody", get, true],
    ["allows everybody in the other spelling", { ...get, Principal: { AWS: "*" } }, true],
    ["denies everybody", { ...get, Effect: "Deny" }, false],
    ["allows an identity", { ...get, Principal: { AWS: identityArn } }, false],
    ["allows a service", { ...get, Principal: { Service: "cloudfront.amazonaws.com" } }, false],
    [
      "allows everybody from one distribution",
      { ...get, Condition: { StringEquals: { "AWS:SourceArn": distributionArn } } },
      false,
    ],
    ["allows everybody from any distribution", { ...get, Condition: { StringLike: { "aws:SourceArn": "*" } } }, true],
    [
      "allows everybody with a referer",
      { ...get, Condition: { StringLike: { "aws:Referer": "https://example.com/" } } },
      true,
    ],
    [
      "allows everybody from all addresses",
      { ...get, Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } },
      true,
    ],
  ];
  for (const [title, statement, expected] of cases) {
    it(`${expected ? "is" : "is not"} one that ${title}`, () => {
      expect(isPublicPolicy(policyOf(statement))).to.equal(expected);
    });
  }

  it("lets in only AWS's services under restrictPublicBuckets, not even an identity", async () => {
    const policy = policyOf(get, ...readPolicy("site").Statement);
    const statusOf = async (
      restrictPublicBuckets: boolean,
      principal: typeof identity | undefined,
    ): Promise<number> => {
      const { s3 } = world([
        bucket("site", "us-east-1", { policy, publicAccessBlock: { ...noBlock, restrictPublicBuckets } }),
      ]);
      s3.putObject("site", "a", { body: bytes("1") });
      return (await ask(s3, "/a", { principal })).status;
    };
    expect(await statusOf(false, undefined)).to.equal(200);
    expect(await statusOf(true, undefined)).to.equal(403);
    expect(await statusOf(true, identity)).to.equal(403);
    expect(await statusOf(true, accessControl)).to.equal(200);
  });

  it("cannot be set under blockPublicPolicy", async () => {
    const { s3 } = world([bucket("site", "us-east-1", { publicAccessBlock: fullBlock })]);
    const refusal = await refusalOf(() => {
      s3.putBucketPolicy("site", policyOf(get));
    });
    expect(refusal.code).to.equal("E_S3");
    s3.putBucketPolicy("site", undefined);
    expect((await ask(s3, "/a")).status).to.equal(403);
  });
});
