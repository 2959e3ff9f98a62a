import { expect } from "chai";
import { ArrivingBody } from "../../../simulator/cloudfront/arrivingBody";
import { EdgeCache, type CacheEntry } from "../../../simulator/cloudfront/cache";
import { entryOf } from "../../../simulator/cloudfront/entry";
import { invalidationMatcher } from "../../../simulator/cloudfront/invalidation";
import { refusalOf } from "../../support/refusal";

function entry(path: string, bytes: number): CacheEntry {
  const response = {
    status: 200,
    headers: {},
    body: new Uint8Array(bytes),
    length: bytes,
    error: false,
    edgeMade: false,
  };
  return entryOf(response, path, { fresh: 60, staleIfError: 60, staleWhileRevalidate: 0 }, 0);
}

describe("the cache", () => {
  it("drops what was used least recently when its bytes are used up", () => {
    const cache = new EdgeCache(10_000);
    cache.set("a", entry("/a", 3_000));
    cache.set("b", entry("/b", 3_000));
    cache.get("a");
    cache.set("c", entry("/c", 3_000));
    expect([cache.get("a"), cache.get("b"), cache.get("c")].map((found) => found?.path)).to.deep.equal([
      "/a",
      undefined,
      "/c",
    ]);
    expect(cache.size.bytes).to.be.at.most(10_000);
  });

  it("counts what a body that is still arriving announces", () => {
    const cache = new EdgeCache(10_000);
    const chunks = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) };
    const whole = entry("/a", 6_000);
    const arriving = { ...whole, response: { ...whole.response, body: new ArrivingBody(chunks, 10_000) } };
    cache.set("a", arriving);
    expect(cache.size.bytes).to.equal(6_000 + 1_024);
    cache.set("b", entry("/b", 3_000));
    expect([cache.get("a"), cache.size]).to.deep.equal([undefined, { entries: 1, bytes: 3_000 + 1_024 }]);
  });

  it("counts a replaced entry once, and takes none that is larger than all of it", () => {
    const cache = new EdgeCache(10_000);
    for (let time = 0; time < 5; time++) cache.set("a", entry("/a", 3_000));
    expect(cache.size.entries).to.equal(1);
    cache.set("big", entry("/big", 20_000));
    expect(cache.size.entries).to.equal(1);
    cache.delete("a");
    expect(cache.size).to.deep.equal({ entries: 0, bytes: 0 });
  });
});

describe("invalidation paths", () => {
  it("name a path, its query included, or all that start so (HD-77)", () => {
    const names = invalidationMatcher(["/a", "images/*", "/q?x=1"]);
    expect(["/a", "/a/b", "/A", "/a?x=1", "/images/", "/images/x?y", "/q?x=1", "/q"].filter(names)).to.deep.equal([
      "/a",
      "/images/",
      "/images/x?y",
      "/q?x=1",
    ]);
    expect(invalidationMatcher(["/*"])("/anything")).to.equal(true);
  });

  for (const path of ["/a*b", "/**", "/~user", "/%7Euser", "/a b", `/${"a".repeat(4000)}`]) {
    it(`are refused: ${path.slice(0, 20)} (HD-77)`, async () => {
      expect((await refusalOf(() => invalidationMatcher([path]))).code).to.equal("InvalidArgument");
    });
  }
});
