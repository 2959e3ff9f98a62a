import { expect } from "chai";
import { failoverCodeOfFailure, statusOfFailure, type ExchangeFailure } from "../../../simulator/cloudfront/failures";
import { defaultSwitches, type Switches } from "../../../simulator/cloudfront/switches";

function code(
  failure: ExchangeFailure,
  criteria: readonly number[],
  switches: Partial<Switches> = {},
): number | undefined {
  return failoverCodeOfFailure(failure, new Set(criteria), { ...defaultSwitches, ...switches });
}

const noConnection = ["connection-refused", "connection-timeout", "dns", "tls", "connection-reset"] as const;

describe("a failed exchange and the criteria", () => {
  for (const failure of noConnection) {
    it(`fails over on ${failure} only when 503 is listed (FO-11)`, () => {
      expect(code(failure, [503])).to.equal(503);
      expect(code(failure, [500, 502, 504])).to.equal(undefined);
    });
  }

  it("fails over on a response timeout only when 504 is listed (FO-12)", () => {
    expect(code("response-timeout", [504])).to.equal(504);
    expect(code("response-timeout", [500, 502, 503])).to.equal(undefined);
  });

  it("asks for every code that a page names when SIM-1 is pessimistic (FO-13)", () => {
    const pessimistic = { "connect-gate": "pessimistic" } as const;
    expect(code("connection-refused", [503], pessimistic)).to.equal(undefined);
    expect(code("connection-refused", [502, 503], pessimistic)).to.equal(503);
    expect(code("connection-timeout", [502, 503], pessimistic)).to.equal(undefined);
    expect(code("connection-timeout", [503, 504], pessimistic)).to.equal(503);
  });

  it("takes any 5xx when SIM-1 is lenient", () => {
    const lenient = { "connect-gate": "lenient" } as const;
    expect(code("dns", [403, 500], lenient)).to.equal(500);
    expect(code("response-timeout", [502], lenient)).to.equal(502);
    expect(code("dns", [403, 404], lenient)).to.equal(undefined);
  });

  it("fails over on a completion timeout as on a 504, unless SIM-2 says no (FO-24)", () => {
    expect(code("completion-timeout", [504])).to.equal(504);
    expect(code("completion-timeout", [504], { "completion-timeout-fails-over": "no" })).to.equal(undefined);
  });

  it("gives the viewer 502 without a connection and 504 after a timeout (FO-13, HD-110, SIM-21)", () => {
    const status = (failure: ExchangeFailure): number => statusOfFailure(failure, defaultSwitches);
    expect((["connection-refused", "dns", "tls", "connection-reset"] as const).map(status)).to.deep.equal([
      502, 502, 502, 502,
    ]);
    expect((["connection-timeout", "response-timeout", "completion-timeout"] as const).map(status)).to.deep.equal([
      504, 504, 504,
    ]);
    expect(statusOfFailure("connection-reset", { ...defaultSwitches, "early-close": "504-no-retry" })).to.equal(504);
  });
});
