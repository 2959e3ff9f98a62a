import { expect } from "chai";
import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import { proofJUnit, type Proof } from "../../../../drills/proof";
import { promiseNames } from "../../../../drills/proof/promises";
import { junitFaults } from "../../../support/junitXsd";
import { failedProof, finding, matrixCase, proof, summary, wholeMatrix } from "./support";

interface Suite {
  readonly name: string;
  readonly testcase?: readonly Record<string, unknown>[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  isArray: (name) => name === "testcase" || name === "testsuite",
});

function suitesOf(one: Proof): ReadonlyMap<string, readonly Record<string, unknown>[]> {
  const { testsuites } = parser.parse(proofJUnit(one)) as { testsuites: { testsuite: readonly Suite[] } };
  return new Map(testsuites.testsuite.map(({ name, testcase }) => [name, testcase ?? []]));
}

describe("the report of a proof for build servers", () => {
  it("has a suite for every promise", () => {
    expect([...suitesOf(proof()).keys()]).to.deep.equal(promiseNames);
  });

  it("has a case for every failure of every behavior that the promise was judged by", () => {
    const matrix = [
      matrixCase(),
      matrixCase({ method: "HEAD" }),
      matrixCase({ fault: "dns" }),
      matrixCase({ behavior: "/img/*", struck: "none", fault: "none" }),
      matrixCase({ fault: "tls", judged: ["security-headers"] }),
    ];
    expect(
      suitesOf(proof({ matrix }))
        .get("failover")
        ?.map(({ classname, name }) => [classname, name]),
    ).to.deep.equal([
      ["failover.behavior *", "down on the primary"],
      ["failover.behavior *", "dns on the primary"],
      ["failover.behavior /img/*", "no fault"],
    ]);
  });

  it("says of a failure why, and what repairs it", () => {
    const [one] = suitesOf(failedProof()).get("failover") ?? [];
    expect(one?.["failure"]).to.include({
      type: "failover",
      message: "GET got status 502 with down on the primary (FO-11); repair: list 503",
    });
    expect((one?.["failure"] as Record<string, string>)["#text"])
      .to.contain("asked: GET, in both regions, not cached; down on the primary")
      .and.to.contain("expected: 200 with the bytes that were written")
      .and.to.contain("primary, attempt 1: connection-timeout, 0–2000 ms");
  });

  it("has what failed beside the matrix as a case of its own, and what held beside it as one", () => {
    const aside = finding({ promise: "private", case: { ...finding().case, struck: "none", fault: "none" } });
    const cases = suitesOf(failedProof({ findings: [aside], matrix: [] }));
    expect(cases.get("private")?.map(({ name, failure }) => [name, failure !== undefined])).to.deep.equal([
      ["no fault", true],
    ]);
    expect(cases.get("error-pages")?.map(({ name, failure }) => [name, failure])).to.deep.equal([
      ["error pages survive the primary, and hide no outage behind a good status", undefined],
    ]);
  });

  it("skips what the site has nothing for, and fails what shows nothing or hangs on AWS", () => {
    const dependence = {
      switch: "SIM-5=before",
      promise: "options",
      case: finding().case,
      metByDefault: true,
    } as const;
    const suites = suitesOf(
      proof({
        verdict: "undecided",
        promises: [
          summary("hooks-keep-failover", { verdict: "not-tested", cases: 0 }),
          summary("failover", { verdict: "vacuous" }),
          summary("options", { verdict: "undecided" }),
        ],
        switches: [dependence],
        matrix: [],
      }),
    );
    expect(suites.get("hooks-keep-failover")?.[0]).to.have.property("skipped");
    expect(suites.get("failover")?.[0]?.["failure"]).to.include({ type: "vacuous" });
    expect(suites.get("options")?.[0]?.["failure"]).to.include({
      type: "undecided",
      message: "it rests on SIM-5=before, which AWS does not document",
    });
  });

  it("obeys the schema, whether the proof passed or failed", async () => {
    expect(await junitFaults(proofJUnit(proof({ matrix: wholeMatrix })))).to.deep.equal([]);
    expect(await junitFaults(proofJUnit(failedProof({ matrix: wholeMatrix })))).to.deep.equal([]);
  });

  it("obeys the schema whatever a path or a sentence holds", async () => {
    const any = fc.string({ unit: "binary" });
    await fc.assert(
      fc.asyncProperty(any, any, any, async (behavior, because, fix) => {
        const one = finding({ because, fix, got: because, case: { ...finding().case, behavior } });
        const failed = failedProof({ findings: [one], matrix: [matrixCase({ behavior })] });
        expect(await junitFaults(proofJUnit(failed))).to.deep.equal([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the schema of a report for build servers", () => {
  const report = proofJUnit(failedProof());

  it("notices an element, an attribute and a count that are wrong", async () => {
    expect(await junitFaults(report.replace("<testcase ", "<case></case><testcase "))).to.have.length(1);
    expect(await junitFaults(report.replace(' classname="', ' class="'))).to.have.length(1);
    expect(await junitFaults(report.replace('failures="1"', 'failures="2"'))).to.deep.equal([
      "testsuites says failures=2 and has 1 failure",
    ]);
  });
});
