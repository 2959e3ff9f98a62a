import { expect } from "chai";
import { EmbeddedCloud } from "../../simulator";
import { VirtualClock } from "../../simulator/clock";
import type { Switches } from "../../simulator/cloudfront/switches";
import { siteModel } from "../support/edge";
import { requestOf } from "./s3/api/support";
import { bucket, policyOf, rule } from "./s3/support";

const role = "arn:aws:iam::111122223333:role/replication";
/** All that objects need and markers do not, but for the reading of versions. */
const policy = policyOf({
  Effect: "Allow",
  Action: ["s3:Get*Configuration", "s3:List*", "s3:Replicate*"],
  Resource: "*",
});
const trust = policyOf({
  Effect: "Allow",
  Principal: { Service: "s3.amazonaws.com" },
  Action: "sts:AssumeRole",
  Resource: "*",
});

function cloudOf(
  known: boolean,
  switches: Partial<Switches>,
): { readonly clock: VirtualClock; readonly cloud: EmbeddedCloud } {
  const rules = [rule("copy", { deleteMarkers: true }), rule("tagged", { tags: [{ key: "a", value: "1" }] })];
  const buckets = [
    bucket("site", "us-east-1", { replication: { role, rules } }),
    bucket("copy", "us-west-2"),
    bucket("tagged", "us-west-2"),
  ];
  const roles = known ? [{ arn: role, trust, policies: [policy], complete: true }] : [];
  const clock = new VirtualClock();
  return { clock, cloud: new EmbeddedCloud({ ...siteModel(), buckets, roles }, { clock, switches }) };
}

describe("an embedded cloud", () => {
  it("starts the process for CloudFront Functions at once where the site has some, and no other", async () => {
    const there = (): number => process.listenerCount("exit");
    const code = { arn: "arn", name: "site", runtime: "cloudfront-js-2.0", code: "function handler() {}" };
    for (const [functions, started] of [[[code], 1] as const, [[], 0] as const]) {
      const before = there();
      const cloud = new EmbeddedCloud({ ...siteModel(), functions }, { clock: new VirtualClock() });
      expect(there() - before).to.equal(started);
      await cloud.close();
    }
  });
});

describe("an embedded cloud hands the switches on to S3", () => {
  for (const [value, tag] of [
    ["when-written", "2"],
    ["always", "1"],
  ] as const) {
    it(`replica-tag-rules=${value} (SIM-34)`, async () => {
      const { clock, cloud } = cloudOf(false, { "replica-tag-rules": value });
      cloud.s3.putObject("site", "k", { body: Buffer.from("1"), tags: [{ key: "a", value: "1" }] });
      await clock.run(() => cloud.s3.whenReplicated());
      const body = "<Tagging><TagSet><Tag><Key>a</Key><Value>2</Value></Tag></TagSet></Tagging>";
      await cloud.s3.handle(requestOf("PUT site/k?tagging", { body }));
      await clock.run(() => cloud.s3.whenReplicated());
      expect(cloud.s3.headObject("tagged", "k")?.attributes.tags).to.deep.equal([{ key: "a", value: tag }]);
      await cloud.close();
    });
  }

  for (const [value, markers] of [
    ["replicate-delete", 1],
    ["read-version", 0],
  ] as const) {
    it(`marker-role=${value} (SIM-35)`, async () => {
      const { clock, cloud } = cloudOf(true, { "marker-role": value });
      cloud.s3.deleteObject("site", "k");
      await clock.run(() => cloud.s3.whenReplicated());
      expect(cloud.s3.listVersions("copy").length).to.equal(markers);
      await cloud.close();
    });
  }
});
