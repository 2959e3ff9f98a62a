import { expect } from "chai";
import * as fc from "fast-check";
import type { OriginAccessIdentity, PolicyStatement } from "../../../../simulator/model/siteModel";
import { contextOf } from "../../../../simulator/s3/policy/context";
import { evaluatePolicy, type Decision } from "../../../../simulator/s3/policy/evaluate";
import { callerOf } from "../../../../simulator/s3/policy/principal";
import type { OriginPrincipal } from "../../../../simulator/s3/transport";
import { accessControl, distributionArn, identity, identityArn, policyOf } from "../support";

const identities: readonly OriginAccessIdentity[] = [
  { id: "E1IDENTITY", iamArn: identityArn, s3CanonicalUserId: "canonical-1" },
  { id: "E2OTHER", iamArn: "arn:other", s3CanonicalUserId: "canonical-2" },
];

interface Asked {
  readonly principal?: OriginPrincipal | undefined;
  readonly action?: string;
  readonly resource?: string;
  readonly secure?: boolean;
}

function decide(statements: readonly PolicyStatement[], asked: Asked = {}): Decision {
  const {
    principal = identity,
    action = "s3:GetObject",
    resource = "arn:aws:s3:::site/a/b.html",
    secure = true,
  } = asked;
  const caller = callerOf("principal" in asked ? asked.principal : principal, identities);
  const valueOf = contextOf(caller, { secure, query: new Map() });
  return evaluatePolicy(policyOf(...statements), { caller, action, resource, valueOf });
}

const allow = (overrides: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: "Allow",
  Principal: { AWS: identityArn },
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::site/*",
  ...overrides,
});

describe("a bucket policy", () => {
  it("lets nobody in without a statement", () => {
    expect(decide([])).to.equal("implicit-deny");
    expect(
      evaluatePolicy(undefined, {
        caller: callerOf(identity, []),
        action: "s3:GetObject",
        resource: "x",
        valueOf: () => ({ kind: "absent" }),
      }),
    ).to.equal("implicit-deny");
  });

  const principals: readonly [
    title: string,
    principal: PolicyStatement["Principal"],
    asked: OriginPrincipal | undefined,
    decision: Decision,
  ][] = [
    ["the identity by its ARN (S3-2)", { AWS: identityArn }, identity, "allow"],
    ["the identity among several", { AWS: ["arn:aws:iam::1:root", identityArn] }, identity, "allow"],
    ["the identity by its canonical user id", { CanonicalUser: "canonical-1" }, identity, "allow"],
    ["another identity's canonical user id", { CanonicalUser: "canonical-2" }, identity, "implicit-deny"],
    ["another identity's ARN", { AWS: `${identityArn}X` }, identity, "implicit-deny"],
    [
      "a wildcard inside an ARN, which IAM does not have",
      { AWS: "arn:aws:iam::cloudfront:user/*" },
      identity,
      "implicit-deny",
    ],
    ["CloudFront's service principal (S3-1)", { Service: "cloudfront.amazonaws.com" }, accessControl, "allow"],
    ["the service, to an identity", { Service: "cloudfront.amazonaws.com" }, identity, "implicit-deny"],
    ["the identity, to an access control", { AWS: identityArn }, accessControl, "implicit-deny"],
    ["everybody, to nobody in particular", "*", undefined, "allow"],
    ["everybody in the other spelling", { AWS: "*" }, accessControl, "allow"],
    ["the identity, to nobody in particular", { AWS: identityArn }, undefined, "implicit-deny"],
    ["no principal at all", undefined, identity, "implicit-deny"],
  ];
  for (const [title, Principal, principal, decision] of principals) {
    it(`${decision === "allow" ? "opens to" : "stays shut to"} ${title}`, () => {
      expect(
        decide(
          [
            {
              Effect: "Allow",
              Action: "s3:GetObject",
              Resource: "*",
              ...(Principal === undefined ? {} : { Principal }),
            },
          ],
          { principal },
        ),
      ).to.equal(decision);
    });
  }

  it("holds an access control to its distribution by AWS:SourceArn, whatever the key's case (S3-1)", () => {
    const forDistribution = (arn: string): PolicyStatement =>
      allow({
        Principal: { Service: "cloudfront.amazonaws.com" },
        Condition: { StringEquals: { "AWS:SourceArn": arn } },
      });
    expect(decide([forDistribution(distributionArn)], { principal: accessControl })).to.equal("allow");
    expect(decide([forDistribution(`${distributionArn}2`)], { principal: accessControl })).to.equal("implicit-deny");
    const byAccount = allow({
      Principal: { Service: "cloudfront.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    });
    expect(decide([byAccount], { principal: accessControl })).to.equal("allow");
  });

  it("matches actions without regard to case, resources with", () => {
    expect(decide([allow({ Action: "S3:get*" })])).to.equal("allow");
    expect(decide([allow({ Action: ["s3:PutObject", "s3:GetObject?"] })])).to.equal("implicit-deny");
    expect(decide([allow({ Resource: "arn:aws:s3:::SITE/*" })])).to.equal("implicit-deny");
    expect(decide([allow({ Resource: "arn:aws:s3:::site/a/?.html" })])).to.equal("allow");
    expect(decide([allow({ Resource: "arn:aws:s3:::site" })])).to.equal("implicit-deny");
  });

  it("is denied by an explicit deny, whatever allows and in whatever order", () => {
    const deny = allow({ Effect: "Deny", Resource: "arn:aws:s3:::site/a/*" });
    expect(decide([allow(), deny])).to.equal("explicit-deny");
    expect(decide([deny, allow()])).to.equal("explicit-deny");
    expect(decide([deny, allow()], { resource: "arn:aws:s3:::site/b" })).to.equal("allow");
  });

  it("is shut without TLS by the usual statement", () => {
    const tls: PolicyStatement = {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    expect(decide([allow(), tls])).to.equal("allow");
    expect(decide([allow(), tls], { secure: false })).to.equal("explicit-deny");
  });

  it("errs on the closed side where a condition cannot be judged: no allow, but a deny", () => {
    const Condition = { IpAddress: { "aws:SourceIp": "198.51.100.0/24" } };
    expect(decide([allow({ Condition })])).to.equal("implicit-deny");
    expect(decide([allow(), allow({ Effect: "Deny", Condition })])).to.equal("explicit-deny");
    expect(decide([allow(), allow({ Effect: "Deny", Resource: "arn:aws:s3:::${aws:username}/*" })])).to.equal(
      "explicit-deny",
    );
  });

  it("reads the elements that name exceptions", () => {
    const deny = (elements: object): PolicyStatement => ({ ...allow({ Effect: "Deny", Principal: "*" }), ...elements });
    const others = { NotPrincipal: { AWS: identityArn } };
    expect(decide([allow(), deny(others)])).to.equal("allow");
    expect(decide([allow({ Principal: "*" }), deny(others)], { principal: undefined })).to.equal("explicit-deny");
    expect(decide([allow(), deny({ Action: undefined, NotAction: "s3:GetObject" })])).to.equal("allow");
    expect(decide([allow(), deny({ Resource: undefined, NotResource: "arn:aws:s3:::site/public/*" })])).to.equal(
      "explicit-deny",
    );
  });

  it("agrees with a plain reading of its statements", () => {
    const statement = fc.record({
      Effect: fc.constantFrom("Allow" as const, "Deny" as const),
      Principal: fc.constantFrom("*" as const, { AWS: identityArn }, { Service: "cloudfront.amazonaws.com" }),
      Action: fc.constantFrom("s3:GetObject", "s3:ListBucket", "s3:*"),
      Resource: fc.constantFrom("arn:aws:s3:::site", "arn:aws:s3:::site/*"),
    });
    const asked = fc.record({
      principal: fc.constantFrom(identity, accessControl, undefined),
      wanted: fc.constantFrom(
        ["s3:GetObject", "arn:aws:s3:::site/k"] as const,
        ["s3:ListBucket", "arn:aws:s3:::site"] as const,
      ),
    });
    fc.assert(
      fc.property(
        fc.array(statement, { maxLength: 5 }),
        asked,
        (statements, { principal, wanted: [action, resource] }) => {
          const applying = statements.filter((one) => {
            const who =
              one.Principal === "*" || ("AWS" in one.Principal ? principal === identity : principal === accessControl);
            const what = one.Action === "s3:*" || one.Action === action;
            return who && what && one.Resource.endsWith("/*") === resource.endsWith("/k");
          });
          const effects = applying.map(({ Effect }) => Effect);
          const expected = effects.includes("Deny")
            ? "explicit-deny"
            : effects.includes("Allow")
              ? "allow"
              : "implicit-deny";
          expect(decide(statements, { principal, action, resource })).to.equal(expected);
        },
      ),
      { numRuns: 500 },
    );
  });
});
