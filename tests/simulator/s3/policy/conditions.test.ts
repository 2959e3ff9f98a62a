import { expect } from "chai";
import { conditionsHold } from "../../../../simulator/s3/policy/conditions";
import type { KeyValue } from "../../../../simulator/s3/policy/context";
import type { PolicyStatement } from "../../../../simulator/model/siteModel";

const values: Readonly<Record<string, KeyValue>> = {
  "aws:SourceArn": { kind: "text", text: "arn:aws:cloudfront::123456789012:distribution/E1" },
  "aws:SecureTransport": { kind: "text", text: "true" },
  "s3:TlsVersion": { kind: "text", text: "1.3" },
  "aws:SourceVpce": { kind: "absent" },
};

const holds = (conditions: PolicyStatement["Condition"]): unknown =>
  conditionsHold(conditions, (key) => values[key] ?? { kind: "unknown" });

describe("the conditions of a policy statement", () => {
  const distribution = "arn:aws:cloudfront::123456789012:distribution/E1";
  const cases: readonly [
    operator: string,
    key: string,
    value: string | boolean | readonly string[],
    expected: unknown,
  ][] = [
    ["StringEquals", "aws:SourceArn", distribution, true],
    ["StringEquals", "aws:SourceArn", "arn:aws:cloudfront::123456789012:distribution/*", false],
    ["StringEquals", "aws:SourceArn", ["x", distribution], true],
    ["StringEquals", "aws:SourceArn", distribution.toLowerCase(), false],
    ["StringEqualsIgnoreCase", "aws:SourceArn", distribution.toLowerCase(), true],
    ["StringLike", "aws:SourceArn", "arn:aws:cloudfront::*", true],
    ["StringLike", "aws:SourceArn", "arn:aws:s3*", false],
    ["ArnLike", "aws:SourceArn", "arn:aws:cloudfront::*:distribution/E?", true],
    ["ArnLike", "aws:SourceArn", "arn:*:distribution/E1", false],
    ["ArnEquals", "aws:SourceArn", distribution, true],
    ["StringNotEquals", "aws:SourceArn", ["x", distribution], false],
    ["StringNotEquals", "aws:SourceArn", ["x", "y"], true],
    ["StringNotLike", "aws:SourceArn", "arn:aws:s3*", true],
    ["Bool", "aws:SecureTransport", "false", false],
    ["Bool", "aws:SecureTransport", true, true],
    ["NumericLessThan", "s3:TlsVersion", "1.2", false],
    ["NumericGreaterThanEquals", "s3:TlsVersion", "1.3", true],
    ["NumericLessThan", "s3:TlsVersion", "young", "unknown"],
    ["StringEquals", "aws:SourceVpce", "vpce-1", false],
    ["StringNotEquals", "aws:SourceVpce", "vpce-1", true],
    ["StringEqualsIfExists", "aws:SourceVpce", "vpce-1", true],
    ["StringEqualsIfExists", "aws:SourceArn", "x", false],
    ["Null", "aws:SourceVpce", "true", true],
    ["Null", "aws:SourceArn", "true", false],
    ["Null", "aws:SourceArn", "false", true],
    ["StringEquals", "aws:SourceIp", "198.51.100.1", "unknown"],
    ["IpAddress", "aws:SourceArn", "198.51.100.0/24", "unknown"],
    ["ForAnyValue:StringEquals", "aws:SourceArn", distribution, "unknown"],
    ["StringEquals", "aws:SourceArn", "${aws:PrincipalTag/arn}", "unknown"],
    ["StringNotEquals", "aws:SourceArn", "${aws:PrincipalTag/arn}", "unknown"],
  ];
  for (const [operator, key, value, expected] of cases) {
    it(`${operator} of ${key} with ${JSON.stringify(value)} is ${String(expected)}`, () => {
      expect(holds({ [operator]: { [key]: value } })).to.equal(expected);
    });
  }

  it("hold when there are none", () => {
    expect(holds(undefined)).to.be.true;
  });

  it("must all hold, and one that fails outweighs one that cannot be judged", () => {
    const unknown = { IpAddress: { "aws:SourceIp": "198.51.100.0/24" } };
    expect(holds({ ...unknown, Bool: { "aws:SecureTransport": "true" } })).to.equal("unknown");
    expect(holds({ ...unknown, Bool: { "aws:SecureTransport": "false" } })).to.be.false;
  });
});
