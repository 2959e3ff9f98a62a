import { expect } from "chai";
import { rules } from "../../policy/rules";
import { defaultSettings, settingSchemas, settingsOf } from "../../policy/settings";
import { unknownMarks } from "../../policy/picture/value";
import { createRequire } from "node:module";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { packWith } from "./support/analyze";
import { handSite } from "./support/site";

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

  it("refuses a setting that it does not have, which the engine lets pass", async () => {
    const [site] = handSite().inputs.filter(({ name }) => name === "site");
    const said = async (name: string, config: object): Promise<readonly string[]> => {
      const sentences: string[] = [];
      const policy = policies.find((one) => one.name === name);
      const report = (sentence: string) => sentences.push(sentence);
      const args = { ...site, props: site?.properties, resources: [], getConfig: () => config };
      const run =
        policy !== undefined &&
        ("validateStack" in policy ? policy.validateStack : Reflect.get(policy, "validateResource"));
      if (typeof run !== "function") throw new Error(`no policy ${name}`);
      await (run as (args: object, report: (sentence: string) => void) => Promise<void>)(args, report);
      return sentences;
    };
    expect(await said("HA-FO-05", { budgetSecond: 20 })).to.deep.equal([
      "budgetSecond is no setting of HA-FO-05; supply budgetSeconds",
    ]);
    expect(await said("HA-EDGE-01-stack", { scopes: "any-status" })).to.deep.equal([
      "scopes is no setting of HA-EDGE-01-stack; supply scope or failoverCodes or allow",
    ]);
    expect(await said("HA-FO-02", { exempt: [] })).to.deep.equal([
      "exempt is no setting of HA-FO-02; it takes none: remove it",
    ]);
    expect(await said("HA-FO-05", { budgetSeconds: 40, enforcementLevel: "advisory" })).to.deep.equal([]);
  });

  it("knows every mark by which the SDK says that a value is unknown", () => {
    const proxy = createRequire(__filename)("@pulumi/policy/proxy") as Record<string, unknown>;
    const marks = Object.entries(proxy).filter(([name]) => /^unknown\w+Value$/.test(name));
    expect(marks).to.have.length(7);
    expect(new Set(marks.map(([, mark]) => mark))).to.deep.equal(unknownMarks);
  });
});
