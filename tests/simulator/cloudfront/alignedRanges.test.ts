import { expect } from "chai";
import fc from "fast-check";
import { cutFrom, fetchedRange, parseRange } from "../../../simulator/cloudfront/ranges";
import { header, stage, type Stage } from "../../support/edge";
import { answers, type Script } from "../../support/edgeOrigins";

const MiB = 1_048_576;
const object = Buffer.alloc(2 * MiB + 1_000, "0123456789");

/** Gives the part that it is asked for, as S3 does. */
const parts: Script = (request, limits, clock) => {
  const asked = parseRange(String(request.headers["range"] ?? ""), object.byteLength);
  if (asked.kind !== "ranges") return answers(416)(request, limits, clock);
  const [{ first, last }] = asked.ranges;
  const body = object.subarray(first, last + 1);
  const headers = {
    "content-range": `bytes ${first}-${last}/${object.byteLength}`,
    "content-length": String(body.byteLength),
    "cache-control": "max-age=60",
  };
  return { kind: "response", response: { status: 206, headers, body } };
};

function aligned(script: Script): Stage {
  return stage({ primary: script }, { criteria: null }, { switches: { "range-fetch": "aligned-1MiB" } });
}

describe("a range that is not cached, where whole blocks are fetched (SIM-17, HD-60)", () => {
  it("goes to the origin wider, and to the viewer as it was asked for", async () => {
    const { get, origins } = aligned(parts);
    const response = await get("/a", { headers: { range: `bytes=${MiB + 10}-${MiB + 19}` } });
    expect(origins.seen[0]?.headers["range"]).to.equal(`bytes=${MiB}-${2 * MiB - 1}`);
    expect([response.status, header(response, "content-range"), header(response, "content-length")]).to.deep.equal([
      206,
      `bytes ${MiB + 10}-${MiB + 19}/${object.byteLength}`,
      "10",
    ]);
    expect(Buffer.from(response.body).equals(object.subarray(MiB + 10, MiB + 20))).to.equal(true);
  });

  it("is there for every other range of its block", async () => {
    const { get, origins } = aligned(parts);
    await get("/a", { headers: { range: "bytes=0-9" } });
    const response = await get("/a", { headers: { range: "bytes=20-29" } });
    expect([header(response, "x-cache"), header(response, "content-range")]).to.deep.equal([
      "Hit from cloudfront",
      `bytes 20-29/${object.byteLength}`,
    ]);
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  it("ends where the object ends, and is 416 past it", async () => {
    const { get } = aligned(parts);
    const tail = await get("/a", { headers: { range: `bytes=${2 * MiB + 900}-${3 * MiB + 5}` } });
    expect(header(tail, "content-range")).to.equal(`bytes ${2 * MiB + 900}-${2 * MiB + 999}/${object.byteLength}`);
    const past = await get("/a", { headers: { range: `bytes=${2 * MiB + 1_000}-` } });
    expect([past.status, header(past, "content-range")]).to.deep.equal([416, `bytes */${object.byteLength}`]);
  });

  it("stays as it is for a suffix, several ranges and whatever cannot be read", () => {
    for (const range of ["bytes=-5", "bytes=0-1,5-6", "bytes=9-2", "lines=1-2", ""]) {
      expect(fetchedRange(range, "aligned-1MiB")).to.equal(range);
    }
    expect(fetchedRange("bytes=5-9", "as-is")).to.equal("bytes=5-9");
  });

  it("holds what the viewer asked for, in whole blocks, whatever that is", () => {
    fc.assert(
      fc.property(fc.nat(5 * MiB), fc.nat(3 * MiB), fc.integer({ min: 1, max: 6 * MiB }), (first, more, size) => {
        const asked = `bytes=${first}-${first + more}`;
        const fetched = parseRange(fetchedRange(asked, "aligned-1MiB"), 100 * MiB);
        if (fetched.kind !== "ranges") throw new Error("no range");
        const [block] = fetched.ranges;
        expect([block.first % MiB, (block.last + 1) % MiB]).to.deep.equal([0, 0]);
        expect(block.first <= first && first + more <= block.last).to.equal(true);
        fc.pre(first < size);
        const last = Math.min(block.last, size - 1);
        const cut = cutFrom(asked, `bytes ${block.first}-${last}/${size}`);
        expect(cut).to.deep.equal({
          place: { first: first - block.first, last: Math.min(first + more, size - 1) - block.first },
          contentRange: `bytes ${first}-${Math.min(first + more, size - 1)}/${size}`,
        });
      }),
    );
  });
});
