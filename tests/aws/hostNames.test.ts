import { expect } from "chai";
import fc from "fast-check";
import { hostNameFault, validationDomains } from "../../aws/hostNames";

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const hostName = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join("."));

describe("host names", () => {
  it("takes every name of at least two labels, and its wildcard, in either case", () => {
    fc.assert(
      fc.property(hostName, (host) => {
        expect([host, host.toUpperCase(), `*.${host}`].map(hostNameFault)).to.deep.equal([
          undefined,
          undefined,
          undefined,
        ]);
      }),
    );
  });

  const faults: readonly (readonly [unknown, string])[] = [
    [42, "not-a-string"],
    ["https://www.example.com", "address"],
    ["www.example.com/", "address"],
    ["example.com:443", "address"],
    ["www.*.example.com", "wildcard-inside"],
    ["w*.example.com", "wildcard-inside"],
    ["*", "wildcard-inside"],
    ["*.*.com", "wildcard-inside"],
    ["localhost", "single-label"],
    ["*.com", "single-label"],
    ["", "not-a-host-name"],
    ["example.com.", "not-a-host-name"],
    ["-a.example.com", "not-a-host-name"],
    ["a_b.example.com", "not-a-host-name"],
    ["bücher.example", "not-a-host-name"],
    ["192.0.2.1", "not-a-host-name"],
    [`${"a".repeat(64)}.example.com`, "not-a-host-name"],
    [`${"a.".repeat(126)}example`, "too-long"],
    ["d111111abcdef8.cloudfront.net", "amazons-own"],
    ["*.cloudfront.net", "amazons-own"],
    ["Bucket.s3.amazonaws.com", "amazons-own"],
  ];
  for (const [name, fault] of faults) {
    it(`finds ${fault} in ${JSON.stringify(name).slice(0, 40)}`, () => {
      expect(hostNameFault(name)).to.equal(fault);
    });
  }

  it("leaves names alone that only end in the same letters as Amazon's own", () => {
    expect(["mycloudfront.net", "cloudfront.net.example.com"].map(hostNameFault)).to.deep.equal([undefined, undefined]);
  });

  it("proves an apex and its wildcard by one record", () => {
    expect(validationDomains(["example.com", "*.example.com", "www.example.com"])).to.deep.equal([
      "example.com",
      "www.example.com",
    ]);
  });

  it("proves every domain once, whatever the order of the names", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostName, fc.boolean())), (names) => {
        const hosts = names.map(([host, wildcard]) => (wildcard ? `*.${host}` : host));
        expect(new Set(validationDomains(hosts))).to.deep.equal(new Set(names.map(([host]) => host)));
        expect(validationDomains(hosts)).to.have.lengthOf(new Set(names.map(([host]) => host)).size);
      }),
    );
  });
});
