import { expect } from "chai";
import * as fc from "fast-check";
import { peekedBody, readAway } from "../../../simulator/cloudfront/peekedBody";
import { BrokenBody, bytesOf, type Body } from "../../../simulator/http";

const chunks = fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 6 });

// eslint-disable-next-line @typescript-eslint/require-await -- as chunks come from a socket
async function* arriving(parts: readonly Uint8Array[], error?: Error): AsyncGenerator<Uint8Array> {
  yield* parts;
  if (error !== undefined) throw error;
}

/** What can be read of a body, and what it ends in. */
async function readOf(body: Body): Promise<readonly [string, unknown]> {
  const parts: Uint8Array[] = [];
  try {
    if (body instanceof Uint8Array) parts.push(body);
    else for await (const part of body) parts.push(part);
  } catch (error) {
    return [Buffer.concat(parts).toString("hex"), error];
  }
  return [Buffer.concat(parts).toString("hex"), undefined];
}

describe("a body that a function is shown (LE-18)", () => {
  it("begins as it begins, and goes on whole, however it arrives (property)", async () => {
    await fc.assert(
      fc.asyncProperty(chunks, fc.integer({ min: 0, max: 40 }), fc.boolean(), async (parts, bytes, atHand) => {
        const whole = Buffer.concat(parts);
        const { head, body } = await peekedBody(atHand ? whole : arriving(parts), bytes);
        expect(whole.subarray(0, head.byteLength).equals(head)).to.equal(true);
        expect(head.byteLength).to.be.at.least(Math.min(bytes + 1, whole.byteLength));
        expect(Buffer.from(await bytesOf(body)).equals(whole)).to.equal(true);
      }),
    );
  });

  it("that breaks off does so again for whoever reads it on, after what has come (property)", async () => {
    await fc.assert(
      fc.asyncProperty(chunks, fc.integer({ min: 0, max: 40 }), async (parts, bytes) => {
        const error = new BrokenBody("closed");
        const { head, body } = await peekedBody(arriving(parts, error), bytes);
        const whole = Buffer.concat(parts);
        expect(whole.subarray(0, head.byteLength).equals(head)).to.equal(true);
        expect(await readOf(body)).to.deep.equal([whole.toString("hex"), error]);
      }),
    );
  });

  it("is left at its source by whoever stops reading it", async () => {
    let left = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield await Promise.resolve(Buffer.from("ab"));
      } finally {
        left = true;
      }
    }
    const { head, body } = await peekedBody(endless(), 3);
    expect([head.byteLength, left, body instanceof Uint8Array]).to.deep.equal([4, false, false]);
    let read = 0;
    if (!(body instanceof Uint8Array)) for await (const part of body) if ((read += part.byteLength) > 8) break;
    expect(left).to.equal(true);
  });

  it("that goes nowhere is read away, whatever becomes of it", async () => {
    let read = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for (; read < 3; read++) yield await Promise.resolve(Buffer.from("ab"));
      throw new BrokenBody("closed");
    }
    readAway(counted());
    readAway(undefined);
    await new Promise((resolve) => setImmediate(resolve));
    expect(read).to.equal(3);
  });
});
