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
  "aws:CurrentTime": { kind: "text", text: "2030-05-06T07:08:09.000Z" },
  "aws:EpochTime": { kind: "text", text: "1904281689" },
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
    ["DateEquals", "aws:CurrentTime", "2030-05-06T07:08:09Z", true],
    ["DateEquals", "aws:CurrentTime", ["2030", "2030-05-06T09:08:09+02:00"], true],
    ["DateEquals", "aws:CurrentTime", "1904281689", true],
    ["DateNotEquals", "aws:CurrentTime", "1904281689", false],
    ["DateNotEquals", "aws:CurrentTime", "2030-05-06", true],
    ["DateLessThan", "aws:CurrentTime", "2030-05-06T07:08:09Z", false],
    ["DateLessThanEquals", "aws:CurrentTime", "2030-05-06T07:08:09Z", true],
    ["DateGreaterThan", "aws:CurrentTime", "2030-05-06", true],
    ["DateGreaterThan", "aws:CurrentTime", "2030-06", false],
    ["DateGreaterThanEquals", "aws:EpochTime", "2030-05-06T07:08:09Z", true],
    ["DateLessThan", "aws:EpochTime", "2031", true],
    ["DateLessThan", "aws:CurrentTime", "tomorrow", "unknown"],
    ["DateLessThan", "aws:UserAgent", "2031", "unknown"],
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
