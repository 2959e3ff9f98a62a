import { expect } from "chai";
import { notModelledOf } from "../../../simulator/model/fromNotModelled";
import { distribution, registration } from "./registrations";

describe("the life cycle of a bucket", () => {
  const rules = [{ status: "Enabled", expiration: { days: 90 } }];
  const lifecycle = (bucket: string) =>
    registration("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", bucket, { bucket, rules });
  const origins = [{ originId: "a", domainName: "site.s3.us-east-1.amazonaws.com" }];

  it("is said to be left out where a distribution fetches from it", () => {
    expect(notModelledOf([distribution({ origins }), lifecycle("site")])).to.have.lengthOf(1);
  });

  it("does not matter to viewers where none does, as with a bucket of logs", () => {
    expect(notModelledOf([distribution({ origins }), lifecycle("site-logs")])).to.deep.equal([]);
  });
});
