import { expect } from "chai";
import { runProgram } from "../support/pulumiProgram";
import { diagnosticsOf, messagesOf, refusedBy } from "./support/judge";
import { galleryEntries } from "./support/galleryEntries";
import { withLambda } from "./support/hooks";
import { configOf, programs, stackOf } from "./support/programs";
import { handSite } from "./support/site";
import { asAnalyzed, secret, stateFileOf, type StateFile, withProperties } from "./support/stateFile";
import { rewriting } from "./support/verdicts";

const examine = rewriting([503, 200]);

/** Through the text of the file, as the engine reads it. */
function exported(stack: Parameters<typeof stateFileOf>[0]): StateFile {
  return JSON.parse(JSON.stringify(stateFileOf(stack))) as StateFile;
}

describe("the policies on exported state", () => {
  for (const { what, folder, stack } of programs.slice(0, 2)) {
    it(`find nothing mandatory in ${what}, and leave nothing undecided`, async () => {
      const state = exported(stackOf(await runProgram(configOf(stack, folder), { folder })));
      expect(state.deployment.resources.length).to.be.greaterThan(15);
      const found = await diagnosticsOf(asAnalyzed(state));
      expect(found.filter(({ level }) => level === "mandatory")).to.deep.equal([]);
      expect(found.filter(({ message }) => message.includes("not decided"))).to.deep.equal([]);
    });
  }

  for (const entry of galleryEntries) {
    it(`say the same of a site that ${entry.that}`, async () => {
      expect(await refusedBy(asAnalyzed(exported(entry.stack())), examine)).to.deep.equal(entry.refusedBy);
    });
  }

  it("read a secret that is in the clear", async () => {
    const state = withProperties(exported(handSite()), "replica-BucketPolicy", (one) => ({
      ...one,
      policy: secret(one["policy"], "plaintext"),
    }));
    expect(await diagnosticsOf(asAnalyzed(state))).to.deep.equal([]);
  });

  it("decide nothing on a secret that is kept back, whatever it is, and say so", async () => {
    const policy = withProperties(exported(handSite()), "replica-BucketPolicy", (one) => ({
      ...one,
      policy: secret(one["policy"], "ciphertext"),
    }));
    const found = await diagnosticsOf(asAnalyzed(policy));
    expect(found.map(({ level, policy: name }) => `${name} ${level}`)).to.deep.equal([
      "HA-S3-04 advisory",
      "HA-S3-05 advisory",
    ]);
    expect(found[0]?.message).to.contain(
      "not decided: policy of replica-BucketPolicy is a secret that is kept back here; export the state with --show-secrets",
    );
    const whole = withProperties(exported(handSite()), "site", (one) => ({
      ...one,
      originGroups: secret(one["originGroups"], "ciphertext"),
    }));
    expect(await refusedBy(asAnalyzed(whole))).to.deep.equal([]);
    expect(messagesOf(await diagnosticsOf(asAnalyzed(whole)), "HA-FO-01")[0]).to.contain("originGroups of site");
  });

  it("do not call code clean that is a secret kept back", async () => {
    const state = exported(
      handSite(withLambda("origin-response", "exports.handler = async () => ({ status: '200' });")),
    );
    const hidden = withProperties(state, "hook", (one) => ({ ...one, code: secret(one["code"], "ciphertext") }));
    const found = await diagnosticsOf(asAnalyzed(hidden), examine);
    expect(messagesOf(found, "HA-EDGE-01")[0]).to.contain("not decided: code of hook is a secret");
    expect(messagesOf(found, "HA-EDGE-01-stack")[0]).to.contain("not decided: code of hook is a secret");
  });

  it("leave out what waits for its deletion", async () => {
    const state = exported(handSite());
    const old = exported(handSite({ criteria: [403, 404] })).deployment.resources.find(({ urn }) =>
      urn.endsWith("::site"),
    );
    if (old === undefined) throw new Error("no distribution");
    const resources = [...state.deployment.resources, { ...old, delete: true }];
    const both = { ...state, deployment: { ...state.deployment, resources } };
    expect(await refusedBy(asAnalyzed(both))).to.deep.equal([]);
  });
});
