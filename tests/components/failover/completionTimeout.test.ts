import { expect } from "chai";
import { CodedError } from "../../../aws/codedError";
import { resolveSettings } from "../../../components/settings";
import { valueOf } from "../../support/pulumi";
import { inputsOf, regions, runSite } from "../../support/pulumiSite";

describe("a response completion timeout", () => {
  it("is not set by default (FO-23)", async () => {
    const { resources } = await runSite();
    for (const origin of inputsOf(resources, "Distribution").origins as object[]) {
      expect(origin).not.to.have.property("responseCompletionTimeout");
    }
  });

  it("reaches its own member", async () => {
    const { resources } = await runSite({
      primaryResponseCompletionTimeoutSeconds: 32,
      replicaResponseCompletionTimeoutSeconds: 70,
    });
    const origins = inputsOf(resources, "Distribution").origins as { responseCompletionTimeout: number }[];
    expect(origins.map(({ responseCompletionTimeout }) => responseCompletionTimeout)).to.deep.equal([32, 70]);
  });

  it("leaves the worst case as it is: it never ends an exchange that could still fail over (FO-24)", async () => {
    const worst = async (args: Parameters<typeof runSite>[0]) => valueOf((await runSite(args)).result.worstCaseDelayMs);
    expect(await worst({ primaryResponseCompletionTimeoutSeconds: 32 })).to.deep.equal(await worst({}));
  });

  it("is refused below the whole hang of its member, with the arithmetic (FO-24, SIM-2)", () => {
    expect(() => resolveSettings({ ...regions, primaryResponseCompletionTimeoutSeconds: 31 }))
      .to.throw(CodedError, "must be at least 1 × (2 + 30) = 32 s, the whole time that a silent bucket takes, got 31")
      .that.includes({ code: "E_COMPLETION_TIMEOUT", path: "primaryResponseCompletionTimeoutSeconds" });
    expect(() => resolveSettings({ ...regions, replicaResponseCompletionTimeoutSeconds: 65 })).to.throw(
      "replicaResponseCompletionTimeoutSeconds must be at least 2 × (3 + 30) = 66 s",
    );
  });

  for (const wrong of [29, 40.5, 2_147_483_648, Infinity, "60", null]) {
    it(`is refused when it is ${String(wrong)} (FO-23)`, () => {
      const args = { ...regions, primaryResponseCompletionTimeoutSeconds: wrong as number };
      expect(() => resolveSettings(args)).to.throw(CodedError, "E_COMPLETION_TIMEOUT");
    });
  }
});
