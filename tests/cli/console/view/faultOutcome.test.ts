import { expect } from "chai";
import { outcomeOf } from "../../../../cli/console/view/faultOutcome";
import { fault, site } from "./site";

describe("what a fault leads to, by the site's own criteria and timeouts", () => {
  const cases: readonly (readonly [string, string, string, Readonly<Record<string, number>>, string, string])[] = [
    [
      "a refused connection fails over at once (FO-11)",
      "primary",
      "down",
      {},
      "fails-over",
      "At once, from us-west-2 instead (Failover:503).",
    ],
    [
      "a black hole costs the connection timeout",
      "primary",
      "connect-timeout",
      {},
      "fails-over",
      "After up to 1 s, from us-west-2 instead (Failover:503).",
    ],
    [
      "a hang costs the read timeout (FO-12)",
      "primary",
      "timeout",
      {},
      "fails-over",
      "After up to 31 s, from us-west-2 instead (Failover:504).",
    ],
    ["an error status fails over at once", "primary", "deny", {}, "fails-over", "(Failover:403)"],
    [
      "a status that is not listed reaches the viewer (FO-15)",
      "primary",
      "status",
      { code: 418 },
      "error",
      "418 is none of the failover criteria",
    ],
    ["a status that is no error is passed on", "primary", "status", { code: 200 }, "unnoticed", "200 as it is"],
    ["a redirect never fails over", "primary", "redirect", {}, "error", "never fails over"],
    [
      "bytes once sent are never taken back (FO-26)",
      "primary",
      "limit_data",
      { bytes: 1 },
      "slow",
      "nothing fails over",
    ],
    ["a late first byte is waited for", "primary", "latency", { latency: 2000 }, "slow", "2 s later"],
    ["one later than the timeout fails over", "primary", "latency", { latency: 40_000 }, "fails-over", "us-west-2"],
    ["a region is its members", "region:us-east-1", "down", {}, "fails-over", "us-west-2"],
    ["a replica is missed by nobody yet", "replica", "down", {}, "unnoticed", "Nobody notices"],
    ["a pause of replication is noticed later", "primary", "replication-paused", {}, "unnoticed", "not at all"],
    ["so is its lag", "replica", "replication-lag", { seconds: 60 }, "unnoticed", "60 s late"],
  ];
  for (const [what, target, type, attributes, result, words] of cases) {
    it(what, () => {
      const outcome = outcomeOf({ target, type, attributes }, site);
      expect(outcome.result).to.equal(result);
      expect(outcome.viewer).to.contain(words);
    });
  }

  it("a refused connection is an error where 503 is not listed (FO-11)", () => {
    const cut = { ...site, originGroup: { id: "site", statusCodes: [500, 502, 504] } };
    expect(outcomeOf(fault("primary", "down"), cut).result).to.equal("error");
    expect(outcomeOf(fault("primary", "timeout"), cut).result).to.equal("fails-over");
  });

  it("any failure is an error without an origin group, or where both members stand in the region", () => {
    const alone = { ...site, members: site.members.slice(0, 1), originGroup: null, worstCaseDelayMs: null };
    expect(outcomeOf(fault("primary", "down"), alone).viewer).to.contain("no origin group");
    const together = { ...site, members: site.members.map((member) => ({ ...member, region: "us-east-1" })) };
    expect(outcomeOf(fault("region:us-east-1", "down"), together).viewer).to.contain("both members");
  });

  it("an intermittent one says how many it strikes", () => {
    expect(outcomeOf({ ...fault("primary", "slow-down"), toxicity: 0.3 }, site).viewer).to.match(/^About 30 % /);
  });
});
