import { expect } from "chai";
import type { X509Certificate } from "node:crypto";
import { request } from "node:https";
import { TLSSocket } from "node:tls";
import { runCli } from "../../support/cli";
import { distributionsFolder } from "../../support/distributions";
import { startServe, type Serving } from "../../support/serving";

interface Answered {
  readonly status: number;
  readonly cache: string;
  readonly id: string;
  readonly port: number | undefined;
  readonly certificate: X509Certificate;
}

describe("static-site-ha serve --https-port", () => {
  let serving: Serving;

  before(async () => {
    serving = await startServe([
      ...["--distribution", `${distributionsFolder}/docs.json`, "--content", "examples/site", "--https-port", "0"],
      ...["--pops", "SEA19-C1,FRA56-P1"],
    ]);
  });

  after(() => serving.stop());

  it("is a listener with a self-signed certificate for the loopback names and the distribution's own", async () => {
    const { status, certificate } = await ask("/about.html");
    expect(status).to.equal(200);
    for (const host of ["localhost", serving.ready.domainName]) expect(certificate.checkHost(host)).to.equal(host);
    expect(certificate.checkIP("127.0.0.1")).to.equal("127.0.0.1");
    expect(certificate.verify(certificate.publicKey)).to.equal(true);
  });

  it("takes every request for an HTTPS one, whatever a header says (PL-2)", async () => {
    expect((await ask("/about.html", { "x-forwarded-proto": "http" })).status).to.equal(200);
    const plain = await fetch(`${serving.ready.edge}/about.html`, {
      headers: { "x-forwarded-proto": "http" },
      redirect: "manual",
    });
    expect(plain.status).to.equal(301);
  });

  it("shares the cache of the first point of presence (CA-21)", async () => {
    await fetch(`${serving.ready.edge}/visit.html`, { headers: { "accept-encoding": "identity" } });
    expect((await ask("/visit.html")).cache).to.equal("Hit from cloudfront");
  });

  it("logs what the two have negotiated, and the viewer's port (OB-3)", async () => {
    const { id, port } = await ask("/about.html");
    const lines = (await (await fetch(`${serving.ready.console}/api/log`)).text()).trimEnd().split("\n");
    const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records.find((record) => record["id"] === id)).to.include({
      "c-port": port,
      "ssl-protocol": "TLSv1.3",
      "ssl-cipher": "TLS_AES_256_GCM_SHA384",
    });
  });

  it("is refused on the port of another listener", async () => {
    const { code, stderr } = await runCli(["serve", "--port", "18099", "--https-port", "18099"]);
    expect([code, stderr]).to.deep.equal([2, "E_USAGE: --https-port must differ from --port, got 18099 twice\n"]);
  });

  function ask(path: string, headers: Record<string, string> = {}): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `${serving.ready.https ?? ""}${path}`,
        { headers, agent: false, rejectUnauthorized: false },
        (response) => {
          const { socket, headers: got } = response;
          const { localPort: port } = socket;
          const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
          response.resume().on("end", () => {
            if (certificate === undefined) reject(new Error("no certificate"));
            else {
              const [cache, id] = [String(got["x-cache"]), String(got["x-amz-cf-id"])];
              resolve({ status: response.statusCode ?? 0, cache, id, port, certificate });
            }
          });
        },
      );
      sent.on("error", reject).end();
    });
  }
});
