import { expect } from "chai";
import { isStagingHeaderName, isStagingHeaderValue } from "../../aws/continuousDeployment";

describe("the header that routes a request to a staging distribution", () => {
  it("has a name that begins with aws-cf-cd- and goes on, at most 256 characters long (DR-3)", () => {
    for (const name of ["aws-cf-cd-a", "aws-cf-cd-Drill-7", `aws-cf-cd-${"a".repeat(246)}`]) {
      expect(isStagingHeaderName(name), name).to.equal(true);
    }
    for (const name of ["aws-cf-cd-", "x-staging", "AWS-CF-CD-a", "aws-cf-cd-a b", `aws-cf-cd-${"a".repeat(247)}`, 7]) {
      expect(isStagingHeaderName(name), String(name)).to.equal(false);
    }
  });

  it("has a value of 1 to 1,783 printable characters", () => {
    for (const value of ["1", "true", "a".repeat(1783)]) expect(isStagingHeaderValue(value), value).to.equal(true);
    for (const value of ["", "a b", "é", "a".repeat(1784), true]) {
      expect(isStagingHeaderValue(value), String(value)).to.equal(false);
    }
  });
});
