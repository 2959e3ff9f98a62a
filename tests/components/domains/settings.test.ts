import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { DomainArgs } from "../../../components/domains/args";
import { resolveDomains } from "../../../components/domains/settings";
import { siteHost } from "../../../components/domains/url";
import { refusalOf } from "../../support/refusal";

const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";
const hostedZoneId = "Z0123456789ABC";
const aliases = ["www.example.com"];

describe("the arguments about domains", () => {
  it("defaults to no host names and no certificate", () => {
    expect(resolveDomains({})).to.deep.equal({ aliases: [], redirectHosts: [], hosts: [] });
  });

  it("writes host names in lower case, redirect hosts after the aliases", () => {
    const settings = resolveDomains({ aliases: ["WWW.Example.com"], redirectHosts: ["Example.com"], hostedZoneId });
    expect(settings).to.deep.equal({
      aliases: ["www.example.com"],
      redirectHosts: ["example.com"],
      hosts: ["www.example.com", "example.com"],
      hostedZoneId,
    });
  });

  it("takes an output for a certificate and for a zone, which are judged when they are known", () => {
    expect(resolveDomains({ aliases, certificateArn: pulumi.output(certificateArn) }).aliases).to.deep.equal(aliases);
    expect(resolveDomains({ aliases, hostedZoneId: Promise.resolve(hostedZoneId) }).aliases).to.deep.equal(aliases);
  });

  it("takes a hundred names with a certificate that is there, and ten with one that is made", () => {
    const names = (length: number) => Array.from({ length }, (_, index) => `n${index}.example.com`);
    expect(resolveDomains({ aliases: names(100), certificateArn }).hosts).to.have.lengthOf(100);
    expect(resolveDomains({ aliases: names(10), hostedZoneId }).hosts).to.have.lengthOf(10);
  });

  it("gives the site's address the first alias that is no wildcard", () => {
    expect(siteHost({ aliases: ["*.example.com", "example.com"] })).to.equal("example.com");
    expect(siteHost({ aliases: ["*.example.com"] })).to.equal(undefined);
  });

  const long = `${"a".repeat(60)}.example.com`;
  const refused: readonly (readonly [string, DomainArgs, string, string, RegExp])[] = [
    [
      "an address",
      { aliases: ["https://x.example"], hostedZoneId },
      "E_ALIAS",
      "aliases",
      /https:\/\/x\.example; supply/,
    ],
    ["an alias twice", { aliases: ["a.example", "A.example"], hostedZoneId }, "E_ALIAS", "aliases", /once, got A\.exa/],
    [
      "more names than a distribution has",
      { aliases: Array.from({ length: 101 }, (_, index) => `n${index}.example.com`), hostedZoneId },
      "E_ALIAS",
      "aliases",
      /at most 100 names.*got 101/,
    ],
    [
      "more names than ACM puts on a certificate",
      { aliases: Array.from({ length: 11 }, (_, index) => `n${index}.example.com`), hostedZoneId },
      "E_ALIAS",
      "aliases",
      /at most 10 names together with redirectHosts.*got 11; .*supply fewer names, a wildcard, or certificateArn/,
    ],
    [
      "a name of Amazon's own",
      { aliases: ["d111111abcdef8.cloudfront.net"], certificateArn },
      "E_ALIAS",
      "aliases",
      /got d111111abcdef8\.cloudfront\.net; .*of a domain of your own/,
    ],
    ["a common name too long for ACM", { aliases: [long], hostedZoneId }, "E_ALIAS", "aliases", /at most 64 char/],
    ["aliases with neither", { aliases }, "E_CERTIFICATE", "certificateArn", /www\.example\.com and neither; supply/],
    ["aliases with both", { aliases, certificateArn, hostedZoneId }, "E_CERTIFICATE", "certificateArn", /and both/],
    ["a certificate without aliases", { certificateArn }, "E_CERTIFICATE", "certificateArn", /supply aliases/],
    ["a zone without aliases", { hostedZoneId }, "E_HOSTED_ZONE", "hostedZoneId", /supply aliases/],
    [
      "a certificate of another region",
      { aliases, certificateArn: certificateArn.replace("us-east-1", "eu-west-1") },
      "E_CERTIFICATE",
      "certificateArn",
      /got arn:aws:acm:eu-west-1.*us-east-1 only/,
    ],
    [
      "what is no ARN",
      { aliases, certificateArn: "12345" },
      "E_CERTIFICATE",
      "certificateArn",
      /got 12345; supply arn/,
    ],
    [
      "a zone's name",
      { aliases, hostedZoneId: "example.com" },
      "E_HOSTED_ZONE",
      "hostedZoneId",
      /the id alone such as Z0/,
    ],
    ["redirects to nowhere", { redirectHosts: ["a.example"] }, "E_REDIRECT_HOST", "redirectHosts", /first alias/],
    [
      "redirects to a wildcard",
      { aliases: ["*.a.example"], redirectHosts: ["a.example"], hostedZoneId },
      "E_REDIRECT_HOST",
      "redirectHosts",
      /without an asterisk/,
    ],
    [
      "a redirect host that is an alias",
      { aliases, redirectHosts: aliases, hostedZoneId },
      "E_REDIRECT_HOST",
      "redirectHosts",
      /not name an alias, got www/,
    ],
    [
      "a redirect host with an asterisk",
      { aliases, redirectHosts: ["*.example.com"], hostedZoneId },
      "E_REDIRECT_HOST",
      "redirectHosts",
      /asterisk, got \*\.example/,
    ],
  ];
  for (const [what, args, code, path, sentence] of refused) {
    it(`refuses ${what} (${code})`, async () => {
      const error = await refusalOf(() => resolveDomains(args));
      expect(error).to.include({ code, path });
      expect(error.sentence).to.match(sentence);
    });
  }
});
