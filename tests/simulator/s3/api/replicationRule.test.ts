import { expect } from "chai";
import * as fc from "fast-check";
import { bucket } from "../support";
import { client, codeOf, elementOf } from "./support";

const pair = [bucket("site", "us-east-1"), bucket("copy", "us-west-2")];
const off = "<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>";
const on = "<DeleteMarkerReplication><Status>Enabled</Status></DeleteMarkerReplication>";
const tag = (key: string, value: string): string => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`;
const criteria = (status: string): string =>
  `<SourceSelectionCriteria><SseKmsEncryptedObjects><Status>${status}</Status></SseKmsEncryptedObjects></SourceSelectionCriteria>`;
const key = "arn:aws:kms:us-west-2:123456789012:key/1";
const encrypted = `<EncryptionConfiguration><ReplicaKmsKeyID>${key}</ReplicaKmsKeyID></EncryptionConfiguration>`;

function rules(inside: string, destination = ""): string {
  return `<ReplicationConfiguration><Role>arn:aws:iam::123456789012:role/r</Role><Rule><ID>one</ID><Status>Enabled</Status><Priority>1</Priority>${inside}<Destination><Bucket>arn:aws:s3:::copy</Bucket>${destination}</Destination></Rule></ReplicationConfiguration>`;
}

describe("a replication rule over S3's REST API", () => {
  it("copies only what has all of its tags and its prefix, and leaves markers at home (RP-3)", async () => {
    const { send, s3, clock } = client(pair);
    const filter = `<Filter><And><Prefix>in/</Prefix>${tag("a", "1")}${tag("b", "2")}</And></Filter>`;
    expect(codeOf(await send("PUT site?replication", { body: rules(`${filter}${off}`) }))).to.equal("200");
    const objects = {
      "in/both": "a=1&b=2&c=3",
      "in/one": "a=1",
      "in/other": "a=1&b=3",
      "out/both": "a=1&b=2",
      "in/none": "",
    };
    for (const [name, tags] of Object.entries(objects)) {
      await send(`PUT site/${name}`, { headers: tags === "" ? {} : { "x-amz-tagging": tags } });
    }
    await send("DELETE site/in/both");
    await clock.advance(1000);
    expect(s3.listObjects("copy").map((object) => object.key)).to.deep.equal(["in/both"]);
    expect(s3.headObject("site", "in/one")?.replicationStatus).to.equal(undefined);
  });

  it("takes tags along to the copy (RP-11)", async () => {
    const { send, s3, clock } = client(pair);
    await send("PUT site?replication", { body: rules(`<Filter>${tag("a", "1")}</Filter>${off}`) });
    await send("PUT site/k", { headers: { "x-amz-tagging": "a=1" } });
    await clock.advance(1000);
    expect(s3.headObject("copy", "k")?.attributes.tags).to.deep.equal([{ key: "a", value: "1" }]);
  });

  it("is told as it was set: any tags, and the key of the copies (RP-10)", async () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const tags = fc.uniqueArray(fc.tuple(name, name), { maxLength: 4, selector: ([first]) => first });
    await fc.assert(
      fc.asyncProperty(tags, name, fc.boolean(), async (given, prefix, kms) => {
        const { send } = client(pair);
        const filter = `<Filter><And><Prefix>${prefix}</Prefix>${given.map(([k, v]) => tag(k, v)).join("")}</And></Filter>`;
        const body = rules(`${filter}${off}${kms ? criteria("Enabled") : ""}`, kms ? encrypted : "");
        expect(codeOf(await send("PUT site?replication", { body }))).to.equal("200");
        const told = await send("GET site?replication");
        expect(elementOf(told, "Key")).to.deep.equal(given.map(([k]) => k));
        expect(elementOf(told, "Value")).to.deep.equal(given.map(([, v]) => v));
        expect(elementOf(told, "Prefix")).to.deep.equal([prefix]);
        expect(elementOf(told, "ReplicaKmsKeyID")).to.deep.equal(kms ? [key] : []);
        expect((await send("PUT site?replication", { body: told.body })).status).to.equal(200);
      }),
      { numRuns: 50 },
    );
  });

  const refused: readonly (readonly [string, string, string, string])[] = [
    ["tags together with delete markers (RP-3)", `<Filter>${tag("a", "1")}</Filter>${on}`, "", "400 InvalidRequest"],
    ["a tag twice", `<Filter><And>${tag("a", "1")}${tag("a", "2")}</And></Filter>${off}`, "", "400 InvalidTag"],
    ["two filters without And", `<Filter><Prefix>x</Prefix>${tag("a", "1")}</Filter>${off}`, "", "400 MalformedXML"],
    ["objects under a key without a key for the copies (RP-10)", criteria("Enabled"), "", "400 InvalidRequest"],
    ["a key for the copies of no objects (RP-10)", "", encrypted, "400 InvalidRequest"],
    ["a switch that is neither on nor off", criteria("Perhaps"), "", "400 MalformedXML"],
    ["replication time control (RP-6)", "", "<ReplicationTime/>", "501 NotImplemented"],
  ];
  for (const [what, inside, destination, code] of refused) {
    it(`does not take ${what}, and the bucket stays without rules: ${code}`, async () => {
      const { send } = client(pair);
      expect(codeOf(await send("PUT site?replication", { body: rules(inside, destination) }))).to.equal(code);
      expect(codeOf(await send("GET site?replication"))).to.equal("404 ReplicationConfigurationNotFoundError");
    });
  }
});
