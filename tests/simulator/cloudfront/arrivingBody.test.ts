import { expect } from "chai";
import fc from "fast-check";
import { ArrivingBody } from "../../../simulator/cloudfront/arrivingBody";
import { BrokenBody, bytesOf } from "../../../simulator/http";

const chunk = (text: string): Uint8Array => Buffer.from(text);

/** A source that counts what was asked of it and whether it was left. */
class Source implements AsyncIterableIterator<Uint8Array> {
  asked = 0;
  left = false;

  constructor(private readonly steps: readonly (Uint8Array | Error)[]) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Uint8Array>> {
    const step = this.steps[this.asked++];
    if (step instanceof Error) return Promise.reject(step);
    return Promise.resolve(step === undefined ? { done: true, value: undefined } : { done: false, value: step });
  }

  return(): Promise<IteratorResult<Uint8Array>> {
    this.left = true;
    return Promise.resolve({ done: true, value: undefined });
  }
}

const text = async (body: AsyncIterable<Uint8Array>): Promise<string> => Buffer.from(await bytesOf(body)).toString();
const shortText = (body: Uint8Array | ArrivingBody): string =>
  body instanceof Uint8Array ? Buffer.from(body).toString() : "in chunks";
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a body that is still arriving", () => {
  it("is the same for everybody who reads it, whenever they start and however they alternate (PL-7)", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ minLength: 1 }), { maxLength: 8 }),
        fc.array(fc.nat(2), { maxLength: 30 }),
        async (parts, order) => {
          const body = new ArrivingBody(new Source(parts.map(chunk)), 1_000);
          body.follow({ whole: () => undefined, lost: () => undefined });
          const readers = [body.reader(), body.reader(), body.reader()];
          const read = ["", "", ""];
          const step = async (which: number): Promise<boolean> => {
            const result = await readers[which]?.next();
            if (result === undefined || result.done === true) return false;
            read[which] = `${read[which] ?? ""}${Buffer.from(result.value).toString()}`;
            return true;
          };
          for (const which of order) await step(which);
          for (const which of [0, 1, 2]) while (await step(which));
          expect(new Set(read)).to.deep.equal(new Set([Buffer.concat(parts.map(chunk)).toString()]));
        },
      ),
    );
  });

  it("is kept whole once it has ended, and not when it breaks off (HD-115)", async () => {
    const told: string[] = [];
    const follow = (body: ArrivingBody): ArrivingBody => {
      body.follow({ whole: (whole) => told.push(shortText(whole)), lost: () => told.push("lost") });
      return body;
    };
    await text(follow(new ArrivingBody(new Source([chunk("a"), chunk("b")]), 10)).reader());
    const broken = follow(new ArrivingBody(new Source([chunk("a"), new BrokenBody("length")]), 10)).reader();
    expect((await broken.next()).value).to.deep.equal(chunk("a"));
    expect(await broken.next().catch((error: unknown) => error)).to.be.instanceOf(BrokenBody);
    expect(told).to.deep.equal(["ab", "lost"]);
  });

  describe("that is large", () => {
    const part = Buffer.alloc(64 * 1024, "x");
    const parts = Array.from({ length: 5 }, () => part);
    const bytes = 5 * part.byteLength;
    const keptAs = async (source: Source, length?: number): Promise<Uint8Array | ArrivingBody> => {
      const body = new ArrivingBody(source, 10 * bytes, length);
      const kept = new Promise<Uint8Array | ArrivingBody>((whole, lost) => {
        body.follow({ whole, lost });
      });
      await bytesOf(body.reader());
      return kept;
    };

    it("is kept in the chunks that it came in, and read from its beginning by whoever comes", async () => {
      const kept = await keptAs(new Source(parts), bytes);
      if (!(kept instanceof ArrivingBody)) throw new Error("it was put together");
      const [first, second] = [kept.reader(), kept.reader()];
      expect((await first.next()).value).to.equal(part);
      expect((await bytesOf(second)).byteLength).to.equal(bytes);
      expect((await bytesOf(first)).byteLength, "the rest of the first").to.equal(bytes - part.byteLength);
      expect((await bytesOf(kept.reader())).byteLength, "again").to.equal(bytes);
      expect(kept.inOne()?.byteLength).to.equal(bytes);
    });

    it("is put together where nobody announced its length, or where it came in small chunks", async () => {
      expect(await keptAs(new Source(parts))).to.be.instanceOf(Uint8Array);
      const small = Array.from({ length: bytes / 1024 }, () => Buffer.alloc(1024));
      expect(await keptAs(new Source(small), bytes)).to.be.instanceOf(Uint8Array);
    });

    it("is told to whoever follows it after its end as it is kept", async () => {
      const kept = await keptAs(new Source(parts), bytes);
      const told: unknown[] = [];
      if (kept instanceof ArrivingBody)
        kept.follow({ whole: (whole) => told.push(whole), lost: () => told.push("lost") });
      expect(told).to.deep.equal([kept]);
    });
  });

  it("is not kept once it is larger than what may be kept, and goes on all the same", async () => {
    const told: string[] = [];
    const body = new ArrivingBody(new Source([chunk("aaaa"), chunk("bbbb"), chunk("cccc")]), 6);
    body.follow({ whole: () => told.push("whole"), lost: () => told.push("lost") });
    expect(await text(body.reader())).to.equal("aaaabbbbcccc");
    expect(told).to.deep.equal(["lost"]);
  });

  it("is asked for only as fast as it is read", async () => {
    const source = new Source(Array.from({ length: 1_000 }, () => chunk("x")));
    const reader = new ArrivingBody(source, 0).reader();
    await reader.next();
    await turn();
    expect(source.asked).to.equal(1);
  });

  it("waits for a slow reader when nothing is kept", async () => {
    const megabyte = chunk("x".repeat(1024 * 1024));
    const source = new Source(Array.from({ length: 20 }, () => megabyte));
    const body = new ArrivingBody(source, 0);
    const [fast, slow] = [body.reader(), body.reader()];
    const all = text(fast);
    for (let waited = 0; waited < 50; waited++) await turn();
    expect(source.asked).to.equal(5);
    expect(await text(slow)).to.have.length(20 * megabyte.byteLength);
    expect(await all).to.have.length(20 * megabyte.byteLength);
  });

  it("waits for nobody where there is one reader, however much came in the first turn", async () => {
    const large = chunk("x".repeat(8 * 1024 * 1024));
    const body = new ArrivingBody(new Source([large, large]), 0);
    expect(await text(body.reader())).to.have.length(2 * large.byteLength);
  });

  it("leaves the origin when its last reader has left, and not before (HD-122)", async () => {
    const source = new Source([chunk("a"), chunk("b"), chunk("c")]);
    const body = new ArrivingBody(source, 10);
    const [leader, follower] = [body.reader(), body.reader()];
    await leader.next();
    await leader.return?.();
    await turn();
    expect(source.left).to.equal(false);
    await follower.next();
    await follower.return?.();
    await turn();
    expect(source.left).to.equal(true);
  });

  it("leaves the origin when nobody ever reads", async () => {
    const source = new Source([chunk("a")]);
    const body = new ArrivingBody(source, 10);
    await turn();
    expect(source.left).to.equal(true);
    expect(await text(body.reader()).catch((error: unknown) => error)).to.be.instanceOf(BrokenBody);
  });
});
