import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { StaticSiteHAArgs } from "../../components";
import { resolveTags } from "../../components/siteTags";
import { valueOf } from "../support/pulumi";
import { refusalOf } from "../support/refusal";

describe("the tags of a site", () => {
  it("may be anything that AWS accepts, and outputs", async () => {
    const tags = { project: "docs", "cost:center": "42" };
    expect(resolveTags(tags)).to.deep.equal(tags);
    expect(await valueOf(pulumi.output(resolveTags(pulumi.output(tags))))).to.deep.equal(tags);
    expect(resolveTags(undefined)).to.equal(undefined);
    const mixed = { project: pulumi.output("docs") };
    expect(await valueOf(pulumi.output(resolveTags(mixed)))).to.deep.equal({ project: "docs" });
  });

  for (const tags of [null, "x", 7, ["x"], { project: 42 }, { project: null }]) {
    it(`may not be ${JSON.stringify(tags)}: a tag is text under a key`, async () => {
      const refusal = await refusalOf(() => resolveTags(tags as unknown as StaticSiteHAArgs["tags"]));
      expect(refusal.code).to.equal("E_TAG");
      expect(refusal.path).to.match(/^tags/);
    });
  }

  for (const key of ["aws:x", "AWS:x", ""]) {
    it(`may not have the key ${JSON.stringify(key)}`, async () => {
      const refusal = await refusalOf(() => resolveTags({ [key]: "y" }));
      expect(refusal.code).to.equal("E_TAG");
    });
  }
});
