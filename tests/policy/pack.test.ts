import { expect } from "chai";
import { rules } from "../../policy/rules";
import { defaultSettings, settingSchemas, settingsOf } from "../../policy/settings";
import { unknownMarks } from "../../policy/picture/value";
import { createRequire } from "node:module";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { packWith } from "./support/analyze";

describe("the policy pack", () => {
  const policies = packWith();

  it("has every rule that a file holds, and names that Pulumi takes, each once", () => {
    const files = readdirSync(join(__dirname, "..", "..", "policy", "rules")).filter((name) => name.startsWith("HA-"));
    expect(new Set(rules.map(({ id }) => `${id}.ts`))).to.deep.equal(new Set(files));
    const names = policies.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    expect(names.filter((name) => !/^[a-zA-Z0-9\-_.]{1,100}$/.test(name))).to.deep.equal([]);
  });

  it("has a severity, steps and a level for every policy; advice is advisory", () => {
    for (const policy of policies) {
      expect(policy.severity, policy.name).to.be.a("string");
      expect(policy.remediationSteps, policy.name).to.be.a("string");
      expect(policy.enforcementLevel, policy.name).to.be.oneOf(["mandatory", "advisory"]);
      if (policy.name.endsWith("-advice")) expect(policy.enforcementLevel).to.equal("advisory");
    }
  });

  it("has a schema for every setting, with the default that holds without one", () => {
    const defaults = Object.entries(settingSchemas).map(([name, { default: value }]) => [name, value]);
    expect(Object.fromEntries(defaults)).to.deep.equal(defaultSettings);
    expect(settingsOf({ budgetSeconds: 60 })).to.deep.equal({ ...defaultSettings, budgetSeconds: 60 });
  });

  it("knows every mark by which the SDK says that a value is unknown", () => {
    const proxy = createRequire(__filename)("@pulumi/policy/proxy") as Record<string, unknown>;
    const marks = Object.entries(proxy).filter(([name]) => /^unknown\w+Value$/.test(name));
    expect(marks).to.have.length(7);
    expect(new Set(marks.map(([, mark]) => mark))).to.deep.equal(unknownMarks);
  });
});
