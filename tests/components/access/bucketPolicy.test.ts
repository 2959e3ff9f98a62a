import { expect } from "chai";
import fc from "fast-check";
import { bucketPolicy, ownSids, type Readers } from "../../../components/access/bucketPolicy";

const identityArn = "arn:aws:iam::cloudfront:user/ID";
const distributionArns = ["arn:aws:cloudfront::1:distribution/E1"];

const allowed = (readers: Readers, list = true) =>
  bucketPolicy("site", readers, { list })
    .Statement.filter(({ Effect }) => Effect === "Allow")
    .map(({ Principal, Action, Resource, Condition }) => ({
      Principal,
      Action,
      Resource,
      ...(Condition === undefined ? {} : { Condition }),
    }));

describe("a bucket's policy", () => {
  it("lets the identity read objects, and the bucket, so that a missing page is a 404 (S3-2, S3-5)", () => {
    const Principal = { AWS: identityArn };
    expect(allowed({ identityArn })).to.deep.equal([
      { Principal, Action: "s3:GetObject", Resource: "arn:aws:s3:::site/*" },
      { Principal, Action: "s3:ListBucket", Resource: "arn:aws:s3:::site" },
    ]);
  });

  it("lets CloudFront do the same for this distribution only (S3-1)", () => {
    const by = {
      Principal: { Service: "cloudfront.amazonaws.com" },
      Condition: { StringEquals: { "AWS:SourceArn": distributionArns[0] } },
    };
    expect(allowed({ distributionArns })).to.deep.equal([
      { ...by, Action: "s3:GetObject", Resource: "arn:aws:s3:::site/*" },
      { ...by, Action: "s3:ListBucket", Resource: "arn:aws:s3:::site" },
    ]);
  });

  it("names a staging distribution beside the site's (S3-1)", () => {
    const both = [...distributionArns, "arn:aws:cloudfront::1:distribution/E2"];
    for (const { Condition } of allowed({ distributionArns: both })) {
      expect(Condition).to.deep.equal({ StringEquals: { "AWS:SourceArn": both } });
    }
  });

  it("grants both while migrating", () => {
    expect(allowed({ identityArn, distributionArns })).to.have.lengthOf(4);
  });

  it("lets nobody list the bucket where a missing page is to be a 403 (S3-5)", () => {
    const actions = allowed({ identityArn, distributionArns }, false).map(({ Action }) => Action);
    expect(actions).to.deep.equal(["s3:GetObject", "s3:GetObject"]);
  });

  it("denies everybody everything without TLS, on the bucket and on its objects", () => {
    const denied = bucketPolicy("site", { identityArn }, { list: true }).Statement.filter(
      ({ Effect }) => Effect === "Deny",
    );
    expect(denied).to.deep.equal([
      {
        Sid: "DenyWithoutTls",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::site", "arn:aws:s3:::site/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("keeps every statement that the bucket had, as it was and in its order, and adds its own", () => {
    const statement = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(fc.array(statement), fc.option(fc.string(), { nil: undefined }), (statements, id) => {
        const existing = { statements, ...(id === undefined ? {} : { id }) };
        const policy = bucketPolicy("site", { identityArn, distributionArns }, { list: true, existing });
        expect(policy.Statement.slice(0, statements.length)).to.deep.equal(statements);
        expect(policy.Id).to.equal(id);
        expect(policy.Statement.slice(statements.length).map(({ Sid }) => Sid)).to.deep.equal([...ownSids]);
      }),
    );
  });
});
