import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../support/pulumiProgram";

describe("the component package", () => {
  const folder = join(projectRoot, "components");
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, unknown>;

  it("can be used from every language: its schema is inferred, with a description for every argument", () => {
    const { components, typeDefinitions } = new Analyzer(
      folder,
      "static-site-ha",
      manifest,
      new Set(["StaticSiteHA"]),
    ).analyze();
    const site = components.StaticSiteHA;
    const undocumented = (properties: Record<string, { description?: string }> | undefined) =>
      Object.entries(properties ?? {}).filter(([, { description }]) => description === undefined);
    expect(Object.keys(components)).to.deep.equal(["StaticSiteHA"]);
    expect(undocumented(site?.inputs)).to.deep.equal([]);
    expect(undocumented(site?.outputs)).to.deep.equal([]);
    for (const { properties } of Object.values(typeDefinitions)) expect(undocumented(properties)).to.deep.equal([]);
    const required = Object.entries(site?.inputs ?? {}).filter(([, { optional }]) => optional !== true);
    expect(required.map(([name]) => name)).to.deep.equal(["primaryRegion", "replicaRegion"]);
    expect(Object.keys(typeDefinitions)).to.have.members([
      "CrossOriginEmbedderPolicy",
      "CrossOriginOpenerPolicy",
      "CrossOriginResourcePolicy",
      "CspDirectiveArgs",
      "FrameOptions",
      "HeadersDelivery",
      "SiteMode",
      "Encryption",
      "ExistingReplication",
      "MissingKey",
      "OriginAccess",
      "MonitoringArgs",
      "BehaviorArgs",
      "CachePolicyArgs",
      "ErrorPageArgs",
      "GeoRestrictionType",
      "HttpVersion",
      "Staging",
      "PriceClass",
      "ReferrerPolicy",
      "SiteHeadersArgs",
    ]);
  }).timeout(30_000);
});
