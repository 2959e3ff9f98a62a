import { expect } from "chai";
import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";
import { finished, runCli, startCli, type Finished } from "../../support/cli";

interface Ready {
  readonly edge: string;
  readonly console: string;
  readonly distribution: string;
  readonly buckets: readonly { readonly name: string; readonly region: string }[];
  readonly worstCaseDelayMs: Readonly<Record<string, number>>;
  readonly drill: { readonly verdict: string };
}

describe("static-site-ha serve", () => {
  let child: ChildProcess;
  let result: Promise<Finished>;
  let ready: Ready;

  before(async () => {
    child = startCli(["serve", "--port", "0", "--console-port", "0", "--s3-port", "0", "--format", "json"]);
    result = finished(child);
    const [line] = (await once(child.stdout ?? child, "data")) as [Buffer];
    ready = JSON.parse(line.toString()) as Ready;
  });

  after(() => {
    child.kill("SIGKILL");
  });

  interface Seen {
    readonly status: number;
    readonly host: string;
    readonly reason: string;
    readonly headers: Headers;
    readonly text: string;
  }

  /** A viewer's request, with what the log says of it. */
  async function view(path: string): Promise<Seen> {
    const response = await fetch(`${ready.edge}${path}`, { redirect: "manual" });
    const text = await response.text();
    const lines = (await (await fetch(`${ready.console}/api/log`)).text()).trim().split("\n");
    const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const record = records.find(({ id }) => id === response.headers.get("x-amz-cf-id"));
    const { status, headers } = response;
    return { status, host: String(record?.["r-host"]), reason: String(record?.["sr-reason"]), headers, text };
  }

  it("prints one ready line with what stands where", () => {
    expect(ready.edge).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(ready.distribution).to.match(/^E[A-Z0-9]+$/);
    expect(ready.buckets.map(({ region }) => region)).to.deep.equal(["us-east-1", "us-west-2"]);
    expect(ready.worstCaseDelayMs["connection-timeout"]).to.equal(1000);
    expect(ready.drill.verdict).to.equal("passed");
  });

  it("has proved the site before it serves it, and gives the proof whole", async () => {
    const proof = (await (await fetch(`${ready.console}/api/proof`)).json()) as {
      readonly verdict: string;
      readonly cases: { readonly total: number };
      readonly matrix: readonly { readonly state: string }[];
    };
    expect(proof.verdict).to.equal("passed");
    expect(proof.matrix.length).to.be.within(1_000, proof.cases.total);
    expect(proof.matrix.filter(({ state }) => state === "failed")).to.deep.equal([]);
  });

  it("serves the site from the primary with CloudFront's headers and the security headers", async () => {
    const { status, host, headers, text } = await view("/");
    expect(status).to.equal(200);
    expect(text).to.contain("<!doctype html>");
    expect(host).to.contain(".s3.us-east-1.amazonaws.com");
    expect(headers.get("x-cache")).to.equal("Miss from cloudfront");
    expect(headers.get("via")).to.match(/^1\.1 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$/);
    expect(headers.get("content-security-policy")).to.contain("default-src 'self'");
    expect(headers.get("strict-transport-security")).to.equal("max-age=300");
  });

  it("serves it from the cache the second time", async () => {
    const { headers } = await view("/");
    expect(headers.get("x-cache")).to.equal("Hit from cloudfront");
    expect(headers.get("age")).to.match(/^\d+$/);
  });

  it("keeps answering new paths from the replica while the primary is down, and turns back when it is healed", async () => {
    const fault = { method: "PUT", body: '{"type":"down"}' };
    expect((await fetch(`${ready.console}/api/faults/primary`, fault)).status).to.equal(200);
    for (const path of ["/about.html", "/exhibits.html", "/visit.html"]) {
      const { status, host, reason } = await view(path);
      expect([status, reason]).to.deep.equal([200, "Failover:503"]);
      expect(host).to.contain(".s3.us-west-2.amazonaws.com");
    }
    await fetch(`${ready.console}/api/faults/primary`, { method: "DELETE" });
    const { host, reason } = await view("/journal.html");
    expect(reason).to.equal("");
    expect(host).to.contain(".s3.us-east-1.amazonaws.com");
  });

  it("answers a missing page with the site's own 404, in both states", async () => {
    const { status, text, headers } = await view("/nowhere.html");
    expect(status).to.equal(404);
    expect(text).to.contain("<!doctype html>");
    expect(headers.get("content-security-policy")).to.contain("default-src 'self'");
  });

  it("redirects a viewer who comes over plain http", async () => {
    const response = await fetch(`${ready.edge}/`, { headers: { "x-forwarded-proto": "http" }, redirect: "manual" });
    expect(response.status).to.equal(301);
  });

  it("refuses a port that is in use with one line and exit code 2", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" && address !== null ? String(address.port) : "";
    const ports = ["--port", "--console-port", "--s3-port"];
    for (const option of ports) {
      const chosen = ports.flatMap((one) => [one, one === option ? port : "0"]);
      const { code, stderr } = await runCli(["serve", ...chosen, "--format", "json"]);
      expect(code).to.equal(2);
      const { error } = JSON.parse(stderr) as { error: { code: string; message: string } };
      expect(error.code).to.equal("E_PORT");
      expect(error.message).to.contain(port);
    }
    taken.close();
  });

  it("refuses unknown stacks and contents that are missing or empty with one line and exit code 2", async () => {
    const cases = [
      ["--stack", "nope"],
      ["--content", "/does/not/exist"],
      ["--port", "x"],
      ["--format", "xml"],
      ["bogus"],
    ];
    for (const args of cases) {
      const { code, stdout, stderr } = await runCli(args);
      expect([code, stdout, stderr.trim().split("\n").length], args.join(" ")).to.deep.equal([2, "", 1]);
      expect(stderr).to.match(/^E_[A-Z_]+: /);
    }
  });

  it("ends at once on SIGTERM though a request still waits on a fault, and has printed nothing but the ready line", async () => {
    await fetch(`${ready.console}/api/faults/primary`, { method: "PUT", body: '{"type":"timeout"}' });
    const waiting = fetch(`${ready.edge}/exhibits/lens.html`).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = performance.now();
    child.kill("SIGTERM");
    const { code, stdout } = await result;
    await waiting;
    expect(performance.now() - start).to.be.below(5_000);
    expect(code).to.equal(0);
    expect(stdout.trim().split("\n")).to.have.length(1);
    const gone = await fetch(ready.edge).then(
      () => "still there",
      () => "gone",
    );
    expect(gone).to.equal("gone");
  });
});
