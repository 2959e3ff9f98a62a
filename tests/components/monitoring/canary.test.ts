import { expect } from "chai";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { runCanary } from "../../support/canary";

describe("the canary's script", () => {
  const headers = { "strict-transport-security": "max-age=300", "x-content-type-options": "nosniff" };
  const cases: readonly (readonly [title: string, answer: Parameters<typeof serve>[0], failure: string | undefined])[] =
    [
      ["succeeds at a page with the security headers", { headers, body: "<p>hello</p>" }, undefined],
      ["fails at an error", { status: 503, headers, body: "no" }, "expected status 200, got 503"],
      ["fails at a page that is not there", { status: 404, headers, body: "no" }, "got 404"],
      ["fails at a page without the headers", { headers: {}, body: "<p>hello</p>" }, "x-content-type-options"],
      ["fails at an empty page", { headers, body: "" }, "empty body"],
      ["fails at a page that breaks off", { headers, body: "<p>hel", breaksOff: true }, "broke off"],
      ["fails when nobody answers", undefined, "ECONNREFUSED"],
    ];
  for (const [title, answer, failure] of cases) {
    it(title, async () => {
      const { url, close } = await serve(answer);
      try {
        const { steps, error } = await runCanary({ SITE_URL: url, SITE_PATH: "/a/page.html?x=1" });
        expect(steps).to.deep.equal(["get /a/page.html?x=1"]);
        if (failure === undefined) expect(error).to.equal(undefined);
        else expect(error).to.have.property("message").that.includes(failure);
      } finally {
        await close();
      }
    });
  }

  it("asks for the path that is wanted, and says who asks", async () => {
    const { url, close, requests } = await serve({ headers, body: "<p>hello</p>" });
    await runCanary({ SITE_URL: url, SITE_PATH: "/a/page.html?x=1" });
    expect(requests).to.deep.equal(["GET /a/page.html?x=1 CloudWatchSynthetics"]);
    await close();
  });
});

async function serve(
  answer: { status?: number; headers: Readonly<Record<string, string>>; body: string; breaksOff?: boolean } | undefined,
): Promise<{ url: string; requests: string[]; close: () => Promise<void> }> {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(`${request.method ?? ""} ${request.url ?? ""} ${request.headers["user-agent"] ?? ""}`);
    response.writeHead(answer?.status ?? 200, {
      ...answer?.headers,
      ...(answer?.breaksOff === true ? { "content-length": "1000" } : {}),
    });
    if (answer?.breaksOff === true) response.write(answer.body, () => response.destroy());
    else response.end(answer?.body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  if (answer === undefined) await close();
  return { url: `http://127.0.0.1:${port}`, requests, close };
}
