import { expect } from "chai";
import { readFileSync, writeFileSync } from "node:fs";
import * as components from "../../../components";
import {
  goldenSchemaFile,
  inferredSchema,
  type PackageSchema,
  type SchemaProperty,
} from "../../support/componentSchema";

const token = (name: string): string => `static-site-ha:index:${name}`;

describe("the schema of the component package, from which every language has its SDK", () => {
  let schema: PackageSchema;
  before(function () {
    this.timeout(120_000);
    schema = inferredSchema();
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(goldenSchemaFile, `${JSON.stringify(schema, null, 2)}\n`);
  });

  const undocumented = (properties: Readonly<Record<string, SchemaProperty>> = {}) =>
    Object.entries(properties).filter(([, { description = "" }]) => description.trim() === "");

  it("is the one that is known: whoever changes an argument changes it for everybody", () => {
    const hint = "look at the difference, then accept it with UPDATE_GOLDEN=1";
    expect(schema, hint).to.deep.equal(JSON.parse(readFileSync(goldenSchemaFile, "utf8")));
  });

  it("has the component alone, which wants two regions and nothing else", () => {
    expect(Object.keys(schema.resources)).to.deep.equal([token("StaticSiteHA")]);
    const site = schema.resources[token("StaticSiteHA")];
    expect(site?.isComponent).to.equal(true);
    expect(site?.requiredInputs).to.deep.equal(["primaryRegion", "replicaRegion"]);
  });

  it("says what every argument and every output is", () => {
    const site = schema.resources[token("StaticSiteHA")];
    expect(Object.keys(site?.inputProperties ?? {}).length).to.be.greaterThan(30);
    expect(Object.keys(site?.properties ?? {}).length).to.be.greaterThan(15);
    expect(undocumented(site?.inputProperties)).to.deep.equal([]);
    expect(undocumented(site?.properties)).to.deep.equal([]);
    for (const [name, { properties }] of Object.entries(schema.types)) {
      expect(undocumented(properties), name).to.deep.equal([]);
    }
  });

  it("has every enum with its values, each with what it means", () => {
    const enums = Object.entries(components).filter(([, value]) => typeof value === "object");
    expect(enums.length).to.be.greaterThan(10);
    for (const [name, values] of enums) {
      const told = schema.types[token(name)]?.enum ?? [];
      expect(Object.fromEntries(told.map((one) => [one.name, one.value])), name).to.deep.equal(
        Object.fromEntries(Object.entries(values)),
      );
      expect(undocumented(Object.fromEntries(told.map((one) => [one.name, one]))), name).to.deep.equal([]);
    }
    const told = Object.entries(schema.types).filter(([, type]) => type.enum !== undefined);
    expect(told.map(([name]) => name)).to.have.members(enums.map(([name]) => token(name)));
  });
});
