import { expect } from "chai";
import { createHash } from "node:crypto";
import { bucket, textOf } from "../support";
import { alt, client, codeOf, elementOf, header, type Send } from "./support";

const mebibyte = 1024 * 1024;
const big = Buffer.alloc(5 * mebibyte, "a");

async function start(send: Send): Promise<string> {
  const headers = { "content-type": "text/x", "x-amz-meta-m": "1" };
  return elementOf(await send("POST site/k?uploads", { headers }), "UploadId")[0] ?? "";
}

async function part(send: Send, uploadId: string, number: number, body: Uint8Array | string): Promise<string> {
  const reply = await send(`PUT site/k?partNumber=${number}&uploadId=${uploadId}`, { body });
  return header(reply, "etag") ?? "";
}

function list(...parts: readonly (readonly [number, string])[]): string {
  const elements = parts.map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`);
  return `<CompleteMultipartUpload>${elements.join("")}</CompleteMultipartUpload>`;
}

describe("an upload in parts", () => {
  it("is the object that one PUT would have made, but for its tag", async () => {
    const { send } = client();
    const id = await start(send);
    const second = await part(send, id, 7, "end");
    const first = await part(send, id, 2, big);
    const reply = await send(`POST site/k?uploadId=${id}`, { body: list([2, first], [7, second]) });
    const digests = [big, Buffer.from("end")].map((bytes) => createHash("md5").update(bytes).digest());
    const etag = `"${createHash("md5").update(Buffer.concat(digests)).digest("hex")}-2"`;
    expect(reply.status).to.equal(200);
    const got = await send("GET site/k");
    expect(Buffer.concat([big, Buffer.from("end")]).equals(got.body)).to.equal(true);
    expect(got.headers).to.include({ etag, "content-type": "text/x", "x-amz-meta-m": "1" });
    expect(codeOf(await send(`GET site/k?uploadId=${id}`))).to.equal("404 NoSuchUpload");
  });

  it("takes a part from another object, or from a range of it", async () => {
    const { send } = client();
    await send("PUT site/source", { body: "0123456789" });
    const id = await start(send);
    const headers = { "x-amz-copy-source": "site/source", "x-amz-copy-source-range": "bytes=2-4" };
    const copied = await send(`PUT site/k?uploadId=${id}&partNumber=1`, { headers });
    await send(`POST site/k?uploadId=${id}`, { body: list([1, elementOf(copied, "ETag")[0] ?? ""]) });
    expect(textOf((await send("GET site/k")).body)).to.equal("234");
    const beyond = { ...headers, "x-amz-copy-source-range": "bytes=2-10" };
    const other = await start(send);
    const refused = await send(`PUT site/k?uploadId=${other}&partNumber=1`, { headers: beyond });
    expect(codeOf(refused)).to.equal("400 InvalidArgument");
  });

  it("is listed with its parts, page by page, until it is aborted", async () => {
    const { send } = client();
    const ids = [await start(send), await start(send)];
    for (const number of [3, 1, 2]) await part(send, ids[0] ?? "", number, "x");
    const page = await send("GET site?uploads&max-uploads=1");
    expect([elementOf(page, "UploadId"), elementOf(page, "IsTruncated")]).to.deep.equal([[ids[0]], ["true"]]);
    const next = await send(`GET site?uploads&key-marker=k&upload-id-marker=${ids[0] ?? ""}`);
    expect([elementOf(next, "UploadId"), elementOf(next, "IsTruncated")]).to.deep.equal([[ids[1]], ["false"]]);
    const parts = await send(`GET site/k?uploadId=${ids[0] ?? ""}&max-parts=2`);
    expect([elementOf(parts, "PartNumber"), elementOf(parts, "NextPartNumberMarker")]).to.deep.equal([
      ["1", "2"],
      ["2"],
    ]);
    const rest = await send(`GET site/k?uploadId=${ids[0] ?? ""}&part-number-marker=2`);
    expect(elementOf(rest, "PartNumber")).to.deep.equal(["3"]);
    expect((await send(`DELETE site/k?uploadId=${ids[0] ?? ""}`)).status).to.equal(204);
    expect(elementOf(await send("GET site?uploads"), "UploadId")).to.deep.equal([ids[1]]);
  });

  const refused: readonly (readonly [string, (first: string, second: string) => string, string])[] = [
    ["a list that is empty", () => list(), "400 MalformedXML"],
    ["a list of another type", () => "<Other/>", "400 MalformedXML"],
    ["parts out of order", (first, second) => list([2, second], [1, first]), "400 InvalidPartOrder"],
    ["a part twice", (first) => list([1, first], [1, first]), "400 InvalidPartOrder"],
    ["a part that was never sent", (first) => list([1, first], [3, first]), "400 InvalidPart"],
    ["a part with another tag", () => list([1, '"x"']), "400 InvalidPart"],
    ["a small part that is not the last", (first, second) => list([1, first], [2, second]), "400 EntityTooSmall"],
  ];
  for (const [what, body, code] of refused) {
    it(`is not completed with ${what}: ${code}`, async () => {
      const { send } = client();
      const id = await start(send);
      const tags = [await part(send, id, 1, "x"), await part(send, id, 2, "y")] as const;
      expect(codeOf(await send(`POST site/k?uploadId=${id}`, { body: body(...tags) }))).to.equal(code);
      expect((await send("GET site/k")).status).to.equal(404);
      expect((await send(`GET site/k?uploadId=${id}`)).status).to.equal(200);
    });
  }

  it("answers a completion that is sent again like the first one, and not another key's", async () => {
    const { send, s3 } = client([bucket("site", "us-east-1", { versioning: "Enabled" })]);
    const id = await start(send);
    const body = list([1, await part(send, id, 1, "x")]);
    const first = await send(`POST site/k?uploadId=${id}`, { body });
    const second = await send(`POST site/k?uploadId=${id}`, { body });
    expect([second.status, elementOf(second, "ETag")]).to.deep.equal([200, elementOf(first, "ETag")]);
    expect(header(second, "x-amz-version-id")).to.equal(header(first, "x-amz-version-id"));
    expect(s3.listVersions("site")).to.have.length(1);
    expect(codeOf(await send(`POST site/other?uploadId=${id}`, { body }))).to.equal("404 NoSuchUpload");
    expect(codeOf(await send(`GET site/k?uploadId=${id}`))).to.equal("404 NoSuchUpload");
  });

  it("takes parts 1 to 10000 of its own key from who may write", async () => {
    const { send } = client();
    const id = await start(send);
    for (const number of ["0", "10001", "x", ""]) {
      expect(codeOf(await send(`PUT site/k?uploadId=${id}&partNumber=${number}`))).to.equal("400 InvalidArgument");
    }
    expect(codeOf(await send(`PUT site/other?uploadId=${id}&partNumber=1`))).to.equal("404 NoSuchUpload");
    expect(codeOf(await send(`PUT site/k?uploadId=${id}&partNumber=1`, { caller: alt }))).to.equal("403 AccessDenied");
  });
});
