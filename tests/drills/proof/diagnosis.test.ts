import { expect } from "chai";
import {
  labelOf,
  whyNotHealed,
  whyNotServed,
  whyStaleNotServed,
  type Diagnosis,
} from "../../../drills/proof/diagnosis";
import { failureKinds } from "../../../drills/proof/faultList";
import { proofSiteOf, type ProofBehavior } from "../../../drills/proof/site";
import type { EdgeResponse, LogRecord } from "../../../simulator/cloudfront/exchange";
import { toItems } from "../../../simulator/model/distributionConfig";
import { drillModel, type DrillSiteSettings } from "../../support/drillSite";

function behaviorOf(settings: DrillSiteSettings = {}): ProofBehavior {
  const model = drillModel(settings);
  const [distribution] = model.distributions;
  const [behavior] = distribution === undefined ? [] : proofSiteOf(model, distribution).behaviors;
  if (behavior === undefined) throw new Error("no behavior");
  return behavior;
}

/** A viewer's answer with what the log says of it. */
function answered(status: number, log: Partial<LogRecord> = {}): EdgeResponse {
  const record = { "sr-reason": "", "r-host": "", exchanges: [], functions: [], ...log };
  return { status, headers: {}, body: new Uint8Array(), log: record as unknown as LogRecord };
}

const kindNamed = (wanted: string) => failureKinds.find(({ name }) => name === wanted);
const attempt = { attempt: 1, startMs: 0, endMs: 1 };
const refused = { origin: "primary", ...attempt, failure: "connection-refused" } as const;
const words = (diagnosis: Diagnosis | undefined): string => `${diagnosis?.because ?? ""} | ${diagnosis?.fix ?? ""}`;

const arn = "arn:aws:lambda:us-east-1:123456789012:function:mask:1";
const hooked = (EventType: "origin-response" | "origin-request") =>
  behaviorOf({
    behavior: { LambdaFunctionAssociations: toItems([{ EventType, LambdaFunctionARN: arn }]) },
    model: {
      lambdaFunctions: [
        { arn, name: "mask", runtime: "nodejs22.x", code: "", exportName: "handler", timeoutSeconds: 5 },
      ],
    },
  });

describe("why a promise was not kept", () => {
  it("is a behavior without a group (FO-2)", () => {
    const behavior = behaviorOf({ criteria: null });
    expect(labelOf(behavior)).to.equal("the default cache behavior");
    const why = whyNotHealed(answered(502, { exchanges: [refused] }), behavior, kindNamed("down"));
    expect(words(why)).to.match(
      /targets the origin primary alone.* \| set targetOriginId of the default cache behavior/,
    );
  });

  it("is a criterion that is missing, and only where it decides (FO-11, FO-12)", () => {
    const behavior = behaviorOf({ criteria: [403, 404] });
    const down = whyNotHealed(answered(502, { exchanges: [refused] }), behavior, kindNamed("down"));
    expect([down?.rules, down?.fix.slice(0, 8)]).to.deep.equal([["FO-11"], "list 503"]);
    expect(whyNotHealed(answered(504), behavior, kindNamed("timeout"))?.rules).to.deep.equal(["FO-12"]);
    expect(whyNotHealed(answered(403), behavior, kindNamed("deny"))).to.equal(undefined);
  });

  it("is a hook that gave another status than the origin, which may be no answer at all (LE-4)", () => {
    const behavior = hooked("origin-response");
    const why = whyNotHealed(answered(200, { exchanges: [refused] }), behavior, kindNamed("down"));
    expect(words(why)).to.contain("the hook mask at origin-response makes 200 of no response (connection-refused)");
    const failing = { origin: "primary", ...attempt, status: 503 };
    const stale = whyStaleNotServed(answered(200, { exchanges: [failing] }), behavior);
    expect(words(stale)).to.contain("makes 200 of status 503").and.to.contain("| let mask hand back the status");
    expect(whyStaleNotServed(answered(503, { exchanges: [failing] }), behavior)).to.equal(undefined);
  });

  it("is a replica that may not be read (S3-2), and names its bucket and key", () => {
    const behavior = behaviorOf();
    const { replica } = behavior;
    const denied = { origin: "replica", ...attempt, status: 403 };
    const log = { "sr-reason": "Failover:503", "r-host": replica?.origin.host ?? "", exchanges: [refused, denied] };
    const why = whyNotHealed(answered(403, log), behavior, kindNamed("down"));
    expect(words(why))
      .to.contain("the policy of its bucket replica-bucket")
      .and.to.contain("grant s3:GetObject on replica-bucket");
    const missing = { ...log, exchanges: [refused, { ...denied, status: 404 }] };
    expect(whyNotHealed(answered(404, missing), behavior, kindNamed("down"))).to.equal(undefined);
  });

  it("is a request hook that sends the replica's request elsewhere (PL-9)", () => {
    const log = { "sr-reason": "Failover:503", "r-host": "primary.example", exchanges: [refused] };
    const why = whyNotHealed(answered(502, log), hooked("origin-request"), kindNamed("down"));
    expect([why?.rules, words(why).includes("sends the request for replica to primary.example")]).to.deep.equal([
      ["PL-9"],
      true,
    ]);
  });

  it("is the viewer's Host, which S3 takes for a bucket (S3-14)", () => {
    const behavior = behaviorOf({ behavior: { OriginRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3" } });
    const denied = { origin: "primary", ...attempt, status: 403 };
    const why = whyNotServed(answered(403, { exchanges: [denied] }), behavior);
    expect([why?.rules, why?.fix.includes("originRequestPolicyId")]).to.deep.equal([["S3-14"], true]);
  });

  it("is a function that fails, and names it with what it threw (CF-7, LE-9)", () => {
    const arn = "arn:aws:cloudfront::123456789012:function/folders";
    const run = {
      event: "viewer-request",
      arn,
      status: "FunctionExecutionError",
      message: "x is not defined",
    } as const;
    const why = whyNotServed(answered(503, { functions: [run] }), behaviorOf());
    expect(words(why)).to.equal(
      "the function folders at viewer-request fails: x is not defined | let folders return a valid answer to every request",
    );
    expect(why?.rules).to.deep.equal(["CF-7"]);
    const lambda = "arn:aws:lambda:us-east-1:123456789012:function:mask:1";
    const late = { event: "origin-response", arn: lambda, status: "LambdaValidationError" } as const;
    const other = whyNotHealed(answered(502, { functions: [late] }), behaviorOf(), kindNamed("down"));
    expect([other?.rules, other?.because]).to.deep.equal([
      ["LE-9"],
      "the function mask at origin-response fails: LambdaValidationError",
    ]);
  });

  it("is not told where the configuration does not say it", () => {
    const missing = { origin: "primary", ...attempt, status: 404 };
    expect(whyNotServed(answered(404, { exchanges: [missing] }), behaviorOf())).to.equal(undefined);
  });
});
