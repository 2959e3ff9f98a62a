import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect } from "chai";
import type { HeaderMap } from "../../../simulator/http";
import { bodyOf, header, stage, type Stage } from "../../support/edge";
import { answers, tagged } from "../../support/edgeOrigins";

const text = "a static site ".repeat(200);
const takesBoth = { headers: { "accept-encoding": "gzip, br" } };

function staged(body = text, headers: HeaderMap = {}, status = 200): Stage {
  return stage({ primary: answers(status, body, headers) }, { criteria: null });
}

describe("compression at the edge", () => {
  it("prefers Brotli, and caches each variant by what the viewer takes (CA-20, HD-9)", async () => {
    const { get, origins } = staged();
    const brotli = await get("/a", takesBoth);
    expect(header(brotli, "content-encoding")).to.equal("br");
    expect(brotliDecompressSync(brotli.body).toString()).to.equal(text);
    const gzip = await get("/a", { headers: { "accept-encoding": "gzip" } });
    expect(gunzipSync(gzip.body).toString()).to.equal(text);
    expect(bodyOf(await get("/a"))).to.equal(text);
    expect(origins.seen).to.have.length(3);
    const again = await get("/a", takesBoth);
    expect([header(again, "x-cache"), header(again, "content-encoding")]).to.deep.equal(["Hit from cloudfront", "br"]);
  });

  it("drops the length, weakens the tag and says that it varies (HD-37)", async () => {
    const { get } = staged(text, { etag: '"strong"' });
    const response = await get("/a", takesBoth);
    expect(response.headers).to.include({ etag: 'W/"strong"', vary: "Accept-Encoding" });
    expect(response.headers).to.not.have.property("content-length");
    expect((await get("/a", { headers: { ...takesBoth.headers, "if-none-match": 'W/"strong"' } })).status).to.equal(
      304,
    );
  });

  it("keeps a weak tag and removes one that is none (HD-37)", async () => {
    expect(header(await staged(text, { etag: 'W/"weak"' }).get("/a", takesBoth), "etag")).to.equal('W/"weak"');
    expect(header(await staged(text, { etag: "bare" }).get("/a", takesBoth), "etag")).to.equal(undefined);
  });

  it("is revalidated by the origin's own tag (HD-56)", async () => {
    const { get, origins, clock } = stage(
      { primary: tagged(text, '"1"', { "cache-control": "max-age=60" }) },
      { criteria: null },
    );
    await get("/a", takesBoth);
    await clock.advance(61_000);
    const response = await get("/a", takesBoth);
    expect(origins.seen[1]?.headers["if-none-match"]).to.equal('"1"');
    expect(response.headers).to.include({
      "x-cache": "RefreshHit from cloudfront",
      etag: 'W/"1"',
      "content-encoding": "br",
    });
  });

  const left: readonly [what: string, staged: () => Stage][] = [
    ["what is too small", () => staged("x".repeat(999))],
    ["a type that is not listed", () => staged(text, { "content-type": "image/png" })],
    ["what the origin has encoded", () => staged(text, { "content-encoding": "gzip" })],
    ["what came in chunks", () => staged(text, { "transfer-encoding": "chunked" })],
    ["a 500", () => staged(text, {}, 500)],
    [
      "a behaviour without Compress",
      () => stage({ primary: answers(200, text) }, { criteria: null, behavior: { Compress: false } }),
    ],
  ];
  for (const [what, play] of left) {
    it(`leaves ${what} alone (CA-20)`, async () => {
      const response = await play().get("/a", takesBoth);
      expect(header(response, "content-encoding")).to.not.equal("br");
      expect(response.body.byteLength).to.be.above(900);
    });
  }

  it("starts at 1,000 bytes and ends at 10,000,000 (CA-20)", async () => {
    for (const size of [1_000, 10_000_000]) {
      expect(header(await staged("x".repeat(size)).get("/a", takesBoth), "content-encoding")).to.equal("br");
      const beyond = size === 1_000 ? size - 1 : size + 1;
      expect(header(await staged("x".repeat(beyond)).get("/a", takesBoth), "content-encoding")).to.equal(undefined);
    }
  });

  it("leaves an HTTP/1.0 viewer alone (HD-98)", async () => {
    expect(bodyOf(await staged().get("/a", { ...takesBoth, httpVersion: "1.0" }))).to.equal(text);
  });

  it("compresses a 404 too (CA-20)", async () => {
    expect(header(await staged(text, {}, 404).get("/a", takesBoth), "content-encoding")).to.equal("br");
  });

  it("of a large object ends before the virtual time moves on", async () => {
    const { get } = staged("a static site ".repeat(20_000));
    const response = await get("/a", takesBoth);
    expect(response.log["time-taken-ms"]).to.equal(0);
    expect(brotliDecompressSync(response.body).byteLength).to.equal(280_000);
  });
});
