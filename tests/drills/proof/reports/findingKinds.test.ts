import { expect } from "chai";
import { undiagnosed } from "../../../../drills/proof/diagnosis";
import { breadthWords, kindsOf, othersOf, promisesOf } from "../../../../drills/proof/reports/findingKinds";
import { proofText, type Finding } from "../../../../drills/proof";
import { failedProof, finding } from "./support";

const at = (more: Partial<Finding["case"]>): Pick<Finding, "case"> => ({ case: { ...finding().case, ...more } });

describe("the causes of findings", () => {
  it("are as many as the repairs, whatever promises, behaviors and faults each of them breaks", () => {
    const findings = [
      finding(),
      finding({ promise: "options", ...at({ behavior: "/img/*", fault: "dns" }) }),
      finding({ fix: "list 504", ...at({ fault: "timeout" }) }),
    ];
    const kinds = kindsOf(findings);
    expect(kinds.map(({ first }) => first)).to.deep.equal([findings[0], findings[2]]);
    expect(kinds.map(promisesOf)).to.deep.equal([["failover", "options"], ["failover"]]);
    expect(kinds.map(breadthWords)).to.deep.equal([
      "failover in 1 case, options in 1; of behavior *, /img/*; under down, dns",
      "failover in 1 case; under timeout",
    ]);
  });

  it("name some of many faults, and count the rest", () => {
    const findings = ["a", "b", "c", "d", "e", "f"].map((fault) => finding(at({ fault })));
    expect(kindsOf(findings).map(breadthWords)).to.deep.equal(["failover in 6 cases; under a, b, c, d and 2 more"]);
  });

  it("answer for what has no cause of its own where the site is wrong with no fault, and for its behavior alone", () => {
    const consequence = finding({ promise: "stale-on-error", fix: undiagnosed["stale-on-error"] });
    const cause = finding({ promise: "primary-serves", fix: "grant it", ...at({ struck: "none", fault: "none" }) });
    const elsewhere = finding({ fix: undiagnosed.failover, ...at({ behavior: "/img/*" }) });
    const kinds = kindsOf([consequence, cause, elsewhere]);
    expect(kinds).to.deep.equal([
      { first: cause, findings: [consequence, cause] },
      { first: elsewhere, findings: [elsewhere] },
    ]);
    // Without it they stand for themselves.
    expect(kindsOf([consequence, elsewhere])).to.have.lengthOf(2);
  });

  it("tell of other classes of response by a word each, and of what is said otherwise in its own sentence", () => {
    const headers = (because: string): Finding => finding({ promise: "security-headers", because });
    const [kind] = kindsOf([
      headers("a response of class 404 has no csp"),
      headers("a response of class 5xx has no csp"),
      headers("a response of class 5xx has no csp"),
      headers("a response of class 403 has no csp"),
      headers("a response of class redirect has no csp: /a is sent to /b"),
      // A matrix tells of its cases by faults.
      finding({ because: "GET got 502" }),
    ]);
    expect(kind === undefined ? [] : othersOf(kind)).to.deep.equal([
      "5xx, 403",
      "a response of class redirect has no csp: /a is sent to /b",
    ]);
  });

  it("stand in the text once each, with how much they break and one case for all", () => {
    const findings = ["down", "dns", "tls"].map((fault) => finding(at({ fault })));
    const text = proofText(failedProof({ findings }));
    expect(text.match(/^✗ /gm)).to.have.lengthOf(1);
    expect(text).to.contain(
      "✗ GET got status 502 with down on the primary (FO-11)\n" +
        "    breaks: failover in 3 cases; under down, dns, tls\n" +
        "    for instance: behavior *, GET, object both, down on the primary, cache cold\n",
    );
    expect(text).to.contain("    repair: list 503\n  --format json has every case of these\n\n");
    expect(proofText(failedProof())).not.to.contain("every case of these");
  });
});
