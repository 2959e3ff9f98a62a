import { expect } from "chai";
import { faultTypes } from "../../../drills/faults/fault";
import { failureKinds, healable } from "../../../drills/proof/faultList";
import { cacheStates, casesOf, methods, objectKinds } from "../../../drills/proof/matrix";

describe("the matrix of a proof", () => {
  it("stands for every method, object, fault, struck side and state of the cache", () => {
    const faults = failureKinds.reduce((sum, { standsFor }) => sum + standsFor, 0);
    const whole = methods.length * objectKinds.length * (1 + 3 * faults) * cacheStates.length;
    expect(casesOf("*").reduce((sum, { standsFor }) => sum + standsFor, 0)).to.equal(whole);
  });

  it("asks for no case twice", () => {
    const names = casesOf("*").map((one) => JSON.stringify(one));
    expect(new Set(names).size).to.equal(names.length);
  });

  it("has every fault that strikes an exchange", () => {
    const elsewhere = ["region", "replication-paused", "replication-lag", "status", "latency"];
    const single = faultTypes.filter((type) => !elsewhere.includes(type));
    for (const type of single)
      expect(
        failureKinds.some(({ name }) => name.startsWith(type)),
        type,
      ).to.equal(true);
    expect(failureKinds.filter(({ name }) => name.startsWith("status ")).map(({ name }) => name)).to.include.members(
      [400, 403, 404, 416, 429, 500, 502, 503, 504, 418].map((code) => `status ${code}`),
    );
  });

  it("holds a failed connection and a timeout for healable whatever is listed, a status where it is (FO-10..12)", () => {
    const heals = (name: string, criteria: readonly number[]): boolean | undefined => {
      const kind = failureKinds.find((one) => one.name === name);
      return kind === undefined ? undefined : healable(kind, new Set(criteria));
    };
    expect(heals("down", [])).to.equal(true);
    expect(heals("timeout", [])).to.equal(true);
    expect(heals("internal-error", [])).to.equal(false);
    expect(heals("internal-error", [500])).to.equal(true);
    for (const name of ["redirect", "status 418", "limit_data after the head", "bandwidth"]) {
      expect(heals(name, [400, 403, 404, 416, 429, 500, 502, 503, 504]), name).to.equal(false);
    }
  });
});
