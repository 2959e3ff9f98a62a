import { expect } from "chai";
import fc from "fast-check";
import { bucket, noBlock, policyOf } from "../support";
import { alt, client, codeOf, elementOf, header, type Send } from "./support";

const tagging = (...tags: readonly (readonly [key: string, value: string])[]): string =>
  `<Tagging><TagSet>${tags.map(([key, value]) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`).join("")}</TagSet></Tagging>`;
const many = (count: number): string =>
  tagging(...Array.from({ length: count }, (_, index) => [`k${index}`, "v"] as const));

async function tagsOf(send: Send, place: string): Promise<readonly (readonly [string, string])[]> {
  const reply = await send(`GET ${place}${place.includes("?") ? "&" : "?"}tagging`);
  const values = elementOf(reply, "Value");
  return elementOf(reply, "Key").map((key, index) => [key, values[index] ?? ""]);
}

describe("tags over S3's REST API", () => {
  it("come with an object's write, are told by key, and counted where it is read", async () => {
    const { send } = client();
    await send("PUT site/k", { headers: { "x-amz-tagging": "foo=a%20b&bar" } });
    expect(await tagsOf(send, "site/k")).to.deep.equal([
      ["bar", ""],
      ["foo", "a b"],
    ]);
    for (const method of ["GET", "HEAD"]) {
      expect(header(await send(`${method} site/k`), "x-amz-tagging-count")).to.equal("2");
    }
    await send("PUT site/plain");
    expect(header(await send("GET site/plain"), "x-amz-tagging-count")).to.equal(undefined);
  });

  it("come with an upload in parts, where it begins", async () => {
    const { send } = client();
    const begun = await send("POST site/k?uploads", { headers: { "x-amz-tagging": "a=1" } });
    const id = elementOf(begun, "UploadId")[0] ?? "";
    const etag = header(await send(`PUT site/k?uploadId=${id}&partNumber=1`, { body: "x" }), "etag") ?? "";
    const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`;
    await send(`POST site/k?uploadId=${id}`, { body });
    expect(await tagsOf(send, "site/k")).to.deep.equal([["a", "1"]]);
  });

  it("are replaced as a whole and taken away, and the version stays the same", async () => {
    const { send, s3 } = client([bucket("site", "us-east-1", { versioning: "Enabled" })]);
    await send("PUT site/k", { headers: { "x-amz-tagging": "a=1" }, body: "bytes" });
    const [before] = s3.listVersions("site");
    const put = await send("PUT site/k?tagging", { body: tagging(["b", "2"], ["c", "3"]) });
    expect([put.status, header(put, "x-amz-version-id")]).to.deep.equal([200, before?.versionId]);
    expect(await tagsOf(send, "site/k")).to.deep.equal([
      ["b", "2"],
      ["c", "3"],
    ]);
    expect((await send("DELETE site/k?tagging")).status).to.equal(204);
    expect(await tagsOf(send, "site/k")).to.deep.equal([]);
    const versions = s3.listVersions("site");
    expect(versions.map(({ versionId, lastModified }) => [versionId, lastModified])).to.deep.equal([
      [before?.versionId, before?.lastModified],
    ]);
  });

  it("are those of the version that is named, and a delete marker has none (S3-6)", async () => {
    const { send } = client([bucket("site", "us-east-1", { versioning: "Enabled" })]);
    const first = header(await send("PUT site/k", { headers: { "x-amz-tagging": "a=1" } }), "x-amz-version-id") ?? "";
    await send("PUT site/k");
    expect(await tagsOf(send, "site/k")).to.deep.equal([]);
    expect(await tagsOf(send, `site/k?versionId=${first}`)).to.deep.equal([["a", "1"]]);
    expect(codeOf(await send("GET site/k?tagging&versionId=none"))).to.equal("404 NoSuchVersion");
    await send("DELETE site/k");
    expect(codeOf(await send("GET site/k?tagging"))).to.equal("405 MethodNotAllowed");
    expect(codeOf(await send("PUT site/none?tagging", { body: tagging() }))).to.equal("404 NoSuchKey");
  });

  it("go along with a copy unless it has its own", async () => {
    const { send } = client();
    await send("PUT site/k", { headers: { "x-amz-tagging": "a=1" } });
    const copy = { "x-amz-copy-source": "site/k", "x-amz-tagging": "b=2" };
    await send("PUT site/same", { headers: copy });
    await send("PUT site/other", { headers: { ...copy, "x-amz-tagging-directive": "REPLACE" } });
    await send("PUT site/described", { headers: { ...copy, "x-amz-metadata-directive": "REPLACE" } });
    expect(await tagsOf(send, "site/same")).to.deep.equal([["a", "1"]]);
    expect(await tagsOf(send, "site/other")).to.deep.equal([["b", "2"]]);
    expect(await tagsOf(send, "site/described")).to.deep.equal([["a", "1"]]);
    const wrong = await send("PUT site/x", { headers: { ...copy, "x-amz-tagging-directive": "KEEP" } });
    expect(codeOf(wrong)).to.equal("400 InvalidArgument");
  });

  it("of a bucket are put, told and taken away, up to fifty", async () => {
    const { send } = client();
    expect(codeOf(await send("GET site?tagging"))).to.equal("404 NoSuchTagSet");
    expect((await send("PUT site?tagging", { body: many(50) })).status).to.equal(204);
    expect(await tagsOf(send, "site")).to.have.length(50);
    expect(codeOf(await send("PUT site?tagging", { body: many(51) }))).to.equal("400 BadRequest");
    expect((await send("DELETE site?tagging")).status).to.equal(204);
    expect(codeOf(await send("GET site?tagging"))).to.equal("404 NoSuchTagSet");
  });

  const refused: readonly (readonly [what: string, body: string, code: string])[] = [
    ["eleven", many(11), "400 BadRequest"],
    ["a key twice", tagging(["a", "1"], ["a", "2"]), "400 InvalidTag"],
    ["an empty key", tagging(["", "1"]), "400 InvalidTag"],
    ["a key of 129 characters", tagging(["k".repeat(129), "1"]), "400 InvalidTag"],
    ["a value of 257 characters", tagging(["k", "v".repeat(257)]), "400 InvalidTag"],
    ["a key that is AWS's own", tagging(["aws:k", "1"]), "400 InvalidTag"],
    ["a tag without a value", "<Tagging><TagSet><Tag><Key>k</Key></Tag></TagSet></Tagging>", "400 MalformedXML"],
    ["no set", "<Tagging/>", "400 MalformedXML"],
  ];
  for (const [what, body, code] of refused) {
    it(`are refused with ${what}: ${code}, and nothing changes`, async () => {
      const { send } = client();
      await send("PUT site/k", { headers: { "x-amz-tagging": "a=1" } });
      expect(codeOf(await send("PUT site/k?tagging", { body }))).to.equal(code);
      expect(await tagsOf(send, "site/k")).to.deep.equal([["a", "1"]]);
    });
  }

  it("are refused in a header that cannot be read, and nothing is written", async () => {
    const { send, s3 } = client();
    const eleven = Array.from({ length: 11 }, (_, index) => `k${index}=v`).join("&");
    for (const [text, code] of [
      ["a=1&a=2", "400 InvalidArgument"],
      ["a=%zz", "400 InvalidArgument"],
      [eleven, "400 BadRequest"],
    ] as const) {
      expect(codeOf(await send("PUT site/k", { headers: { "x-amz-tagging": text } }))).to.equal(code);
    }
    expect(s3.listObjects("site")).to.deep.equal([]);
  });

  it("need permissions of their own: to be put with a write, to be told, to be counted", async () => {
    const Resource = "arn:aws:s3:::site/*";
    const allow = (Action: string[]) =>
      policyOf({ Effect: "Allow", Principal: { AWS: "444455556666" }, Action, Resource });
    const open = { versioning: "Off", publicAccessBlock: noBlock } as const;
    const plain = client([
      bucket("site", "us-east-1", { ...open, policy: allow(["s3:PutObject", "s3:GetObject"]) }),
    ]).send;
    const headers = { "x-amz-tagging": "a=1" };
    expect(codeOf(await plain("PUT site/k", { headers, caller: alt }))).to.equal("403 AccessDenied");
    await plain("PUT site/k", { headers });
    expect(header(await plain("GET site/k", { caller: alt }), "x-amz-tagging-count")).to.equal(undefined);
    expect(codeOf(await plain("GET site/k?tagging", { caller: alt }))).to.equal("403 AccessDenied");
    const all = ["s3:PutObject", "s3:GetObject", "s3:PutObjectTagging", "s3:GetObjectTagging"];
    const { send } = client([bucket("site", "us-east-1", { ...open, policy: allow(all) })]);
    expect((await send("PUT site/k", { headers, caller: alt })).status).to.equal(200);
    expect(header(await send("GET site/k", { caller: alt }), "x-amz-tagging-count")).to.equal("1");
  });

  it("come back as they were put, whatever they are", async () => {
    const text = (minLength: number) =>
      fc.string({ unit: fc.constantFrom("a", "é", "Z", "9", " ", "+", "-", "=", ".", "_", ":", "/", "@"), minLength });
    const key = text(1).filter((name) => !name.toLowerCase().startsWith("aws:"));
    const entries = fc.uniqueArray(fc.tuple(key, text(0)), { maxLength: 10, selector: ([name]) => name });
    await fc.assert(
      fc.asyncProperty(entries, async (tags) => {
        const { send } = client();
        const query = tags.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
        expect((await send("PUT site/k", { headers: { "x-amz-tagging": query } })).status).to.equal(200);
        const told = await tagsOf(send, "site/k");
        expect(told).to.have.deep.members(tags);
        await send("PUT site/k");
        expect((await send("PUT site/k?tagging", { body: tagging(...told) })).status).to.equal(200);
        expect(await tagsOf(send, "site/k")).to.deep.equal(told);
      }),
    );
  });
});
