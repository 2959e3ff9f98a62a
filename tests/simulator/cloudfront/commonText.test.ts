import { expect } from "chai";
import { commonText } from "../../../simulator/cloudfront/commonText";

describe("a text that many responses have", () => {
  it("is the same text afterwards", () => {
    for (const text of ["", "text/html", "x".repeat(64), "y".repeat(65)]) expect(commonText(text)).to.equal(text);
  });

  it("is the same text still when more have come than are known at a time", () => {
    for (let index = 0; index < 2_500; index++) expect(commonText(`etag-${index}`)).to.equal(`etag-${index}`);
    expect(commonText("text/html")).to.equal("text/html");
  });
});
