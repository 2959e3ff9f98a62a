import { expect } from "chai";
import { createHash } from "node:crypto";
import { ask, bucket, headersOf } from "../support";
import { alt, client, codeOf, elementOf, header, type Send } from "./support";

const large = Buffer.alloc(5 * 2 ** 20, "a");
const sha256 = (...pieces: readonly Uint8Array[]): Buffer => {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};
const composite = `${sha256(sha256(large), sha256(Buffer.from("end"))).toString("base64")}-2`;

/** An object of two parts, numbered 2 and 7. */
async function upload(send: Send, begin: Record<string, string>, claimed: Record<string, string> = {}) {
  const begun = await send("POST site/k?uploads", { headers: begin });
  const id = elementOf(begun, "UploadId")[0] ?? "";
  const tags = [];
  for (const [number, body] of [
    [2, large],
    [7, "end"],
  ] as const) {
    tags.push([
      number,
      header(await send(`PUT site/k?uploadId=${id}&partNumber=${number}`, { body }), "etag"),
    ] as const);
  }
  const list = tags.map(([number, tag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${tag ?? ""}</ETag></Part>`);
  const body = `<CompleteMultipartUpload>${list.join("")}</CompleteMultipartUpload>`;
  const completed = await send(`POST site/k?uploadId=${id}`, { body, headers: claimed });
  return { begun, completed };
}

const enabled = { headers: { "x-amz-checksum-mode": "ENABLED" } };

describe("the parts of an object over S3's REST API", () => {
  it("are read one by one, by number, with how many there are", async () => {
    const { send } = client();
    await upload(send, {});
    const first = await send("GET site/k?partNumber=2");
    expect([first.status, first.body.byteLength, header(first, "x-amz-mp-parts-count")]).to.deep.equal([
      206,
      large.byteLength,
      "2",
    ]);
    const last = await send("GET site/k?partNumber=7");
    expect([Buffer.from(last.body).toString(), header(last, "content-range")]).to.deep.equal([
      "end",
      `bytes ${large.byteLength}-${large.byteLength + 2}/${large.byteLength + 3}`,
    ]);
    const head = await send("HEAD site/k?partNumber=7");
    expect([head.status, header(head, "content-length")]).to.deep.equal([206, "3"]);
    expect(header(await send("GET site/k"), "x-amz-mp-parts-count")).to.equal(undefined);
  });

  it("are one where it came in one piece, and none that it does not have", async () => {
    const { send } = client();
    await send("PUT site/one", { body: "bytes" });
    await send("PUT site/empty");
    const one = await send("GET site/one?partNumber=1");
    expect([one.status, header(one, "content-range"), header(one, "x-amz-mp-parts-count")]).to.deep.equal([
      206,
      "bytes 0-4/5",
      undefined,
    ]);
    expect((await send("GET site/empty?partNumber=1")).status).to.equal(200);
    expect(codeOf(await send("GET site/one?partNumber=2"))).to.equal("416 InvalidPartNumber");
    await upload(send, {});
    expect(codeOf(await send("GET site/k?partNumber=1"))).to.equal("416 InvalidPartNumber");
    for (const number of ["0", "10001", "x"]) {
      expect(codeOf(await send(`GET site/k?partNumber=${number}`))).to.equal("400 InvalidArgument");
    }
    const both = await send("GET site/k?partNumber=2", { headers: { range: "bytes=0-1" } });
    expect(codeOf(both)).to.equal("400 InvalidRequest");
  });

  it("are CloudFront's to ask for as well", async () => {
    const { s3 } = client([bucket("site", "us-east-1")]);
    s3.putObject("site", "k", { body: Buffer.from("bytes") });
    expect((await ask(s3, "/k?partNumber=1", headersOf({}))).status).to.equal(206);
    expect((await ask(s3, "/k?partNumber=2", headersOf({}))).status).to.equal(416);
  });
});

describe("the checksum of an object over S3's REST API", () => {
  it("is that of its writer, told where the mode asks for it and of the whole only", async () => {
    const { send } = client();
    const value = sha256(Buffer.from("bytes")).toString("base64");
    const put = await send("PUT site/k", { body: "bytes", headers: { "x-amz-checksum-sha256": value } });
    expect([header(put, "x-amz-checksum-sha256"), header(put, "x-amz-checksum-type")]).to.deep.equal([
      value,
      "FULL_OBJECT",
    ]);
    expect(header(await send("GET site/k"), "x-amz-checksum-sha256")).to.equal(undefined);
    expect(header(await send("HEAD site/k", enabled), "x-amz-checksum-sha256")).to.equal(value);
    const range = await send("GET site/k", { headers: { ...enabled.headers, range: "bytes=0-1" } });
    expect(header(range, "x-amz-checksum-sha256")).to.equal(undefined);
  });

  it("is S3's own where its writer gave none: the check value of CRC-64/NVME", async () => {
    const { send } = client();
    await send("PUT site/k", { body: "123456789" });
    const head = await send("HEAD site/k", enabled);
    const value = Buffer.from("ae8b14860a799888", "hex").toString("base64");
    expect(header(head, "x-amz-checksum-crc64nvme")).to.equal(value);
  });

  it("of parts is that of their own checksums, or of the bytes", async () => {
    const { send } = client();
    const { begun, completed } = await upload(send, { "x-amz-checksum-algorithm": "SHA256" });
    expect(header(begun, "x-amz-checksum-algorithm")).to.equal("SHA256");
    expect([elementOf(completed, "ChecksumSHA256"), elementOf(completed, "ChecksumType")]).to.deep.equal([
      [composite],
      ["COMPOSITE"],
    ]);
    expect(header(await send("HEAD site/k", enabled), "x-amz-checksum-sha256")).to.equal(composite);
    const part = header(await send("GET site/k?partNumber=7", enabled), "x-amz-checksum-sha256");
    expect(part).to.equal(sha256(Buffer.from("end")).toString("base64"));
    const copy = await send("PUT site/copy", { headers: { "x-amz-copy-source": "site/k" } });
    const whole = sha256(large, Buffer.from("end")).toString("base64");
    expect(elementOf(copy, "ChecksumSHA256")).to.deep.equal([whole]);
    const full = { "x-amz-checksum-algorithm": "CRC32", "x-amz-checksum-type": "FULL_OBJECT" };
    const again = (await upload(send, full)).completed;
    expect(elementOf(again, "ChecksumType")).to.deep.equal(["FULL_OBJECT"]);
    await send("PUT site/copy", { headers: { "x-amz-copy-source": "site/k" } });
    const crc = header(await send("HEAD site/copy", enabled), "x-amz-checksum-crc32");
    expect(elementOf(again, "ChecksumCRC32")).to.deep.equal([crc]);
  });

  it("is refused where it is another one, and where an algorithm has no such type", async () => {
    const { send } = client();
    const begin = { "x-amz-checksum-algorithm": "SHA256" };
    const { completed } = await upload(send, begin, { "x-amz-checksum-sha256": "bad" });
    expect(codeOf(completed)).to.equal("400 BadDigest");
    expect((await send("GET site/k")).status).to.equal(404);
    expect((await upload(send, begin, { "x-amz-checksum-sha256": composite })).completed.status).to.equal(200);
    for (const [algorithm, type] of [
      ["MD5", "COMPOSITE"],
      ["SHA1", "FULL_OBJECT"],
      ["CRC64NVME", "COMPOSITE"],
      ["CRC32", "HALF"],
    ] as const) {
      const headers = { "x-amz-checksum-algorithm": algorithm, "x-amz-checksum-type": type };
      expect(codeOf(await send("POST site/k?uploads", { headers }))).to.equal("400 InvalidRequest");
    }
  });
});

describe("GetObjectAttributes", () => {
  const of = (names: string, more: Record<string, string> = {}) => ({
    headers: { "x-amz-object-attributes": names, ...more },
  });

  it("tells the sides of an object that are asked for, and no other", async () => {
    const { send } = client();
    const etag = header(await send("PUT site/k", { body: "bytes" }), "etag") ?? "";
    const all = await send("GET site/k?attributes", of("ETag,Checksum,ObjectParts,StorageClass,ObjectSize"));
    expect(elementOf(all, "ETag")).to.deep.equal([etag.replace(/"/g, "")]);
    expect([elementOf(all, "ObjectSize"), elementOf(all, "StorageClass")]).to.deep.equal([["5"], ["STANDARD"]]);
    expect([elementOf(all, "ChecksumType"), elementOf(all, "PartsCount")]).to.deep.equal([["FULL_OBJECT"], []]);
    const size = await send("GET site/k?attributes", of("ObjectSize"));
    expect([elementOf(size, "ObjectSize"), elementOf(size, "ETag")]).to.deep.equal([["5"], []]);
    for (const names of ["Size", ""]) {
      expect(codeOf(await send("GET site/k?attributes", of(names)))).to.equal("400 InvalidArgument");
    }
    expect(codeOf(await send("GET site/none?attributes", of("ETag")))).to.equal("404 NoSuchKey");
    expect(codeOf(await send("GET site/k?attributes", { ...of("ETag"), caller: alt }))).to.equal("403 AccessDenied");
  });

  it("pages through the parts that have checksums, and counts those that have none", async () => {
    const { send } = client();
    await upload(send, { "x-amz-checksum-algorithm": "SHA256" });
    const page = await send("GET site/k?attributes", of("ObjectParts", { "x-amz-max-parts": "1" }));
    expect([elementOf(page, "PartNumber"), elementOf(page, "IsTruncated")]).to.deep.equal([["2"], ["true"]]);
    const next = await send("GET site/k?attributes", of("ObjectParts", { "x-amz-part-number-marker": "2" }));
    expect([elementOf(next, "PartNumber"), elementOf(next, "Size")]).to.deep.equal([["7"], ["3"]]);
    expect([elementOf(next, "PartsCount"), elementOf(next, "IsTruncated")]).to.deep.equal([["2"], ["false"]]);
    const wrong = await send("GET site/k?attributes", of("ObjectParts", { "x-amz-max-parts": "x" }));
    expect(codeOf(wrong)).to.equal("400 InvalidArgument");
    await upload(send, {});
    const plain = await send("GET site/k?attributes", of("ObjectParts"));
    expect([elementOf(plain, "PartsCount"), elementOf(plain, "PartNumber")]).to.deep.equal([["2"], []]);
  });

  it("tells a delete marker as a read does (S3-6)", async () => {
    const { send } = client([bucket("site", "us-east-1", { versioning: "Enabled" })]);
    await send("PUT site/k");
    const marker = header(await send("DELETE site/k"), "x-amz-version-id") ?? "";
    const current = await send("GET site/k?attributes", of("ETag"));
    expect([codeOf(current), header(current, "x-amz-delete-marker")]).to.deep.equal(["404 NoSuchKey", "true"]);
    const named = await send(`GET site/k?attributes&versionId=${marker}`, of("ETag"));
    expect(codeOf(named)).to.equal("405 MethodNotAllowed");
    expect(codeOf(await send("GET site/k?attributes&versionId=x", of("ETag")))).to.equal("404 NoSuchVersion");
  });
});
