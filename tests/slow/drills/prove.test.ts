import { Ajv2020 } from "ajv/dist/2020";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { prove, proofJson, proofText, type Proof } from "../../../drills/proof";
import { differenceFrom, parseBaseline } from "../../../drills/proof/baseline";
import { toItems } from "../../../simulator/model/distributionConfig";
import type { SiteModel } from "../../../simulator/model/siteModel";
import { content } from "../../support/drillSite";
import { fixes, proved, site, verdicts } from "./proofSite";

describe("a proof", function () {
  // Thousands of requests, and with a hook as many calls into the process that runs it.
  this.timeout(20_000);

  it("passes on a site that is right, with the numbers of what it ran", async () => {
    const proof = await proved(site());
    expect(proof.findings.slice(0, 1)).to.deep.equal([]);
    expect(verdicts(proof)).to.deep.equal({
      "primary-serves": "passed",
      failover: "passed",
      options: "passed",
      "security-headers": "passed",
      "hooks-keep-failover": "not-tested",
      "error-pages": "passed",
      replication: "passed",
      "write-methods": "passed",
      private: "passed",
      "stale-on-error": "passed",
    });
    expect(proof.verdict).to.equal("passed");
    const { total, passed, failed, vacuous, outside } = proof.cases;
    expect(passed + failed + vacuous + outside).to.equal(total);
    expect(proof.requests).to.be.greaterThan(total);
    expect(proof.worstCaseDelayMs["connection-timeout"]).to.equal(30_000);
  });

  it("has every case of the matrix with its outcome, small enough for a page", async () => {
    const proof = await proved(site());
    const { matrix, cases } = proof;
    const probes = cases.total - matrix.length;
    expect(probes).to.be.within(1, 50);
    const [hang] = matrix.filter(
      ({ method, object, fault, struck, cache }) =>
        method === "GET" && object === "both" && fault === "timeout" && struck === "primary" && cache === "cold",
    );
    expect(hang).to.deep.equal({
      ...{ behavior: "*", method: "GET", object: "both", fault: "timeout", struck: "primary", cache: "cold" },
      standsFor: 1,
      state: "passed",
      judged: ["failover", "security-headers"],
      status: 200,
      resultType: "Miss",
      region: "us-west-2",
      failover: 504,
      delayMs: 90_000,
      exchanges: [
        { origin: "primary", attempt: 1, startMs: 0, endMs: 30_000, failure: "response-timeout" },
        { origin: "primary", attempt: 2, startMs: 30_000, endMs: 60_000, failure: "response-timeout" },
        { origin: "primary", attempt: 3, startMs: 60_000, endMs: 90_000, failure: "response-timeout" },
        { origin: "replica", attempt: 1, startMs: 90_000, endMs: 90_000, status: 200 },
      ],
    });
    // HTTP's way to HTTPS is asked for beside the matrix.
    expect(matrix.filter(({ state }) => state === "outside")).to.have.lengthOf(cases.outside - 1);
    expect(JSON.stringify(matrix).length / matrix.length).to.be.below(600);
  });

  it("tells how long a viewer waits at most and in the cases it ran, and what that costs a reader (FO-16)", async () => {
    const { delays, outage, worstCaseDelayMs } = await proved(site());
    const figures = delays.map(({ failure, worstMs, typicalMs }) => [failure, worstMs, typicalMs]);
    expect(figures).to.deep.equal([
      ["connection-refused", 0, 0],
      ["connection-timeout", 30_000, 30_000],
      // Both of its timeouts at most; in the matrix the connection comes about at once.
      ["response-timeout", 120_000, 90_000],
      ["response-timeout-options", 60_000, 30_000],
      ["error-status", 0, 0],
      ["both-connection-timeout", 60_000, 60_000],
      ["both-response-timeout", 240_000, 180_000],
    ]);
    expect(worstCaseDelayMs["response-timeout"]).to.equal(120_000);
    expect(outage.find((one) => one.failure === "connection-timeout" && one.pages === 20)).to.include({
      misses: 20,
      worstMs: 600_000,
    });
  });

  it("fails where a viewer may wait longer than the budget, by default of 35 seconds (HA-FO-05)", async () => {
    const proof = await prove(site(), { content });
    expect([...new Set(proof.findings.map(({ promise }) => promise))]).to.deep.equal(["failover"]);
    expect(proof.findings[0]?.because).to.equal(
      "GET got 200 after 90000 ms with timeout on the primary: a viewer waits up to 3 × (10 + 30) = 120 s (FO-T3) before the " +
        "replica is asked, where 35 s is the budget",
    );
    expect((await prove(site(), { content, budgetSeconds: 119 })).verdict).to.equal("failed");
  });

  it("fails without an origin group, and says that one is needed", async () => {
    const proof = await proved(site({ criteria: null }));
    expect([proof.delays, proof.outage, proof.worstCaseDelayMs]).to.deep.equal([[], [], {}]);
    expect(verdicts(proof)["failover"]).to.equal("failed");
    expect(fixes(proof, "failover")).to.deep.equal([
      "set targetOriginId of the default cache behavior to the originId of an origin group with a bucket in two regions",
    ]);
  });

  it("fails without 503 on a failed connection, without 504 on a timeout, and names the code (FO-11, FO-12)", async () => {
    const without = (code: number): Promise<Proof> =>
      proved(site({ criteria: [403, 404, 500, 502, 503, 504].filter((one) => one !== code) }));
    const faults = (proof: Proof): string[] => [...new Set(proof.findings.map((one) => one.case.fault))].sort();
    const no503 = await without(503);
    expect(faults(no503)).to.deep.equal(["connect-timeout", "dns", "down", "reset_peer", "tls"]);
    expect(fixes(no503, "failover")).to.deep.equal([
      "list 503 among the failover criteria (failoverCriteria.statusCodes; failoverStatusCodes of StaticSiteHA): a failed " +
        "connection needs it",
    ]);
    const no504 = await without(504);
    expect(faults(no504)).to.deep.equal([
      "latency at the read timeout",
      "latency at the read timeout + 1 ms",
      "timeout",
      // Asked again it is well for GET and HEAD; OPTIONS is asked once (FO-25).
      "timeout once",
    ]);
  });

  it("fails where the replica lets nobody read", async () => {
    const model = site();
    const buckets = model.buckets.map(({ policy, ...bucket }) =>
      bucket.name === "replica-bucket" || policy === undefined ? bucket : { ...bucket, policy },
    );
    const proof = await proved({ ...model, buckets });
    expect(verdicts(proof)["failover"]).to.equal("failed");
    expect(verdicts(proof)["primary-serves"]).to.equal("passed");
  });

  it("fails where an origin-response hook keeps a failure from failing over (LE-6)", async () => {
    const arn = "arn:aws:lambda:us-east-1:123456789012:function:mask:1";
    const code = `exports.handler = async (event) => {
      const { response } = event.Records[0].cf;
      if (Number(response.status) >= 500) response.status = "200";
      return response;
    };`;
    const proof = await proved(
      site({
        behavior: { LambdaFunctionAssociations: toItems([{ EventType: "origin-response", LambdaFunctionARN: arn }]) },
        model: {
          lambdaFunctions: [
            { arn, name: "mask", runtime: "nodejs22.x", code, exportName: "handler", timeoutSeconds: 5 },
          ],
        },
      }),
    );
    expect(proof.verdict).to.equal("failed");
    expect(verdicts(proof)["hooks-keep-failover"]).to.equal("failed");
    expect(proof.findings.map(({ because }) => because)).to.include(
      "with internal-error on the primary the hook mask leaves no failover: CloudFront decides after it has run",
    );
  });

  it("fails where the error page was not published, and where the listing shows", async () => {
    const proof = await prove(site({ config: { DefaultRootObject: "" } }), {
      content: content.filter(({ key }) => key !== "404.html"),
    });
    expect(verdicts(proof)["error-pages"]).to.equal("failed");
    expect(verdicts(proof)["private"]).to.equal("failed");
  });

  it("fails where anybody may read a bucket", async () => {
    const model = site();
    const open = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::replica-bucket/*" };
    const none = {
      blockPublicAcls: false,
      ignorePublicAcls: false,
      blockPublicPolicy: false,
      restrictPublicBuckets: false,
    };
    const buckets = model.buckets.map((bucket) =>
      bucket.name === "replica-bucket"
        ? { ...bucket, publicAccessBlock: none, policy: { Statement: [open, ...(bucket.policy?.Statement ?? [])] } }
        : bucket,
    ) as SiteModel["buckets"];
    const proof = await proved({ ...model, buckets });
    expect(fixes(proof, "private")[0]).to.contain("bucket policy");
  });

  it("is undecided where a promise rests on a point that AWS does not document, and names it (SIM-1)", async () => {
    const proof = await proved(site({ criteria: [403, 404, 500, 503, 504] }));
    expect(proof.verdict).to.equal("undecided");
    expect(new Set(proof.switches.map((one) => one.switch))).to.deep.equal(new Set(["SIM-1=pessimistic"]));
    expect(
      proof.switches.every(({ promise, metByDefault }) => ["failover", "options"].includes(promise) && metByDefault),
    ).to.equal(true);
  });

  it("is counted and never passed where CloudFront does not heal (FO-6, FO-14, FO-26)", async () => {
    const { outside } = await proved(site());
    for (const fault of ["redirect", "status 418", "limit_data after the head"]) {
      expect(
        outside.some((one) => one.case.fault === fault && one.case.struck === "primary"),
        fault,
      ).to.equal(true);
    }
  });

  it("refuses a model without a distribution", async () => {
    const refusal = await prove({ ...site(), distributions: [] }).catch((error: unknown) => error);
    expect(String(refusal)).to.contain("the site must have a CloudFront distribution");
  });

  it("keeps to its published schema, whatever its verdict", async () => {
    const schema = JSON.parse(readFileSync("docs/schemas/proof.json", "utf8")) as object;
    const isProof = new Ajv2020({ strict: false }).compile(schema);
    const good = await proved(site());
    const undecided = await proved(site({ criteria: [403, 404, 500, 503, 504] }));
    const alone = await proved(site({ criteria: null }));
    for (const proof of [good, undecided, alone]) {
      const json = proofJson(proof, differenceFrom(parseBaseline(JSON.parse(proofJson(good))), proof));
      expect(isProof(JSON.parse(json)), JSON.stringify(isProof.errors?.slice(0, 3))).to.equal(true);
    }
    expect(isProof({ ...good, verdict: "fine" })).to.equal(false);
  });

  it("is printed with what failed and how to repair it, or as JSON", async () => {
    const proof = await proved(site({ criteria: [403, 404, 500, 502, 504] }));
    const text = proofText(proof);
    expect(text).to.match(/^proof: failed\n {2}✓ primary-serves: /);
    expect(text).to.contain("primary, attempt 1: connection-refused, 0–0 ms");
    expect(text).to.contain("repair: list 503 among the failover criteria");
    expect(JSON.parse(proofJson(proof))).to.have.property("verdict", "failed");
    expect(proofJson(proof)).to.match(/^\{"verdict":"failed"/);
  });
});
