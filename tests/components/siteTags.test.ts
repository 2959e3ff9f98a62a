import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { resolveTags } from "../../components/siteTags";
import { refusalOf } from "../support/refusal";

describe("the tags of a site", () => {
  it("may be anything that AWS accepts, and outputs, which are not judged", () => {
    const tags = { project: "docs", "cost:center": "42" };
    expect(resolveTags(tags)).to.equal(tags);
    const output = pulumi.output({ "aws:x": "y" });
    expect(resolveTags(output)).to.equal(output);
    expect(resolveTags(undefined)).to.equal(undefined);
  });

  for (const key of ["aws:x", "AWS:x", ""]) {
    it(`may not have the key ${JSON.stringify(key)}`, async () => {
      const refusal = await refusalOf(() => resolveTags({ [key]: "y" }));
      expect(refusal.code).to.equal("E_TAG");
    });
  }
});
