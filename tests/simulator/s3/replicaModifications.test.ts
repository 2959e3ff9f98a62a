import { expect } from "chai";
import type { Bucket, ReplicationRule } from "../../../simulator/model/siteModel";
import type { S3Options } from "../../../simulator/s3";
import type { Tag } from "../../../simulator/s3/tags";
import { client, codeOf, elementOf } from "./api/support";
import { bucket, rule } from "./support";

type Client = ReturnType<typeof client>;

/** Requests to the replica are signed for its region. */
const there = { region: "us-west-2" };
const replicates = (...rules: ReplicationRule[]): Partial<Bucket> => ({ replication: { role: "r", rules } });
const back = { replicaModifications: true };

/** `site` copies to `copy`, and back as the rules say. */
function pair(
  out: ReplicationRule[] = [rule("copy")],
  home: ReplicationRule[] = [],
  options?: Partial<S3Options>,
): Client {
  return client(
    [
      bucket("site", "us-east-1", replicates(...out)),
      bucket("copy", "us-west-2", home.length === 0 ? {} : replicates(...home)),
    ],
    options,
  );
}

const tagsIn = ({ s3 }: Client, name: string): readonly Tag[] | undefined =>
  s3.headObject(name, "k")?.attributes.tags ?? undefined;
const statusIn = ({ s3 }: Client, name: string): string | undefined => s3.headObject(name, "k")?.replicationStatus;
const tagging = (value: string): { readonly body: string } => ({
  body: `<Tagging><TagSet><Tag><Key>a</Key><Value>${value}</Value></Tag></TagSet></Tagging>`,
});
const tagged = (value: string): readonly Tag[] => [{ key: "a", value }];

async function written(site: Client, headers = {}): Promise<Client> {
  await site.send("PUT site/k", { body: "1", headers });
  await site.clock.advance(1000);
  return site;
}

describe("a change of tags after an object was copied", () => {
  it("goes to its copy after the lag, whatever the rule says of replicas (RP-12)", async () => {
    for (const rules of [[rule("copy")], [rule("copy", { replicaModifications: false })], [rule("copy", back)]]) {
      const site = await written(pair(rules));
      await site.send("PUT site/k?tagging", tagging("1"));
      expect([statusIn(site, "site"), tagsIn(site, "copy")]).to.deep.equal(["PENDING", undefined]);
      await site.clock.advance(999);
      expect(tagsIn(site, "copy")).to.equal(undefined);
      await site.clock.advance(1);
      expect([statusIn(site, "site"), statusIn(site, "copy")]).to.deep.equal(["COMPLETED", "REPLICA"]);
      expect(tagsIn(site, "copy")).to.deep.equal(tagged("1"));
      await site.send("DELETE site/k?tagging");
      await site.clock.advance(1000);
      expect(tagsIn(site, "copy")).to.equal(undefined);
    }
  });

  it("makes no new version, here or there, and leaves bytes, date and tag of the copy as they were", async () => {
    const site = await written(pair());
    const before = site.s3.headObject("copy", "k");
    await site.send("PUT site/k?tagging", tagging("1"));
    await site.clock.advance(1000);
    expect(site.s3.headObject("copy", "k")).to.deep.equal({ ...before, attributes: { tags: tagged("1") } });
    expect(["site", "copy"].map((name) => site.s3.listVersions(name).length)).to.deep.equal([1, 1]);
  });

  it("goes to the copy of an older version that is named", async () => {
    const site = await written(pair());
    const old = site.s3.headObject("site", "k")?.versionId ?? "";
    await written(site);
    await site.send(`PUT site/k?tagging&versionId=${old}`, tagging("1"));
    await site.clock.advance(1000);
    expect(tagsIn(site, "copy")).to.equal(undefined);
    expect(site.s3.headObject("copy", "k", old)?.attributes.tags).to.deep.equal(tagged("1"));
  });

  it("reaches a copy that is still under way, and the last of several changes stays", async () => {
    const site = pair();
    await site.send("PUT site/k", { body: "1" });
    await site.clock.advance(500);
    await site.send("PUT site/k?tagging", tagging("1"));
    await site.clock.advance(200);
    await site.send("PUT site/k?tagging", tagging("2"));
    await site.clock.advance(300);
    expect([statusIn(site, "site"), statusIn(site, "copy")]).to.deep.equal(["PENDING", "REPLICA"]);
    await site.clock.advance(2000);
    expect([statusIn(site, "site"), tagsIn(site, "copy")]).to.deep.equal(["COMPLETED", tagged("2")]);
  });

  it("does not make a rule by tag take an object that it left at home when it was written (RP-2)", async () => {
    const site = await written(pair([rule("copy", { tags: tagged("1") })]));
    await site.send("PUT site/k?tagging", tagging("1"));
    await site.clock.advance(5000);
    expect([statusIn(site, "site"), site.s3.listVersions("copy")]).to.deep.equal([undefined, []]);
  });

  for (const [tagRules, value] of [
    ["when-written", "2"],
    ["always", "1"],
  ] as const) {
    it(`leaves the copy with tag ${value} where the tags of its rule count ${tagRules} (SIM-34)`, async () => {
      const site = pair([rule("copy", { tags: tagged("1") })], [], { assumptions: { tagRules } });
      await written(site, { "x-amz-tagging": "a=1" });
      await site.send("PUT site/k?tagging", tagging("2"));
      await site.clock.advance(1000);
      expect([statusIn(site, "site"), tagsIn(site, "copy")]).to.deep.equal(["COMPLETED", tagged(value)]);
    });
  }

  it("leaves a copy that has failed as it is (RP-8)", async () => {
    const site = pair();
    site.s3.putBucketVersioning("copy", "Suspended");
    await written(site);
    site.s3.putBucketVersioning("copy", "Enabled");
    await site.send("PUT site/k?tagging", tagging("1"));
    await site.clock.advance(5000);
    expect([statusIn(site, "site"), site.s3.listVersions("copy")]).to.deep.equal(["FAILED", []]);
  });

  it("is itself failed by a destination that keeps no versions any more (RP-14)", async () => {
    const site = await written(pair());
    site.s3.putBucketVersioning("copy", "Suspended");
    await site.send("PUT site/k?tagging", tagging("1"));
    await site.clock.advance(1000);
    expect([statusIn(site, "site"), tagsIn(site, "copy")]).to.deep.equal(["FAILED", undefined]);
  });

  it("finds nothing to change where the copy is gone", async () => {
    const site = await written(pair());
    site.s3.deleteObject("copy", "k", site.s3.headObject("copy", "k")?.versionId);
    await site.send("PUT site/k?tagging", tagging("1"));
    await site.clock.advance(1000);
    expect([statusIn(site, "site"), site.s3.listVersions("copy")]).to.deep.equal(["COMPLETED", []]);
  });
});

describe("a change of a replica's tags (RP-12)", () => {
  const both = (): Client => pair([rule("copy", back)], [rule("site", back)]);

  it("goes back to the original where both ends sync: PENDING meanwhile, then REPLICA again (RP-8)", async () => {
    const site = await written(both());
    await site.send("PUT copy/k?tagging", { ...there, ...tagging("1") });
    expect([statusIn(site, "copy"), tagsIn(site, "site")]).to.deep.equal(["PENDING", undefined]);
    await site.clock.advance(1000);
    expect([statusIn(site, "copy"), statusIn(site, "site")]).to.deep.equal(["REPLICA", "COMPLETED"]);
    expect(tagsIn(site, "site")).to.deep.equal(tagged("1"));
    await site.clock.advance(5000);
    expect(site.s3.pendingReplications).to.equal(0);
  });

  it("goes on to work after a first change, in both directions, with neither coming back as an echo", async () => {
    const site = await written(both());
    await site.send("PUT copy/k?tagging", { ...there, ...tagging("1") });
    await site.clock.advance(1000);
    await site.send("PUT site/k?tagging", tagging("2"));
    await site.clock.advance(1000);
    expect(["site", "copy"].map((name) => tagsIn(site, name))).to.deep.equal([tagged("2"), tagged("2")]);
    await site.send("PUT copy/k?tagging", { ...there, ...tagging("3") });
    await site.send("DELETE copy/k?tagging", there);
    await site.clock.advance(1000);
    expect([tagsIn(site, "site"), statusIn(site, "copy")]).to.deep.equal([undefined, "REPLICA"]);
  });

  const oneSided: readonly (readonly [string, ReplicationRule[], ReplicationRule[]])[] = [
    ["without a rule back", [rule("copy", back)], []],
    ["with a rule back that does not ask for it", [rule("copy", back)], [rule("site")]],
    ["where only the replica's end asks for it", [rule("copy")], [rule("site", back)]],
    ["with a rule back that is off", [rule("copy", back)], [rule("site", { ...back, enabled: false })]],
    ["with a rule back for other keys", [rule("copy", back)], [rule("site", { ...back, prefix: "other/" })]],
    ["with a rule back to elsewhere", [rule("copy", back)], [rule("else", back)]],
  ];
  for (const [how, out, home] of oneSided) {
    it(`stays where it is ${how}`, async () => {
      const site = await written(pair(out, home));
      await site.send("PUT copy/k?tagging", { ...there, ...tagging("1") });
      expect(statusIn(site, "copy")).to.equal("REPLICA");
      await site.clock.advance(5000);
      expect([tagsIn(site, "site"), tagsIn(site, "copy")]).to.deep.equal([undefined, tagged("1")]);
    });
  }

  it("is FAILED on the replica when its original's bucket keeps no versions any more (RP-8)", async () => {
    const site = await written(both());
    await site.send("PUT copy/k?tagging", { ...there, ...tagging("1") });
    site.s3.putBucketReplication("site", undefined);
    site.s3.putBucketVersioning("site", "Suspended");
    await site.clock.advance(1000);
    expect([statusIn(site, "copy"), tagsIn(site, "site")]).to.deep.equal(["FAILED", undefined]);
  });

  it("is asked for over S3's REST API with a filter, told as it was set, and refused without one", async () => {
    const { send } = pair();
    const rules = (inside: string, status: string): { readonly body: string } => ({
      body: `<ReplicationConfiguration><Role>arn:aws:iam::123456789012:role/r</Role><Rule><Status>Enabled</Status><Priority>1</Priority>${inside}<SourceSelectionCriteria><ReplicaModifications><Status>${status}</Status></ReplicaModifications></SourceSelectionCriteria><DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication><Destination><Bucket>arn:aws:s3:::copy</Bucket></Destination></Rule></ReplicationConfiguration>`,
    });
    const filter = "<Filter><Prefix></Prefix></Filter>";
    for (const status of ["Enabled", "Disabled"]) {
      expect(codeOf(await send("PUT site?replication", rules(filter, status)))).to.equal("200");
      const told = await send("GET site?replication");
      expect(Buffer.from(told.body).toString()).to.contain(
        `<SourceSelectionCriteria><ReplicaModifications><Status>${status}</Status></ReplicaModifications></SourceSelectionCriteria>`,
      );
      expect(elementOf(told, "Status")).to.have.length(3);
    }
    expect(codeOf(await send("PUT site?replication", rules("", "Enabled")))).to.equal("400 InvalidRequest");
    expect(codeOf(await send("PUT site?replication", rules(filter, "Perhaps")))).to.equal("400 MalformedXML");
  });
});
