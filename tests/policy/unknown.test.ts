import { expect } from "chai";
import { analyze } from "./support/analyze";
import { diagnosticsOf, messagesOf } from "./support/judge";
import { handSite } from "./support/site";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("what is not known before the update", () => {
  it("never blocks a preview: it is an advisory that names what is missing", async () => {
    const [site] = handSite().inputs.filter(({ name }) => name === "site");
    if (site === undefined) throw new Error("no distribution");
    const found = await analyze({ ...site, properties: { ...site.properties, defaultRootObject: unknown } });
    expect(found.map(({ level }) => level)).to.deep.equal(["advisory"]);
    expect(found[0]?.policy).to.equal("HA-CF-01");
    expect(found[0]?.message).to.contain(
      "not decided until the update: defaultRootObject of site is not known before the update",
    );
  });

  it("hides nothing that is known: the other findings of the same rule block", async () => {
    const groups = [
      { originId: "a", failoverCriteria: { statusCodes: unknown }, members: [] },
      { originId: "b", failoverCriteria: { statusCodes: [503] }, members: [] },
    ];
    const stack = handSite({
      distribution: (made) => ({
        ...made,
        originGroups: groups,
        defaultCacheBehavior: { ...(made["defaultCacheBehavior"] as object), targetOriginId: "a" },
        orderedCacheBehaviors: [
          { ...(made["defaultCacheBehavior"] as object), pathPattern: "/b/*", targetOriginId: "b" },
        ],
      }),
    });
    const [site] = stack.inputs.filter(({ name }) => name === "site");
    const found = site === undefined ? [] : await analyze(site);
    expect(found.filter(({ policy }) => policy === "HA-FO-02").map(({ level }) => level)).to.deep.equal([
      "mandatory",
      "advisory",
    ]);
  });

  it("leaves a preview of a good site without a mandatory finding", async () => {
    const found = await diagnosticsOf(handSite({ preview: true }));
    expect(found.filter(({ level }) => level === "mandatory")).to.deep.equal([]);
    expect(messagesOf(found, "HA-FO-01")).to.deep.equal([]);
  });
});
