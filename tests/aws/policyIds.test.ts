import { expect } from "chai";
import fc from "fast-check";
import { managedCachePolicies, managedResponseHeadersPolicies } from "../../aws/managedPolicies";
import { isPolicyId } from "../../aws/policyIds";

describe("the id of a policy", () => {
  it("is a UUID: every managed policy's is, in either case", () => {
    for (const { Id } of [...managedCachePolicies, ...managedResponseHeadersPolicies]) {
      expect(isPolicyId(Id), Id).to.equal(true);
      expect(isPolicyId(Id.toUpperCase())).to.equal(true);
    }
    fc.assert(fc.property(fc.uuid(), isPolicyId));
  });

  for (const wrong of ["", "junk", "CachingOptimized", "658327ea-f89d-4fab-a63d-7e88639e58f", null, {}]) {
    it(`is not ${JSON.stringify(wrong)}`, () => {
      expect(isPolicyId(wrong)).to.equal(false);
    });
  }
});
