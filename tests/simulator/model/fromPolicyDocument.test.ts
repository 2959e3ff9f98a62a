import { expect } from "chai";
import * as fc from "fast-check";
import { policyDocumentOf } from "../../../simulator/model/fromPolicyDocument";
import type { PolicyStatement } from "../../../simulator/model/siteModel";
import { refusalOf } from "../../support/refusal";

const read = { Effect: "Allow", Principal: { AWS: "arn:iam" }, Action: "s3:GetObject", Resource: "arn:b/*" } as const;

function statementOf(more: Readonly<Record<string, unknown>>): PolicyStatement {
  const [statement] = policyDocumentOf(JSON.stringify({ Statement: { ...read, ...more } }), "b.policy").Statement;
  if (statement === undefined) throw new Error("no statement");
  return statement;
}

describe("a bucket's policy document", () => {
  it("has its statements as a list, also when there is one that stands alone", () => {
    const alone = policyDocumentOf(JSON.stringify({ Version: "2012-10-17", Statement: read }), "p");
    expect(alone).to.deep.equal({ Version: "2012-10-17", Statement: [read] });
    expect(policyDocumentOf(JSON.stringify({ Statement: [read, read] }), "p").Statement).to.deep.equal([read, read]);
  });

  it("keeps a principal of everybody, and one or more names of each kind", () => {
    expect(statementOf({ Principal: "*" }).Principal).to.equal("*");
    const principal = { AWS: ["a", "b"], Service: "cloudfront.amazonaws.com", CanonicalUser: "c" };
    expect(statementOf({ Principal: principal }).Principal).to.deep.equal(principal);
  });

  it("takes numbers and booleans in a condition for their text, alone and in a list", () => {
    const Condition = {
      Bool: { "aws:SecureTransport": false },
      NumericLessThan: { "s3:TlsVersion": 1.2 },
      StringLike: { a: ["x", "y"], b: [true, 7] },
    };
    expect(statementOf({ Condition }).Condition).to.deep.equal({
      Bool: { "aws:SecureTransport": false },
      NumericLessThan: { "s3:TlsVersion": "1.2" },
      StringLike: { a: ["x", "y"], b: ["true", "7"] },
    });
  });

  it("takes an element or its opposite, and refuses both (InvalidArgument)", async () => {
    for (const name of ["Action", "Principal", "Resource"]) {
      const not = { [name]: undefined, [`Not${name}`]: name === "Principal" ? "*" : "x" };
      expect(statementOf(not)).to.have.property(`Not${name}`);
      expect(statementOf(not)).to.not.have.property(name);
      const both = { [name]: name === "Principal" ? "*" : "x", [`Not${name}`]: name === "Principal" ? "*" : "x" };
      const error = await refusalOf(() => statementOf(both));
      expect(error).to.include({ code: "InvalidArgument", path: "b.policy.Statement" });
      expect(error.sentence).to.include(`Not${name}`);
    }
  });

  it("refuses by its path what is not a policy (InvalidArgument)", async () => {
    const wrong: readonly [string, string][] = [
      ["", "b.policy is not JSON"],
      ["04da6b54-80e4-46f7-96ec-b56ff0331ba9", "b.policy is not JSON"],
      ["{}", "b.policy.Statement.Effect"],
      ["null", "b.policy.Statement.Effect"],
      [JSON.stringify({ Statement: [{ ...read, Effect: "Perhaps" }] }), "b.policy.Statement[0].Effect"],
      [JSON.stringify({ Statement: [read, { ...read, Action: 1 }] }), "b.policy.Statement[1].Action"],
      [JSON.stringify({ Statement: { ...read, Principal: "arn:aws:iam::1:root" } }), "b.policy.Statement.Principal"],
      [JSON.stringify({ Statement: { ...read, Principal: ["*"] } }), "b.policy.Statement.Principal"],
      [
        JSON.stringify({ Statement: { ...read, Condition: { Bool: { a: null } } } }),
        "b.policy.Statement.Condition.Bool.a",
      ],
    ];
    for (const [text, part] of wrong) {
      const error = await refusalOf(() => policyDocumentOf(text, "b.policy"));
      expect(error.code, text).to.equal("InvalidArgument");
      expect(error.sentence, text).to.include(part);
    }
  });

  it("reads back every document that it can hold as it was written (property)", () => {
    const names = fc.oneof(fc.string(), fc.array(fc.string(), { minLength: 1 }));
    const statement = fc.record(
      {
        Sid: fc.string(),
        Effect: fc.constantFrom("Allow", "Deny"),
        Principal: fc.oneof(
          fc.constant("*"),
          fc.record({ AWS: names, Service: names, CanonicalUser: names }, { requiredKeys: [] }),
        ),
        Action: names,
        Resource: names,
        Condition: fc.dictionary(
          fc.constantFrom("Bool", "StringEquals"),
          fc.dictionary(fc.constantFrom("aws:SourceArn", "s3:prefix"), names),
        ),
      },
      { requiredKeys: ["Effect", "Action", "Resource"] },
    );
    fc.assert(
      fc.property(fc.array(statement), (Statement) => {
        const document: unknown = JSON.parse(JSON.stringify({ Version: "2012-10-17", Statement }));
        expect(policyDocumentOf(JSON.stringify(document), "p")).to.deep.equal(document);
      }),
    );
  });
});
