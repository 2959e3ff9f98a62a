import { expect } from "chai";
import { join } from "node:path";
import { openSite, prove, proofJson, serve, type Proof, type ServedSite, type Site } from "../../../library/simulator";
import { projectRoot } from "../../support/pulumiProgram";
import { refusalOf } from "../../support/refusal";

describe("a site that a program serves", () => {
  let site: Site;
  let proof: Proof;
  let served: ServedSite;

  before(async () => {
    site = await openSite({ cwd: join(projectRoot, "examples", "minimal") });
    proof = await prove(site);
    served = await serve(site, { proof, httpsPort: 0 });
  });
  after(() => served.close());

  /** Of a page that no edge has cached. */
  async function get(path: string): Promise<{ readonly status: number; readonly body: string }> {
    const response = await fetch(`${served.edge.replace(/\/$/, "")}${path}`);
    return { status: response.status, body: await response.text() };
  }

  it("tells what it is, and was proved", () => {
    expect(site.source).to.equal("program");
    expect(site.buckets.map(({ region }) => region)).to.deep.equal(["us-east-1", "us-west-2"]);
    expect((JSON.parse(proofJson(proof)) as { verdict: string }).verdict).to.equal("passed");
  });

  it("answers at four addresses of this machine alone", () => {
    const { edge, https = "", console, s3 } = served;
    const hosts = [edge, https, console, s3].map((url) => new URL(url).hostname);
    expect(new Set(hosts)).to.deep.equal(new Set(["127.0.0.1"]));
  });

  it("is broken and healed by the program, and the replica answers meanwhile", async () => {
    served.setFault("primary", { type: "down" });
    const { status, body } = await get("/about.html");
    expect(status).to.equal(200);
    served.setFault("region:replica", { type: "down" });
    expect((await get("/visit.html")).status).to.equal(502);
    served.heal("primary");
    served.heal("region:replica");
    expect((await get("/about.html?again")).body).to.equal(body);
    expect((await get("/journal.html")).status).to.equal(200);
  });

  it("refuses a fault that is none, and an origin that it has not", async () => {
    const breaks = (): void => {
      served.setFault("primary", { type: "tired" });
    };
    const heals = (): void => {
      served.heal("third");
    };
    expect((await refusalOf(breaks)).code).to.equal("E_FAULT");
    expect((await refusalOf(heals)).code).to.equal("E_ORIGIN_UNKNOWN");
  });

  it("leaves a port alone that somebody else has, and ends what it had started", async () => {
    const { port } = new URL(served.edge);
    expect((await refusalOf(serve(site, { proof, s3Port: Number(port) }))).code).to.equal("E_PORT");
  });
});
