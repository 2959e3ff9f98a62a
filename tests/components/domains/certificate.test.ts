import { expect } from "chai";
import fc from "fast-check";
import { validationOptionOf } from "../../../components/domains/certificate";
import { certificateArnInput, hostedZoneIdInput } from "../../../components/domains/identifiers";
import { inputsOf, resourceOf, runSite } from "../../support/pulumiSite";
import { refusalOf } from "../../support/refusal";

const hostedZoneId = "Z0123456789ABC";
const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";
const named = { aliases: ["example.com", "*.example.com"], redirectHosts: ["www.example.net"], hostedZoneId };

describe("the certificate and the records", () => {
  it("makes a certificate in us-east-1 for every host, whatever the site's regions", async () => {
    const { resources } = await runSite({ ...named, primaryRegion: "eu-central-1", tags: { stack: "test" } });
    expect(inputsOf(resources, "Certificate")).to.deep.equal({
      region: "us-east-1",
      domainName: "example.com",
      subjectAlternativeNames: ["*.example.com", "www.example.net"],
      validationMethod: "DNS",
      tags: { stack: "test" },
    });
  });

  it("validates it with one record for an apex and its wildcard", async () => {
    const { resources } = await runSite(named);
    const proofs = resources.filter(({ name }) => name.startsWith("site-validation-"));
    expect(proofs.map(({ inputs }) => inputs)).to.deep.equal(
      ["example.com", "www.example.net"].map((domain) => ({
        zoneId: hostedZoneId,
        name: `_proof.${domain}.`,
        type: "CNAME",
        records: [`_value.${domain}.acm-validations.aws.`],
        ttl: 60,
        allowOverwrite: true,
      })),
    );
    expect(inputsOf(resources, "CertificateValidation")).to.include({ region: "us-east-1" });
  });

  it("registers as many records in a preview, where the values are not known", async () => {
    const [deployed, previewed] = [await runSite(named), await runSite(named, { preview: true })];
    expect(previewed.resources.map(({ name }) => name)).to.deep.equal(deployed.resources.map(({ name }) => name));
  });

  it("points an A and an AAAA record of every host at the distribution", async () => {
    const { resources } = await runSite(named);
    const records = resources.filter(({ type, inputs }) => type.endsWith(":Record") && inputs.aliases !== undefined);
    expect(records.map(({ inputs }) => [inputs.name, inputs.type])).to.have.deep.members(
      ["example.com", "*.example.com", "www.example.net"].flatMap((host) => [
        [host, "A"],
        [host, "AAAA"],
      ]),
    );
    for (const { inputs } of records) {
      expect(inputs.aliases).to.deep.equal([
        { name: "d111111abcdef8.cloudfront.net", zoneId: "Z2FDTNDATAQYW2", evaluateTargetHealth: false },
      ]);
    }
  });

  it("lets the distribution wait for the validated certificate, with TLSv1.2_2021 and SNI", async () => {
    const { resources } = await runSite(named);
    const distribution = resourceOf(resources, "Distribution");
    expect(distribution.inputs).to.deep.include({ aliases: ["example.com", "*.example.com", "www.example.net"] });
    expect(distribution.inputs.viewerCertificate).to.deep.equal({
      acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/site-certificate",
      minimumProtocolVersion: "TLSv1.2_2021",
      sslSupportMethod: "sni-only",
    });
    expect(distribution.dependencies.join()).to.contain("CertificateValidation site-certificate-validation");
  });

  it("covers, proves and points every host, for any hosts that are accepted", async () => {
    const label = fc.constantFrom("a", "b", "www", "x-1");
    const host = fc.tuple(label, fc.constantFrom("example.com", "example.net")).map((parts) => parts.join("."));
    const hosts = fc.uniqueArray(host, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(hosts, fc.array(fc.boolean()), fc.nat(3), async (names, wildcards, redirects) => {
        const kept = Math.max(1, names.length - redirects);
        const aliases = names.slice(0, kept).map((name, index) => (index > 0 && wildcards[index] ? `*.${name}` : name));
        const redirectHosts = names.slice(kept);
        const { resources } = await runSite({ aliases, redirectHosts, hostedZoneId });
        const all = [...aliases, ...redirectHosts];
        const { domainName, subjectAlternativeNames = [] } = inputsOf(resources, "Certificate");
        expect([domainName, ...(subjectAlternativeNames as string[])]).to.deep.equal(all);
        expect(inputsOf(resources, "Distribution", "site-distribution").aliases).to.deep.equal(all);
        const records = resources.filter(({ type }) => type.endsWith(":Record")).map(({ inputs }) => inputs);
        const proven = records.filter(({ type }) => type === "CNAME").map(({ name }) => String(name));
        expect(new Set(proven)).to.have.lengthOf(proven.length);
        for (const name of all) {
          expect(proven).to.include(`_proof.${name.replace("*.", "")}.`);
          expect(records.filter((record) => record.name === name).map(({ type }) => type)).to.have.members([
            "A",
            "AAAA",
          ]);
        }
      }),
      { numRuns: 6 },
    );
  });

  it("makes neither certificate nor records when a certificate is given", async () => {
    const { resources } = await runSite({ aliases: ["www.example.com"], certificateArn });
    expect(resources.filter(({ type }) => /aws:(acm|route53)/.test(type))).to.deep.equal([]);
    expect(inputsOf(resources, "Distribution").viewerCertificate).to.include({ acmCertificateArn: certificateArn });
  });

  it("makes neither without host names", async () => {
    const { resources } = await runSite();
    expect(resources.filter(({ type }) => /aws:(acm|route53)/.test(type))).to.deep.equal([]);
  });

  it("finds a domain's validation option in whatever order they come back", () => {
    const option = (domainName: string) => ({
      domainName,
      resourceRecordName: `_proof.${domainName.replace("*.", "")}`,
      resourceRecordType: "CNAME",
      resourceRecordValue: "value",
    });
    const options = ["*.example.com", "example.com", "a.example.com", "b.example.com"].map(option);
    fc.assert(
      fc.property(fc.shuffledSubarray(options, { minLength: 4 }), (shuffled) => {
        for (const domain of ["example.com", "a.example.com", "b.example.com"]) {
          expect(validationOptionOf(shuffled, domain).resourceRecordName).to.equal(`_proof.${domain}`);
        }
      }),
    );
  });

  it("refuses a domain for which ACM offers no record", async () => {
    const error = await refusalOf(() => validationOptionOf([], "example.com"));
    expect(error.message).to.match(/^E_CERTIFICATE: .*example\.com; it offers records for none$/);
  });

  it("judges what is known only at the deployment before the resource that needs it", async () => {
    const arn = certificateArnInput(Promise.resolve(certificateArn.replace("us-east-1", "eu-west-1")));
    const zone = hostedZoneIdInput(Promise.resolve("example.com"));
    expect((await refusalOf(settled(arn))).code).to.equal("E_CERTIFICATE");
    expect((await refusalOf(settled(zone))).code).to.equal("E_HOSTED_ZONE");
  });
});

/** An output's promise; it is exported, but left out of the typings as internal. */
function settled(output: unknown): Promise<unknown> {
  return (output as { promise(): Promise<unknown> }).promise();
}
