import { expect } from "chai";
import { createHash } from "node:crypto";
import { handSite } from "./support/site";
import { diagnosticsOf, messagesOf, refusedBy } from "./support/judge";
import { lambdaHook, pathArchive, withFunction, withLambda } from "./support/hooks";
import { rewriting } from "./support/verdicts";
import { rule, stackRule } from "../../policy/rules/HA-EDGE-01";
import { pictureOf } from "../../policy/picture/picture";
import { defaultSettings, type Settings } from "../../policy/settings";

const masks =
  "exports.handler = async (event) => {\n  const { response } = event.Records[0].cf;\n  response.status = '200';\n  return response;\n};";
const clean = "exports.handler = async (event) => event.Records[0].cf.response;";
const examine = rewriting([503, 200]);

describe("the policy on response hooks (HA-EDGE-01)", () => {
  it("lets a hook pass that keeps the status, on Lambda@Edge and as a CloudFront Function", async () => {
    expect(await refusedBy(handSite(withLambda("origin-response", clean)), examine)).to.deep.equal([]);
    const code = "function handler(event) { return event.response; }";
    expect(await refusedBy(handSite(withFunction("viewer-response", code)), examine)).to.deep.equal([]);
  });

  it("refuses a hook that masks 503 before it is created, and with its groups says what that disables", async () => {
    const found = await diagnosticsOf(handSite(withLambda("origin-response", masks)), examine);
    expect(messagesOf(found, "HA-EDGE-01")[0]).to.contain(
      "hook at origin-response changes the status of a response: 503 becomes 200 (line 3), asked with GET /index.html; CloudFront no " +
        "longer fails over on 503 (LE-4, LE-5); set headers on the response received and leave its status alone",
    );
    expect(messagesOf(found, "HA-EDGE-01-stack")[0]).to.contain("CloudFront no longer fails over on 503 (LE-4, LE-5)");
    expect(found.every(({ level }) => level === "mandatory")).to.equal(true);
  });

  it("examines a hook whose ARN is not known before the update, through what the behavior is made of", async () => {
    const found = await diagnosticsOf(handSite(withLambda("origin-response", masks, {}, true)), examine);
    expect(messagesOf(found, "HA-EDGE-01-stack")[0]).to.contain("503 becomes 200");
  });

  it("says of a viewer-response hook that it disables no failover, and refuses it all the same (CF-6)", async () => {
    const code = "function handler(event) { event.response.statusCode = 200; return event.response; }";
    const found = await diagnosticsOf(handSite(withFunction("viewer-response", code)), examine);
    expect(messagesOf(found, "HA-EDGE-01")[0]).to.contain(
      "it runs after failover and never for an origin's error (CF-6): it cannot turn failover off",
    );
  });

  it("refuses an archive on a disk on a response event, and lets it pass on a request event and unattached", async () => {
    const opaque = (event: string | undefined) =>
      handSite({
        behavior: (parts) => {
          const hook = lambdaHook(parts, pathArchive("./edge"));
          if (event === undefined) return {};
          return { lambdaFunctionAssociations: [{ eventType: event, lambdaArn: hook.out("qualifiedArn") }] };
        },
      });
    const found = await diagnosticsOf(opaque("origin-response"), examine);
    expect(messagesOf(found, "HA-EDGE-01-stack")[0]).to.contain(
      "cannot be examined: its code is the archive ./edge on a disk",
    );
    expect(await refusedBy(opaque("origin-request"), examine)).to.deep.equal([]);
    expect(await refusedBy(opaque(undefined), examine)).to.deep.equal([]);
  });

  it("refuses a function from elsewhere on a response event, whose code nobody has seen", async () => {
    const foreign = (eventType: string) =>
      handSite({
        behavior: () => ({
          lambdaFunctionAssociations: [
            { eventType, lambdaArn: "arn:aws:lambda:us-east-1:444455556666:function:theirs:7" },
          ],
        }),
      });
    expect(await refusedBy(foreign("origin-response"), examine)).to.deep.equal(["HA-EDGE-01-stack"]);
    expect(await refusedBy(foreign("origin-request"), examine)).to.deep.equal([]);
  });

  it("leaves an ordinary Lambda function alone, which publishes no version", async () => {
    const stack = handSite({
      behavior: (parts) => {
        lambdaHook(parts, { assets: { "index.js": { text: masks } } }, { publish: false });
        return {};
      },
    });
    expect(await refusedBy(stack, examine)).to.deep.equal([]);
  });

  const sha256 = createHash("sha256").update(masks).digest("hex");
  const findingsWith = (settings: Partial<Settings>): readonly string[] => {
    const stack = handSite(withLambda("origin-response", masks)).stack.map((one) => ({
      ...one,
      props: plain(one.properties),
      propertyDependencies: one.propertyDependencies ?? {},
    }));
    const tools = { examine, today: "2026-06-15" };
    const all = { ...defaultSettings, ...settings };
    const alone = stack.flatMap((one) => rule.check(one, all, tools));
    return [...alone, ...stackRule.check(pictureOf(stack), all, tools)].map(({ message }) => message);
  };

  it("lets an exact piece of code pass for a reason, until the day that is said", () => {
    expect(findingsWith({})).to.have.length(2);
    expect(findingsWith({ allow: [{ sha256, reason: "a legacy client wants 200" }] })).to.deep.equal([]);
    expect(
      findingsWith({ allow: [{ sha256, reason: "until the client is gone", until: "2026-06-15" }] }),
    ).to.deep.equal([]);
  });

  it("refuses an entry without a reason, one that has ended and one that matches nothing", () => {
    const withReason = { sha256, reason: "a legacy client wants 200" };
    expect(findingsWith({ allow: [{ sha256 }] }).at(-1)).to.contain("has no reason");
    expect(findingsWith({ allow: [{ ...withReason, until: "2026-06-14" }] }).at(-1)).to.contain("ended on 2026-06-14");
    const stale = { sha256: "0".repeat(64), reason: "it was here once" };
    expect(findingsWith({ allow: [withReason, stale] })).to.have.length(1);
    expect(findingsWith({ allow: [withReason, stale] })[0]).to.contain("matches no function of the stack");
  });

  it("can be held to the failover codes: another status may then change", () => {
    const allowsOthers = (statuses: readonly (readonly [number, number])[]) => {
      const tools = { examine: rewriting(...statuses), today: "2026-06-15" };
      const stack = handSite(withLambda("origin-response", masks)).stack.map((one) => ({
        ...one,
        props: plain(one.properties),
        propertyDependencies: one.propertyDependencies ?? {},
      }));
      return stackRule.check(pictureOf(stack), { ...defaultSettings, scope: "failover-codes" }, tools).length;
    };
    expect(allowsOthers([[200, 204]])).to.equal(0);
    expect(allowsOthers([[503, 200]])).to.equal(1);
    expect(allowsOthers([[200, 503]])).to.equal(1);
  });
});

/** The archive in the form that the SDK's objects are read to. */
function plain(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const code = properties["code"];
  return typeof code === "object" && code !== null
    ? { ...properties, code: { assets: { "index.js": { text: masks } } } }
    : properties;
}
