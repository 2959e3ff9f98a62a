import { expect } from "chai";
import * as fc from "fast-check";
import { refusalOf } from "../../support/refusal";
import { ask, bucket, bytes, header, rule, textOf, twoRegions, world, type World } from "./support";

const settle = ({ clock, s3 }: World): Promise<void> => clock.run(() => s3.whenReplicated());
const put = ({ s3 }: World, name: string, key: string, text = "1"): string =>
  s3.putObject(name, key, { body: bytes(text) }).versionId;
const statusOf = ({ s3 }: World, name: string, key: string): string | undefined =>
  s3.headObject(name, key)?.replicationStatus;

describe("replication", () => {
  it("copies a write after the lag, with its version id, tag and metadata (RP-11), and its time, which is assumed", async () => {
    const site = twoRegions([rule("copy")], { replicationLagMs: 5000 });
    site.s3.putObject("site", "a", {
      body: bytes("1"),
      contentType: "text/plain",
      cacheControl: "max-age=1",
      metadata: { m: "1" },
    });
    await site.clock.advance(4999);
    expect(site.s3.getObject("copy", "a")).to.be.undefined;
    await site.clock.advance(1);
    const source = site.s3.getObject("site", "a");
    expect(site.s3.getObject("copy", "a")).to.deep.equal({ ...source, replicationStatus: "REPLICA" });
  });

  it("lags by a second unless told otherwise", async () => {
    const site = twoRegions();
    put(site, "site", "a");
    const before = site.clock.now();
    await settle(site);
    expect(site.clock.now() - before).to.equal(1000);
  });

  it("shows PENDING, then COMPLETED on the source and REPLICA on the copy (RP-8)", async () => {
    const site = twoRegions();
    put(site, "site", "a");
    expect(header(await ask(site.s3, "/a"), "x-amz-replication-status")).to.equal("PENDING");
    expect(site.s3.pendingReplications).to.equal(1);
    await settle(site);
    expect(site.s3.pendingReplications).to.equal(0);
    expect(header(await ask(site.s3, "/a"), "x-amz-replication-status")).to.equal("COMPLETED");
    const copy = await ask(site.s3, "/a", { host: "copy.s3.us-west-2.amazonaws.com" });
    expect([textOf(copy.body), header(copy, "x-amz-replication-status")]).to.deep.equal(["1", "REPLICA"]);
  });

  it("copies every write without any lag too", async () => {
    const site = twoRegions([rule("copy")], { replicationLagMs: 0 });
    for (const key of ["a", "b"]) {
      put(site, "site", key);
      expect(site.s3.getObject("copy", key)).to.be.undefined;
      await settle(site);
      expect(site.s3.getObject("copy", key)).to.not.be.undefined;
    }
  });

  it("resolves whenReplicated at once when nothing is pending", async () => {
    await twoRegions().s3.whenReplicated();
  });

  it("fails for good without a destination or without its versioning (RP-1, RP-8, RP-14)", async () => {
    for (const versioning of ["Suspended", "Off"] as const) {
      const site = world([
        bucket("site", "us-east-1", {
          replication: { role: "r", rules: [rule("copy", { prefix: "a" }), rule("gone", { prefix: "b" })] },
        }),
        bucket("copy", "us-west-2", { versioning }),
      ]);
      put(site, "site", "a");
      put(site, "site", "b");
      await settle(site);
      expect([statusOf(site, "site", "a"), statusOf(site, "site", "b")]).to.deep.equal(["FAILED", "FAILED"]);
      expect(site.s3.listVersions("copy")).to.deep.equal([]);
    }
  });

  it("fails when one of several copies fails, though the others were made (RP-8)", async () => {
    const rules = [rule("copy", { priority: 1 }), rule("gone", { priority: 2 })];
    const site = twoRegions(rules);
    put(site, "site", "a");
    await settle(site);
    expect(statusOf(site, "site", "a")).to.equal("FAILED");
    expect(site.s3.getObject("copy", "a")).to.not.be.undefined;
  });

  it("does not bring back what is written to the replica (RP-18)", async () => {
    const site = twoRegions();
    put(site, "copy", "during-an-outage");
    await settle(site);
    expect(site.s3.getObject("site", "during-an-outage")).to.be.undefined;
  });

  it("leaves the regions at different releases until its lag is over (RP-17)", async () => {
    const site = twoRegions([rule("copy")], { replicationLagMs: 5_000 });
    const textIn = (name: string): string | undefined => {
      const body = site.s3.getObject(name, "index.html")?.body;
      return body === undefined ? undefined : textOf(body);
    };
    put(site, "site", "index.html", "old");
    await settle(site);
    put(site, "site", "index.html", "new");
    await site.clock.advance(4_999);
    expect([textIn("site"), textIn("copy")]).to.deep.equal(["new", "old"]);
    await settle(site);
    expect([textIn("site"), textIn("copy")]).to.deep.equal(["new", "new"]);
  });

  it("needs versioning on the source (RP-1)", async () => {
    const site = twoRegions();
    const refusal = await refusalOf(() => {
      site.s3.putBucketVersioning("site", "Suspended");
    });
    expect(refusal.code).to.equal("E_S3");
    const replication = { role: "r", rules: [rule("copy")] };
    const off = world([bucket("site", "us-east-1", { versioning: "Off", replication }), bucket("copy", "us-west-2")]);
    put(off, "site", "a");
    expect([statusOf(off, "site", "a"), off.s3.pendingReplications]).to.deep.equal([undefined, 0]);
  });

  it("copies only what is written after the rule exists (RP-2)", async () => {
    const site = world([bucket("site", "us-east-1"), bucket("copy", "us-west-2")]);
    put(site, "site", "old");
    site.s3.putBucketReplication("site", { role: "r", rules: [rule("copy")] });
    put(site, "site", "new");
    await settle(site);
    expect(site.s3.listObjects("copy").map(({ key }) => key)).to.deep.equal(["new"]);
    expect(statusOf(site, "site", "old")).to.be.undefined;
  });

  it("copies only what a rule's prefix and switch let through", async () => {
    const site = twoRegions([rule("copy", { prefix: "in/" }), rule("copy", { id: "off", enabled: false })]);
    for (const key of ["in/a", "out/a"]) put(site, "site", key);
    await settle(site);
    expect(site.s3.listObjects("copy").map(({ key }) => key)).to.deep.equal(["in/a"]);
  });

  it("leaves delete markers at home, so that a page lives on in the replica (RP-3, RP-15)", async () => {
    const site = twoRegions();
    put(site, "site", "a");
    await settle(site);
    site.s3.deleteObject("site", "a");
    await settle(site);
    expect(site.s3.getObject("site", "a")).to.be.undefined;
    expect(site.s3.getObject("copy", "a")).to.not.be.undefined;
  });

  it("takes delete markers along when the rule says so, and empties both regions (RP-3, RP-16, V14)", async () => {
    const site = twoRegions([rule("copy", { deleteMarkers: true })]);
    put(site, "site", "a");
    const { versionId } = site.s3.deleteObject("site", "a");
    await settle(site);
    expect(site.s3.getObject("copy", "a")).to.be.undefined;
    expect(site.s3.listVersions("copy", "a")[0]).to.include({ versionId, deleteMarker: true });
  });

  it("lets the rule of the highest priority decide for one destination", async () => {
    const site = twoRegions([
      rule("copy", { deleteMarkers: true, priority: 1 }),
      rule("copy", { deleteMarkers: false, priority: 2 }),
    ]);
    put(site, "site", "a");
    site.s3.deleteObject("site", "a");
    await settle(site);
    expect(site.s3.getObject("copy", "a")).to.not.be.undefined;
  });

  it("fails for good once the replica's versioning is suspended, for objects alone (RP-14)", async () => {
    const site = twoRegions();
    site.s3.putBucketVersioning("copy", "Suspended");
    put(site, "site", "a");
    await settle(site);
    expect(statusOf(site, "site", "a")).to.equal("FAILED");
    site.s3.putBucketVersioning("copy", "Enabled");
    await settle(site);
    expect([statusOf(site, "site", "a"), site.s3.listVersions("copy").length]).to.deep.equal(["FAILED", 0]);
  });

  it("lets the two regions serve different releases until the copies are there (RP-17)", async () => {
    const site = twoRegions();
    const replica = { host: "copy.s3.us-west-2.amazonaws.com" };
    const release = (text: string): void => {
      ["app.js", "index.html"].forEach((key) => put(site, "site", key, text));
    };
    release("1");
    await settle(site);
    release("2");
    const served = async (): Promise<string[]> =>
      [await ask(site.s3, "/index.html"), await ask(site.s3, "/app.js", replica)].map(({ body }) => textOf(body));
    expect(await served()).to.deep.equal(["2", "1"]);
    await settle(site);
    expect(await served()).to.deep.equal(["2", "2"]);
  });

  it("brings nothing back that is written to the replica during an outage (RP-18)", async () => {
    const site = twoRegions();
    put(site, "site", "a", "before");
    await settle(site);
    put(site, "copy", "a", "during");
    await settle(site);
    const texts = ["site", "copy"].map((name) => textOf(site.s3.getObject(name, "a")?.body ?? bytes("")));
    expect([...texts, statusOf(site, "copy", "a")]).to.deep.equal(["before", "during", undefined]);
  });

  it("never copies the removal of a version (RP-4)", async () => {
    const site = twoRegions([rule("copy", { deleteMarkers: true })]);
    const versionId = put(site, "site", "a");
    await settle(site);
    site.s3.deleteObject("site", "a", versionId);
    await settle(site);
    expect(site.s3.listVersions("site", "a")).to.deep.equal([]);
    expect(site.s3.getObject("copy", "a")?.versionId).to.equal(versionId);
  });

  it("copies nothing of a version that is removed before its turn", async () => {
    const site = twoRegions();
    site.s3.deleteObject("site", "a", put(site, "site", "a"));
    await settle(site);
    expect(site.s3.listVersions("copy")).to.deep.equal([]);
  });

  it("does not chain, so that two-way rules do not loop (RP-12)", async () => {
    const replication = (to: string): object => ({ replication: { role: "r", rules: [rule(to)] } });
    const site = world([
      bucket("a", "us-east-1", replication("b")),
      bucket("b", "us-west-2", replication("c")),
      bucket("c", "eu-west-1", replication("a")),
    ]);
    put(site, "a", "k");
    await settle(site);
    expect(["a", "b", "c"].map((name) => site.s3.listVersions(name).length)).to.deep.equal([1, 1, 0]);
  });

  it("holds everything back while paused and catches up afterwards (RP-13)", async () => {
    const site = twoRegions();
    site.s3.pauseReplication();
    put(site, "site", "a", "1");
    await site.clock.advance(60_000);
    put(site, "site", "a", "2");
    await site.clock.advance(60_000);
    expect([site.s3.pendingReplications, site.s3.listVersions("copy").length]).to.deep.equal([2, 0]);
    expect(statusOf(site, "site", "a")).to.equal("PENDING");
    site.s3.resumeReplication();
    await settle(site);
    expect(site.s3.listVersions("copy").map(({ versionId }) => versionId)).to.deep.equal(
      site.s3.listVersions("site").map(({ versionId }) => versionId),
    );
  });

  it("brings a bucket to the same versions in the same order, whatever is written when", async () => {
    const step = fc.record({
      op: fc.constantFrom("put", "delete", "wait"),
      key: fc.constantFrom("a", "b"),
      waitMs: fc.nat(1500),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const site = twoRegions([rule("copy", { deleteMarkers: true })]);
        for (const { op, key, waitMs } of steps) {
          if (op === "put") put(site, "site", key, String(waitMs));
          else if (op === "delete") site.s3.deleteObject("site", key);
          else await site.clock.advance(waitMs);
        }
        await settle(site);
        const versionsIn = (name: string): unknown =>
          site.s3.snapshot(name).versions.map((version) => ({ ...version, replicationStatus: undefined }));
        expect(versionsIn("copy")).to.deep.equal(versionsIn("site"));
      }),
      { numRuns: 60 },
    );
  });
});
