import { expect } from "chai";
import { join } from "node:path";
import {
  createTarget,
  type DrillTarget,
  loadExperiment,
  parseFault,
  readContent,
  LocalStage,
  runDrill,
} from "../../../drills";
import { VirtualClock } from "../../../simulator/clock";
import type { EdgeResponse } from "../../../simulator/cloudfront/exchange";
import { loadProgram, type LoadedProgram } from "../../../simulator/loadProgram";
import { viewerRequest } from "../../support/edge";
import { projectRoot } from "../../support/pulumiProgram";

const deliveries = { function: "function", lambda: "dev", policy: "policy" } as const;

const securityHeaders = [
  "content-security-policy",
  "content-security-policy-report-only",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
  "referrer-policy",
  "strict-transport-security",
  "x-content-type-options",
  "x-frame-options",
];

describe("the three ways of delivering the security headers", () => {
  const sites = new Map<string, LoadedProgram>();

  before(async function () {
    this.timeout(60_000);
    const projectDir = join(projectRoot, "tests/fixtures/sites/lambda-headers");
    for (const [delivery, stack] of Object.entries(deliveries)) {
      sites.set(delivery, await loadProgram({ projectDir, stack }));
    }
  });

  /** The site on the embedded cloud with the sample content, for as long as `use` takes. */
  async function onSite<T>(delivery: string, use: (target: DrillTarget) => Promise<T>): Promise<T> {
    const clock = new VirtualClock();
    const content = await readContent(join(projectRoot, "examples/site"));
    const { model } = sites.get(delivery) ?? { model: undefined };
    if (model === undefined) throw new Error(`no site with headers.delivery ${delivery}`);
    const target = await clock.run(() => createTarget(model, content, { clock }));
    try {
      return await clock.run(() => use(target));
    } finally {
      await target.cloud.close();
    }
  }

  for (const delivery of Object.keys(deliveries)) {
    for (const [path, status] of [
      ["/visit.html", 200],
      ["/missing.html", 404],
    ] as const) {
      it(`${delivery}: every header is on a ${status}, with the value that the others give it`, async () => {
        const got = await onSite(delivery, (target) => get(target, path));
        const expected = await onSite("policy", (target) => get(target, path));
        expect(got.status).to.equal(status);
        expect(headersOf(got)).to.deep.equal(headersOf(expected));
        expect(Object.keys(headersOf(got))).to.have.members(securityHeaders);
      });
    }

    it(`${delivery}: passes the drill of the deleted index`, async () => {
      const report = await onSite(delivery, async (target) =>
        runDrill(await loadExperiment("deleted-index"), new LocalStage(target)),
      );
      expect(report.reasons).to.deep.equal([]);
      expect(report.verdict).to.equal("passed");
    });

    it(`${delivery}: serves from the replica with its headers while the primary is down`, async () => {
      const response = await onSite(delivery, (target) => {
        target.origins.setFault(target.members.primary.Id, parseFault({ type: "down", attributes: {} }));
        return get(target, "/visit.html");
      });
      expect([response.status, response.log["sr-reason"]]).to.deep.equal([200, "Failover:503"]);
      expect(Object.keys(headersOf(response))).to.have.members(securityHeaders);
    });

    it(`${delivery}: nothing of the site is left out of the model`, () => {
      expect(sites.get(delivery)?.notModelled).to.deep.equal([]);
    });
  }

  for (const delivery of ["function", "lambda"]) {
    it(`${delivery}: a page has its own policy`, async () => {
      const response = await onSite(delivery, (target) => get(target, "/about.html"));
      expect(response.headers["content-security-policy"]).to.equal("default-src 'self'; img-src *");
    });
  }

  it("lambda: runs for both members, from a numbered version in us-east-1 whatever the stack's region (LE-1, LE-19)", async () => {
    const response = await onSite("lambda", (target) => {
      target.origins.setFault(target.members.primary.Id, parseFault({ type: "down", attributes: {} }));
      return get(target, "/visit.html");
    });
    const arn = sites.get("lambda")?.outputs.originResponseVersionArn;
    expect(arn).to.match(/^arn:aws:lambda:us-east-1:\d{12}:function:site-origin-response-[0-9a-f]{7}:1$/);
    expect(response.log.functions).to.deep.equal([
      { event: "origin-response", arn, member: "primary", status: "ok" },
      { event: "origin-response", arn, member: "replica", status: "ok" },
    ]);
  });
});

function get({ cloud, distribution, origins }: DrillTarget, path: string): Promise<EdgeResponse> {
  const edge = cloud.edge({ distributionId: distribution.id, origins });
  return edge.fetch(viewerRequest(path, { headers: { host: distribution.domainName } }));
}

function headersOf({ headers }: EdgeResponse): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => securityHeaders.includes(name)));
}
