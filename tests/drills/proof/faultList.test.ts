import { expect } from "chai";
import { failureKinds, sufferedAs, type FailureKind } from "../../../drills/proof/faultList";

function suffered(name: string, connectionAttempts: number, method = "GET"): FailureKind {
  const kind = failureKinds.find((one) => one.name === name);
  if (kind === undefined) throw new Error(`no such fault: ${name}`);
  return sufferedAs(kind, { connectionAttempts, method });
}

describe("a fault that strikes one attempt alone", () => {
  it("is followed by another attempt, where the origin has one left (FO-20, FO-25)", () => {
    for (const name of ["down once", "timeout once"]) {
      expect(suffered(name, 1).askedAgain, name).to.equal(undefined);
      expect(suffered(name, 2).askedAgain, name).to.equal(true);
    }
  });

  it("is the last one for OPTIONS where it hangs, and for everybody where it answers (FO-25)", () => {
    expect(suffered("timeout once", 3, "OPTIONS").askedAgain).to.equal(undefined);
    expect(suffered("down once", 3, "OPTIONS").askedAgain).to.equal(true);
    expect(suffered("service-unavailable once", 3)).to.deep.include({ heals: { status: 503 } });
    expect(suffered("service-unavailable once", 3).askedAgain).to.equal(undefined);
  });

  it("is no failure where the attempt before has served", () => {
    for (const attempts of [1, 3]) {
      expect(suffered("down at the retry", attempts).heals).to.equal("no-failure");
    }
  });
});

describe("a fault of an object", () => {
  it("is none of OPTIONS, which asks for no object (HD-82)", () => {
    for (const name of ["missing", "delete-marker"]) {
      expect(suffered(name, 1, "OPTIONS").heals).to.equal("no-failure");
      expect(suffered(name, 1).heals).to.deep.equal({ status: 404 });
    }
  });
});
