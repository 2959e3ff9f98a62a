import { expect } from "chai";
import { errorPageCodes } from "../../aws/errorPageCodes";

describe("a status with a custom error page", () => {
  it("is 400, 403, 404, 405, 414, 416 or one from 500 to 504 (CE-2)", () => {
    expect(errorPageCodes).to.deep.equal([400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]);
  });
});
