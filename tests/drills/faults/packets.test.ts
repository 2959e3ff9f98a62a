import { expect } from "chai";
import fc from "fast-check";
import { parseFault } from "../../../drills/faults/fault";
import { FaultyTransport } from "../../../drills/faults/faultyTransport";
import { headBytes } from "../../../drills/faults/packets";
import { VirtualClock } from "../../../simulator/clock";
import { BrokenBody, type Body, type HeaderMap } from "../../../simulator/http";
import type { OriginOutcome, OriginRequest } from "../../../simulator/s3/transport";

const limits = { connectTimeoutMs: 2_000, readTimeoutMs: 30_000 };
const request: OriginRequest = { originId: "a", host: "h", secure: false, method: "GET", path: "/", headers: {} };
const body = Buffer.from("0123456789".repeat(100));
const known: HeaderMap = { "content-length": "1000" };
const head = headBytes(200, known);

interface Seen {
  readonly outcome: string | number;
  readonly bytes: string;
  readonly end: string;
  readonly ms: number;
}

/** An answer under a fault, read to its end. */
async function under(
  type: string,
  attributes: Record<string, number>,
  answer: { readonly headers?: HeaderMap; readonly body?: Body; readonly random?: () => number } = {},
): Promise<Seen> {
  const clock = new VirtualClock();
  const { headers = known, body: sent = body, random = () => 0.5 } = answer;
  const inner = {
    exchange: (): Promise<OriginOutcome> =>
      Promise.resolve({ kind: "response", response: { status: 200, headers, body: sent } }),
  };
  const origins = new FaultyTransport(inner, clock, () => undefined, { random });
  origins.setFault("a", parseFault({ type, attributes }));
  const start = clock.now();
  return clock.run(async () => {
    const outcome = await origins.exchange(request, limits);
    if (outcome.kind === "failure") {
      return { outcome: outcome.failure, bytes: "", end: "", ms: clock.now() - start };
    }
    const { bytes, end } = await read(outcome.response.body);
    return { outcome: outcome.response.status, bytes, end, ms: clock.now() - start };
  });
}

async function read(from: Body): Promise<{ readonly bytes: string; readonly end: string }> {
  if (from instanceof Uint8Array) return { bytes: Buffer.from(from).toString(), end: "whole" };
  let bytes = "";
  try {
    for await (const chunk of from) bytes += Buffer.from(chunk).toString();
    return { bytes, end: "end" };
  } catch (error) {
    if (!(error instanceof BrokenBody)) throw error;
    return { bytes, end: error.reason };
  }
}

async function* arriving(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(body.subarray(0, 400));
  yield body.subarray(400);
}

describe("faults on the way of the bytes", () => {
  it("lets so many KB a second through as `bandwidth` says, in packets of 100 ms", async () => {
    const packets = Math.ceil((head + 1000) / 100);
    expect(await under("bandwidth", { rate: 1 })).to.deep.equal({
      outcome: 200,
      bytes: body.toString(),
      end: "end",
      ms: packets * 100,
    });
  });

  it("cuts the bytes into slices that lie `delay` microseconds apart", async () => {
    const { bytes, ms } = await under("slicer", { average_size: 100, delay: 5_000 });
    expect(bytes).to.equal(body.toString());
    expect(ms).to.equal((Math.ceil((head + 1000) / 100) - 1) * 5);
  });

  it("varies the size of the slices both ways", async () => {
    const small = await under("slicer", { average_size: 100, size_variation: 50, delay: 1_000 }, { random: () => 0 });
    const large = await under("slicer", { average_size: 100, size_variation: 50, delay: 1_000 }, { random: () => 1 });
    expect(small.ms).to.equal(Math.ceil((head + 1000) / 50) - 1);
    expect(large.ms).to.equal(Math.ceil((head + 1000) / 150) - 1);
  });

  it("breaks a body off whose next slice is later than the edge waits (HD-120)", async () => {
    const seen = await under("slicer", { average_size: head + 10, delay: 30_000_000 });
    expect(seen).to.deep.equal({ outcome: 200, bytes: "0123456789", end: "stalled", ms: 30_000 });
  });

  it("closes the connection after so many bytes as `limit_data` says, the head's included (HD-115)", async () => {
    const seen = await under("limit_data", { bytes: head + 15 });
    expect(seen).to.deep.equal({ outcome: 200, bytes: "012345678901234", end: "length", ms: 0 });
  });

  it("fails like a reset when that is within the head", async () => {
    expect((await under("limit_data", { bytes: head - 1 })).outcome).to.equal("connection-reset");
  });

  it("breaks off a body without a length as unfinished (HD-116)", async () => {
    const headers = { "transfer-encoding": "chunked" };
    const seen = await under("limit_data", { bytes: headBytes(200, headers) + 450 }, { headers, body: arriving() });
    expect(seen.bytes).to.equal(body.toString().slice(0, 450));
    expect(seen.end).to.equal("closed");
  });

  it("lets a body that only the connection ends look complete (HD-117)", async () => {
    const seen = await under("limit_data", { bytes: headBytes(200, {}) + 450 }, { headers: {}, body: arriving() });
    expect(seen.bytes).to.equal(body.toString().slice(0, 450));
    expect(seen.end).to.equal("end");
  });

  it("leaves alone what is within the limit, and what is complete before a late close", async () => {
    expect((await under("limit_data", { bytes: head + 1000 })).end).to.equal("whole");
    expect(await under("slow_close", { delay: 5_000 })).to.include({ end: "whole", ms: 0 });
  });

  it("ends a body late that only the connection ends (HD-117)", async () => {
    expect(await under("slow_close", { delay: 5_000 }, { headers: {} })).to.include({ end: "end", ms: 5_000 });
    expect(await under("slow_close", { delay: 40_000 }, { headers: {} })).to.include({ end: "stalled", ms: 30_000 });
  });

  it("gives every byte in order, whatever the line and however the origin sends", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        async (size, chance, whole) => {
          const attributes = { average_size: size, size_variation: size - 1, delay: 10 };
          const answer = { random: () => chance, body: whole ? body : arriving() };
          expect((await under("slicer", attributes, answer)).bytes).to.equal(body.toString());
        },
      ),
      { numRuns: 30 },
    );
  });
});
