import { expect } from "chai";
import { createResource } from "../../../simulator/pulumi/resources";
import { hasUnknown } from "../../../simulator/pulumi/wire";

function create(type: string, inputs: Record<string, unknown>, preview = false) {
  const urn = `urn:pulumi:dev::site::${type}::it`;
  return createResource({ urn, type, name: "it", inputs, region: "eu-west-1", preview });
}

describe("certificates and records on the embedded cloud", () => {
  const certificate = "aws:acm/certificate:Certificate";
  const inputs = {
    region: "us-east-1",
    domainName: "example.com",
    subjectAlternativeNames: ["*.example.com", "a.example.net"],
    validationMethod: "DNS",
  };

  it("offers a validation record for each name of a certificate, one and the same for an apex and its wildcard", () => {
    const { computed } = create(certificate, inputs);
    const options = computed.domainValidationOptions as Record<string, string>[];
    const byName = new Map(options.map((option) => [option.domainName, option]));
    expect([...byName.keys()]).to.have.members(["example.com", "*.example.com", "a.example.net"]);
    const record = ({ domainName, ...rest }: Record<string, string> = {}) => rest;
    expect(record(byName.get("*.example.com"))).to.deep.equal(record(byName.get("example.com")));
    expect(record(byName.get("a.example.net"))).not.to.deep.equal(record(byName.get("example.com")));
    expect(byName.get("a.example.net")?.resourceRecordName).to.match(/^_[a-z0-9]{32}\.a\.example\.net\.$/);
  });

  it("gives a certificate an ARN in its own region, the same in every run", () => {
    const { id, computed } = create(certificate, inputs);
    expect(id).to.match(/^arn:aws:acm:us-east-1:111122223333:certificate\/[0-9a-f-]{36}$/);
    expect(computed.arn).to.equal(id);
    expect(create(certificate, inputs)).to.deep.equal(create(certificate, inputs));
  });

  it("does not know the validation records in a preview", () => {
    expect(hasUnknown(create(certificate, inputs, true).computed.domainValidationOptions)).to.equal(true);
  });

  it("gives a record its full name, and an id of zone, name and type", () => {
    const record = create("aws:route53/record:Record", { zoneId: "Z1", name: "www.example.com.", type: "A" });
    expect(record.id).to.equal("Z1_www.example.com_A");
    expect(record.computed).to.include({ fqdn: "www.example.com" });
  });
});
