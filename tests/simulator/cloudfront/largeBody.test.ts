import { expect } from "chai";
import { bodyOf, header, stage } from "../../support/edge";
import { sends } from "../../support/arrivingOrigins";

describe("a large body, which the cache keeps in its chunks", () => {
  const parts = Array.from({ length: 6 }, (_, number) => String(number).repeat(64 * 1024));
  const bytes = parts.join("");
  const large = () =>
    stage(
      { primary: sends(parts, { "content-length": String(bytes.length), etag: '"large"' }) },
      {},
      { switches: { "multi-range": "multipart" } },
    );

  it("is hit whole, as often as it is asked for", async () => {
    const { get, origins } = large();
    expect(bodyOf(await get("/a")) === bytes).to.equal(true);
    for (let again = 0; again < 2; again++) {
      const hit = await get("/a");
      expect([bodyOf(hit) === bytes, header(hit, "x-cache"), header(hit, "content-length")]).to.deep.equal([
        true,
        "Hit from cloudfront",
        String(bytes.length),
      ]);
    }
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  it("is hit in parts, by its head and by a condition (HD-59, SIM-16, HD-55)", async () => {
    const { get, origins } = large();
    await get("/a");
    const one = await get("/a", { headers: { range: "bytes=65534-65537" } });
    expect([one.status, bodyOf(one)]).to.deep.equal([206, "0011"]);
    const several = await get("/a", { headers: { range: "bytes=0-1,-2" } });
    expect(several.status).to.equal(206);
    expect(bodyOf(several)).to.match(/\r\n\r\n00\r\n[^]*\r\n\r\n55\r\n/);
    const head = await get("/a", { method: "HEAD" });
    expect([header(head, "content-length"), bodyOf(head)]).to.deep.equal([String(bytes.length), ""]);
    const unchanged = await get("/a", { headers: { "if-none-match": '"large"' } });
    expect([unchanged.status, bodyOf(unchanged)]).to.deep.equal([304, ""]);
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });
});
