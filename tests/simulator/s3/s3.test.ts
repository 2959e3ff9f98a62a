import { expect } from "chai";
import * as fc from "fast-check";
import type { Versioning } from "../../../simulator/s3";
import { VirtualClock } from "../../../simulator/clock";
import { IdSource } from "../../../simulator/s3/ids";
import { refusalOf } from "../../support/refusal";
import { bucket, bytes, identity, textOf, twoRegions, world } from "./support";

describe("a bucket's owner", () => {
  it("writes, reads, heads and lists", () => {
    const { s3 } = world([bucket("site", "us-east-1")]);
    const { versionId, etag } = s3.putObject("site", "b", { body: bytes("abc"), contentType: "text/plain" });
    s3.putObject("site", "a", { body: bytes("") });
    expect(etag).to.equal('"900150983cd24fb0d6963f7d28e17f72"');
    expect(textOf(s3.getObject("site", "b")?.body ?? bytes("nothing"))).to.equal("abc");
    expect(s3.headObject("site", "b")).to.deep.include({
      key: "b",
      versionId,
      etag,
      size: 3,
      attributes: { contentType: "text/plain" },
    });
    expect(s3.headObject("site", "b")).not.to.have.property("body");
    expect(s3.headObject("site", "c")).to.be.undefined;
    expect(s3.listObjects("site").map(({ key }) => key)).to.deep.equal(["a", "b"]);
  });

  it("is told the buckets and their regions", () => {
    const { s3 } = twoRegions();
    expect(s3.bucketNames().map((name) => [name, s3.bucketRegion(name)])).to.deep.equal([
      ["site", "us-east-1"],
      ["copy", "us-west-2"],
    ]);
  });

  it("is not bound by the bucket's policy", () => {
    const { s3 } = world([bucket("site", "us-east-1", { policy: undefined })]);
    s3.putObject("site", "a", { body: bytes("1") });
    expect(s3.getObject("site", "a")).to.not.be.undefined;
  });

  it("is refused a bucket that is not there, with the names of those that are", async () => {
    const refusal = await refusalOf(() => twoRegions().s3.listObjects("sight"));
    expect(refusal.code).to.equal("NoSuchBucket");
    expect(refusal.sentence).to.equal(
      "bucket must be one that the program creates, got sight; supply one of site, copy",
    );
  });

  for (const [title, key] of [
    ["empty", ""],
    ["longer than 1024 bytes", "é".repeat(513)],
    ["no well-formed Unicode", "a\ud800"],
  ] as const) {
    it(`is refused a key that is ${title}`, async () => {
      const refusal = await refusalOf(() =>
        world([bucket("site", "us-east-1")]).s3.putObject("site", key, { body: bytes("") }),
      );
      expect([refusal.code, refusal.path]).to.deep.equal(["E_S3", "key"]);
    });
  }

  it("adds a delete marker even to a key that never was (S3-6)", () => {
    const { s3 } = world([bucket("site", "us-east-1")]);
    const deleted = s3.deleteObject("site", "a");
    expect(deleted.deleteMarker).to.be.true;
    expect(s3.listVersions("site")).to.have.length(1);
    expect(s3.deleteObject("site", "a", deleted.versionId)).to.deep.equal(deleted);
    expect(s3.listVersions("site")).to.deep.equal([]);
    expect(s3.deleteObject("site", "a", "never-was")).to.deep.equal({ versionId: "never-was", deleteMarker: false });
  });

  it("keeps old versions when versioning is suspended, and writes over the null version alone", () => {
    const { s3 } = world([bucket("site", "us-east-1")]);
    const first = s3.putObject("site", "a", { body: bytes("1") });
    s3.putBucketVersioning("site", "Suspended");
    s3.putObject("site", "a", { body: bytes("2") });
    s3.putObject("site", "a", { body: bytes("3") });
    expect(s3.listVersions("site", "a").map(({ versionId }) => versionId)).to.deep.equal(["null", first.versionId]);
    expect(s3.deleteObject("site", "a")).to.deep.equal({ versionId: "null", deleteMarker: true });
    expect(s3.listVersions("site", "a").map(({ deleteMarker }) => deleteMarker)).to.deep.equal([true, false]);
  });

  it("gets a snapshot that is plain JSON and the same for the same content", () => {
    const build = (): unknown => {
      const { s3 } = twoRegions();
      s3.putObject("site", "b", { body: bytes("1"), metadata: { m: "1" } });
      s3.deleteObject("site", "a");
      return s3.snapshot("site");
    };
    expect(build()).to.deep.equal(build());
    expect(JSON.parse(JSON.stringify(build()))).to.deep.equal(build());
  });

  const step = fc.oneof(
    fc.record({ op: fc.constant("put" as const), key: fc.constantFrom("a", "b"), text: fc.string() }),
    fc.record({ op: fc.constant("delete" as const), key: fc.constantFrom("a", "b") }),
    fc.record({ op: fc.constant("remove" as const), key: fc.constantFrom("a", "b"), which: fc.nat(5) }),
  );
  for (const versioning of ["Enabled", "Suspended", "Off"] as const) {
    it(`reads what a plain list of writes says, with versioning ${versioning}`, () => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
          const { s3 } = world([bucket("site", "us-east-1", { versioning })]);
          const oracle = new Oracle(versioning);
          for (const one of steps) {
            if (one.op === "put") {
              oracle.put(one.key, s3.putObject("site", one.key, { body: bytes(one.text) }).versionId, one.text);
            } else if (one.op === "delete") {
              oracle.delete(one.key, s3.deleteObject("site", one.key).versionId);
            } else {
              const versionId = oracle.ids(one.key)[one.which] ?? "never-was";
              s3.deleteObject("site", one.key, versionId);
              oracle.remove(one.key, versionId);
            }
          }
          for (const key of ["a", "b"]) {
            const object = s3.getObject("site", key);
            expect(object === undefined ? undefined : textOf(object.body)).to.equal(oracle.read(key));
            expect(
              s3
                .listVersions("site", key)
                .map(({ versionId }) => versionId)
                .reverse(),
            ).to.deep.equal(oracle.ids(key));
          }
        }),
      );
    });
  }
});

/** A log of writes, the newest last; undefined is a delete marker. */
class Oracle {
  private log: { readonly key: string; readonly id: string; readonly text: string | undefined }[] = [];

  constructor(private readonly versioning: Versioning) {}

  put(key: string, id: string, text: string | undefined): void {
    this.remove(key, id);
    this.log.push({ key, id, text });
  }

  delete(key: string, id: string | undefined): void {
    if (this.versioning === "Off" || id === undefined) this.remove(key, "null");
    else this.put(key, id, undefined);
  }

  remove(key: string, id: string): void {
    this.log = this.log.filter((entry) => entry.key !== key || entry.id !== id);
  }

  ids(key: string): readonly string[] {
    return this.log.filter((entry) => entry.key === key).map(({ id }) => id);
  }

  read(key: string): string | undefined {
    return this.log.filter((entry) => entry.key === key).at(-1)?.text;
  }
}

describe("the same buckets at another time", () => {
  it("tell that time in their answers, and share every object", async () => {
    const { s3 } = world([bucket("site", "us-east-1")]);
    s3.putObject("site", "a", { body: bytes("1") });
    const later = s3.asSeenAt(new VirtualClock(Date.UTC(2030, 0, 1)));
    const outcome = await later.exchange(
      {
        originId: "site",
        host: "site.s3.us-east-1.amazonaws.com",
        secure: true,
        method: "GET",
        path: "/a",
        headers: {},
        principal: identity,
      },
      { connectTimeoutMs: 1000, readTimeoutMs: 1000 },
    );
    const response = outcome.kind === "response" ? outcome.response : undefined;
    expect(response?.status).to.equal(200);
    expect(response?.headers["date"]).to.equal("Tue, 01 Jan 2030 00:00:00 GMT");
    expect(response?.headers["last-modified"]).to.equal("Thu, 01 Jan 2026 00:00:00 GMT");
  });
});

describe("the ids of requests", () => {
  it("have S3's form, and are never the same", () => {
    const ids = new IdSource();
    const seen = new Set<string>();
    for (let request = 0; request < 70_000; request++) {
      const { requestId, hostId } = ids.nextRequest();
      seen.add(requestId).add(hostId);
      if (request > 2) continue;
      expect(requestId).to.match(/^[0-9A-F]{16}$/);
      expect(hostId).to.match(/^[A-Za-z0-9+/]{75}=$/);
    }
    expect(seen.size).to.equal(140_000);
  });
});
