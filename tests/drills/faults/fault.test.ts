import { expect } from "chai";
import fc from "fast-check";
import { faultTypes, parseFault } from "../../../drills/faults/fault";
import { CodedError } from "../../../aws/codedError";
import { refusalOf } from "../../support/refusal";

describe("a fault", () => {
  it("strikes every exchange and every object unless it says otherwise", () => {
    expect(parseFault({ type: "down" })).to.deep.equal({ type: "down", attributes: {}, toxicity: 1 });
  });

  it("keeps its attributes, toxicity, keys and lease", () => {
    const fault = {
      type: "latency",
      attributes: { latency: 100, jitter: 5 },
      toxicity: 0.5,
      keys: ["a"],
      leaseMs: 1000,
    };
    expect(parseFault(fault)).to.deep.equal(fault);
  });

  const needed: Readonly<Record<string, string>> = {
    latency: "latency",
    bandwidth: "rate",
    slicer: "average_size",
    limit_data: "bytes",
    slow_close: "delay",
    status: "code",
    "replication-lag": "seconds",
  };
  for (const [type, attribute] of Object.entries(needed)) {
    it(`cannot be ${type} without its ${attribute}`, async () => {
      const refusal = await refusalOf(() => parseFault({ type }));
      expect(refusal.sentence).to.contain(`attributes.${attribute} must be`).and.to.contain("got nothing");
    });
  }

  for (const type of faultTypes.filter((name) => needed[name] === undefined)) {
    it(`can be ${type} with nothing more`, () => {
      expect(parseFault({ type }).type).to.equal(type);
    });
  }

  const refusals: readonly (readonly [string, unknown, string])[] = [
    ["something else than an object", 3, "a JSON object such as"],
    ["nothing", undefined, "got nothing"],
    ["an unknown type", { type: "explode" }, "type must be one of down, "],
    ["an unknown field", { type: "down", tpye: 1 }, "tpye is not a field here"],
    [
      "an attribute that the type does not take",
      { type: "down", attributes: { latency: 1 } },
      "attributes.latency is not a field here",
    ],
    [
      "a negative time",
      { type: "latency", attributes: { latency: -1 } },
      "attributes.latency must be a number of milliseconds",
    ],
    [
      "a status that is none",
      { type: "status", attributes: { code: 99 } },
      "attributes.code must be a status from 200 to 599, got 99",
    ],
    ["a status that is missing", { type: "status" }, "attributes"],
    [
      "a rate of nothing",
      { type: "bandwidth", attributes: { rate: 0 } },
      "attributes.rate must be a whole number from 1",
    ],
    [
      "slices that may be empty",
      { type: "slicer", attributes: { average_size: 10, size_variation: 10 } },
      "attributes.size_variation must be less than average_size, got 10",
    ],
    ["a toxicity over 1", { type: "down", toxicity: 2 }, "toxicity must be a number from 0 to 1, got 2"],
    ["keys that are no list", { type: "down", keys: "a" }, "keys"],
    [
      "a lease that is no time",
      { type: "down", leaseMs: "1s" },
      'leaseMs must be a number of milliseconds from 0 up, got "1s"',
    ],
  ];
  for (const [what, input, sentence] of refusals) {
    it(`refuses ${what}`, async () => {
      const refusal = await refusalOf(() => parseFault(input));
      expect(refusal.code).to.equal("E_FAULT");
      expect(refusal.sentence).to.contain(sentence);
    });
  }

  it("is either read or refused with a code, whatever is written", () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        try {
          parseFault(input);
        } catch (error) {
          expect(error).to.be.instanceOf(CodedError);
        }
      }),
    );
  });
});
