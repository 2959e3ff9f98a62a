import { expect } from "chai";
import { join } from "node:path";
import {
  type ContentFile,
  createTarget,
  type DrillTarget,
  loadExperiment,
  parseFault,
  readContent,
  LocalStage,
  runDrill,
} from "../../../drills";
import type { EdgeResponse } from "../../../simulator/cloudfront/exchange";
import { VirtualClock } from "../../../simulator/clock";
import { loadProgram } from "../../../simulator/loadProgram";
import { projectRoot } from "../../support/pulumiProgram";

const examples = ["minimal", "custom-domain", "kms-oac", "lambda-headers"];

/** What an example shows beyond that it survives. */
const shows: Readonly<Record<string, readonly (readonly [string, (site: Site) => Promise<void>])[]>> = {
  "custom-domain": [
    [
      "redirects its apex to its address without asking a bucket, while both regions are lost",
      async (site) => {
        site.lose("primary", "replica");
        const { status, headers, log } = await site.get("/about.html?a=1", "example.com");
        expect({ status, location: headers["location"] }).to.deep.include({
          status: 301,
          location: "https://www.example.com/about.html?a=1",
        });
        expect(log.exchanges).to.deep.equal([]);
      },
    ],
  ],
  "kms-oac": [
    [
      "has a key in each region and no origin access identity",
      ({ target }) => {
        const { buckets, originAccessIdentities } = target.model;
        const keys = buckets.map(({ region, encryption }) => [region, JSON.stringify(encryption).split(":")[5]]);
        expect(keys.map(([region]) => region)).to.deep.equal(["eu-central-1", "eu-west-1"]);
        for (const { region, encryption } of buckets) expect(JSON.stringify(encryption)).to.contain(`kms:${region}:`);
        expect(originAccessIdentities).to.deep.equal([]);
        return Promise.resolve();
      },
    ],
  ],
  "lambda-headers": [
    [
      "sends the security headers with pages of both members and with errors, and a page its own policy",
      async (site) => {
        for (const lost of [[], ["primary"]] as const) {
          site.lose(...lost);
          const [page, about, missing] = [
            await site.get("/index.html"),
            await site.get("/about.html"),
            await site.get("/missing.html"),
          ];
          expect([page.status, about.status, missing.status]).to.deep.equal([200, 200, 404]);
          for (const { headers } of [page, about, missing]) {
            expect(headers).to.include.keys("strict-transport-security", "content-security-policy");
          }
          expect(about.headers["content-security-policy"]).to.contain("img-src 'self' data:");
          expect(page.headers["content-security-policy"]).not.to.contain("data:");
        }
      },
    ],
  ],
};

describe("the example", () => {
  let content: readonly ContentFile[];
  before(async () => {
    content = await readContent(join(projectRoot, "examples", "site"));
  });

  for (const name of examples) {
    describe(name, () => {
      const clock = new VirtualClock();
      let target: DrillTarget;

      before(async () => {
        const { model } = await loadProgram({ projectDir: join(projectRoot, "examples", name), stack: "dev" });
        target = await clock.run(() => createTarget(model, content, { clock }));
      });
      after(() => target.cloud.close());
      afterEach(() => {
        for (const { Id } of target.distribution.config.Origins.Items ?? []) target.origins.heal(Id);
      });

      it("passes the deleted-index drill", async () => {
        const experiment = await loadExperiment("deleted-index");
        const { verdict, reasons } = await clock.run(() => runDrill(experiment, new LocalStage(target)));
        expect({ verdict, reasons }).to.deep.equal({ verdict: "passed", reasons: [] });
      });

      it("serves every page as it was published, by the replica when the primary is down (FO-11)", async () => {
        const pages = content.filter(({ key }) => key.endsWith(".html"));
        const published = pages.map(({ key, body }) => ({ key, status: 200, body: body.toString() }));
        const site = siteOf(target);
        for (const reason of ["", "Failover:503"]) {
          if (reason !== "") site.lose("primary");
          const responses = await clock.run(() => Promise.all(pages.map(({ key }) => site.get(`/${key}`))));
          const seen = responses.map(({ status, body }, index) => ({
            key: pages[index]?.key,
            status,
            body: Buffer.from(body).toString(),
          }));
          expect(seen).to.deep.equal(published);
          expect(new Set(responses.map(({ log }) => log["sr-reason"]))).to.deep.equal(new Set([reason]));
        }
      });

      for (const [what, check] of shows[name] ?? []) {
        it(what, () => clock.run(() => check(siteOf(target))));
      }
    });
  }
});

interface Site {
  readonly target: DrillTarget;
  /** Takes members down, and with them everything that an edge has cached. */
  lose(...members: readonly ("primary" | "replica")[]): void;
  /** What a viewer gets who asks by a host name; default: the site's own. */
  get(path: string, host?: string): Promise<EdgeResponse>;
}

/** The site as viewers of an edge with an empty cache see it. */
function siteOf(target: DrillTarget): Site {
  const { cloud, distribution, members, origins } = target;
  const newEdge = (): ReturnType<typeof cloud.edge> => cloud.edge({ distributionId: distribution.id, origins });
  let edge = newEdge();
  return {
    target,
    lose(...names) {
      edge = newEdge();
      for (const name of names) {
        const id = members[name]?.Id;
        if (id !== undefined) origins.setFault(id, parseFault({ type: "down" }));
      }
    },
    get: (path, host = distribution.config.Aliases?.Items?.[0] ?? distribution.domainName) =>
      edge.fetch({
        method: "GET",
        path,
        headers: { host },
        scheme: "https",
        httpVersion: "2",
        viewerAddress: "192.0.2.1",
      }),
  };
}
