import { expect } from "chai";
import { StaticSiteHA } from "../../components";
import { runRefused } from "../support/pulumi";
import { regions } from "../support/pulumiSite";
import { maximumNameLength, refuseSiteName } from "../../components/siteName";
import { refusalOf } from "../support/refusal";

describe("the name of a site", () => {
  for (const name of ["site", "a", "docs-2", "a".repeat(maximumNameLength)]) {
    it(`may be ${name}`, () => {
      refuseSiteName(name);
    });
  }

  for (const name of ["", "My Site.ü", "Site", "-site", "site-", "a.b", "1site", "a".repeat(maximumNameLength + 1)]) {
    it(`may not be ${JSON.stringify(name)}`, async () => {
      const refusal = await refusalOf(() => {
        refuseSiteName(name);
      });
      expect(refusal.code).to.equal("E_NAME");
      expect(refusal.sentence).to.match(/^name must begin with a lower-case letter/);
    });
  }

  for (const name of [undefined, null, 7, {}]) {
    it(`may not be ${JSON.stringify(name)}, which is no text`, async () => {
      const refusal = await refusalOf(() => {
        refuseSiteName(name);
      });
      expect([refusal.code, refusal.path]).to.deep.equal(["E_NAME", "name"]);
    });
  }

  it("is judged before anything is registered", async () => {
    const { error, resources } = await runRefused(() => new StaticSiteHA("My Site", regions));
    expect(error).to.have.property("code", "E_NAME");
    expect(resources).to.deep.equal([]);
  });

  it("leaves room for what is made from it", async () => {
    const { error, resources } = await runRefused(() => new StaticSiteHA("n".repeat(maximumNameLength), regions));
    expect(error).to.equal(undefined);
    const limits: Readonly<Record<string, number>> = {
      "aws:s3/bucket:Bucket": 63,
      "aws:iam/role:Role": 64,
      "aws:cloudfront/function:Function": 64,
    };
    for (const { type, name } of resources) expect(name.length + 8).to.be.at.most(limits[type] ?? 128);
  });
});
