import { expect } from "chai";
import { conditionsHold } from "../../../../simulator/s3/policy/conditions";
import type { KeyValue } from "../../../../simulator/s3/policy/context";
import type { PolicyStatement } from "../../../../simulator/model/siteModel";

const values: Readonly<Record<string, KeyValue>> = {
  "aws:SourceArn": { kind: "text", text: "arn:aws:cloudfront::123456789012:distribution/E1" },
  "aws:SecureTransport": { kind: "text", text: "true" },
  "s3:TlsVersion": { kind: "text", text: "1.3" },
  "aws:SourceVpce": { kind: "absent" },
  "aws:VpcSourceIp": { kind: "text", text: "198.51.100.7" },
  "s3:RequestObjectTagKeys": { kind: "texts", texts: ["a", "b"] },
  "aws:UserAgent": { kind: "text", text: "a*" },
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
    ["IpAddress", "aws:VpcSourceIp", "198.51.100.0/24", true],
    ["IpAddress", "aws:VpcSourceIp", ["203.0.113.0/24", "198.51.100.7"], true],
    ["IpAddress", "aws:VpcSourceIp", "198.51.101.0/24", false],
    ["IpAddress", "aws:VpcSourceIp", "2001:db8::/32", false],
    ["IpAddress", "aws:VpcSourceIp", "198.51.100.0/33", "unknown"],
    ["NotIpAddress", "aws:VpcSourceIp", ["203.0.113.0/24", "198.51.100.7"], false],
    ["NotIpAddress", "aws:VpcSourceIp", "203.0.113.0/24", true],
    ["NotIpAddress", "aws:SourceVpce", "203.0.113.0/24", true],
    ["ForAnyValue:StringEquals", "aws:SourceArn", distribution, true],
    ["ForAnyValue:StringEquals", "s3:RequestObjectTagKeys", ["b", "c"], true],
    ["ForAnyValue:StringEquals", "s3:RequestObjectTagKeys", "c", false],
    ["ForAnyValue:StringNotEquals", "s3:RequestObjectTagKeys", "a", true],
    ["ForAllValues:StringEquals", "s3:RequestObjectTagKeys", ["a", "b", "c"], true],
    ["ForAllValues:StringEquals", "s3:RequestObjectTagKeys", ["a", "c"], false],
    ["ForAllValues:StringNotEquals", "s3:RequestObjectTagKeys", "c", true],
    ["ForAllValues:StringEquals", "aws:SourceVpce", "x", true],
    ["ForAnyValue:StringEquals", "aws:SourceVpce", "x", false],
    ["ForAnyValue:StringNotEquals", "aws:SourceVpce", "x", false],
    ["ForAnyValue:StringEqualsIfExists", "aws:SourceVpce", "x", true],
    ["ForEachValue:StringEquals", "aws:SourceArn", distribution, "unknown"],
    ["StringEquals", "aws:SourceArn", "${aws:SourceArn}", true],
    ["StringEquals", "aws:SourceArn", "${aws:SourceVpce}", false],
    ["StringNotEquals", "aws:SourceArn", "${aws:SourceVpce}", true],
    ["StringEquals", "s3:TlsVersion", "${aws:SourceVpce, '1.3'}", true],
    ["StringLike", "aws:SourceArn", "${aws:UserAgent}", "unknown"],
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
