import { expect } from "chai";
import { worstCaseOf } from "../../drills/worstCase";
import type { Origin } from "../../simulator/model/distributionConfig";
import { s3Origin } from "../support/edge";

describe("the worst case of a site's members", () => {
  function worst(settings: Partial<Origin>) {
    return worstCaseOf({
      primary: s3Origin("primary", "us-east-1", settings),
      replica: s3Origin("replica", "us-west-2"),
    });
  }

  it("takes CloudFront's defaults for what the configuration leaves out (FO-20, FO-21, FO-22)", () => {
    expect(worst({})).to.include({
      "connection-refused": 0,
      "connection-timeout": 30_000,
      "response-timeout": 120_000,
    });
  });

  it("takes attempts and timeouts from the configuration", () => {
    const read = { OriginAccessIdentity: "", OriginReadTimeout: 5 };
    expect(worst({ ConnectionAttempts: 1, ConnectionTimeout: 2, S3OriginConfig: read })).to.include({
      "connection-timeout": 2_000,
      "response-timeout": 7_000,
    });
  });

  it("is capped by the completion timeout, of which 0 means none (FO-23)", () => {
    expect(worst({ ResponseCompletionTimeout: 40 })?.["response-timeout"]).to.equal(40_000);
    expect(worst({ ResponseCompletionTimeout: 0 })?.["response-timeout"]).to.equal(120_000);
  });

  it("is nobody's where there is nobody to fail over to", () => {
    expect(worstCaseOf({ primary: s3Origin("primary", "us-east-1") })).to.equal(undefined);
  });
});
