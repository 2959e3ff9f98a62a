import { expect } from "chai";
import * as fc from "fast-check";
import { VirtualClock } from "../../../simulator/clock";
import { S3 } from "../../../simulator/s3";
import { Memory } from "../../../simulator/s3/memory";
import { refusalOf } from "../../support/refusal";
import { codeOf, elementOf, requestOf, type Send } from "./api/support";
import { bucket, bytes, twoRegions, world } from "./support";

const entry = 1024;
const kilobytes = (many: number): Uint8Array => Buffer.alloc(many * 1024, "x");

function bounded(maximumBytes: number): { readonly s3: S3; readonly send: Send } {
  const s3 = new S3({ clock: new VirtualClock(), buckets: [bucket("site", "us-east-1")], maximumBytes });
  return { s3, send: (line, sent) => s3.handle(requestOf(line, sent)) };
}

describe("the memory of the buckets", () => {
  it("counts a body and what is known of its version", () => {
    const { s3 } = world([bucket("site", "us-east-1")]);
    s3.putObject("site", "a", { body: bytes("abc") });
    expect(s3.heldBytes).to.equal(entry + 3);
  });

  it("counts the bytes of an object and of its replica once", async () => {
    const { s3, clock } = twoRegions();
    s3.putObject("site", "a", { body: bytes("abc") });
    await clock.advance(1000);
    expect(s3.getObject("copy", "a")).to.not.be.undefined;
    expect(s3.heldBytes).to.equal(2 * entry + 3);
    s3.deleteObject("site", "a", s3.headObject("site", "a")?.versionId);
    expect(s3.heldBytes).to.equal(entry + 3);
  });

  it("gets the bytes of a version back that is deleted for good, not of one that a marker hides", () => {
    const { s3 } = world([bucket("site", "us-east-1")]);
    const { versionId } = s3.putObject("site", "a", { body: bytes("abc") });
    const marker = s3.deleteObject("site", "a");
    expect(s3.heldBytes).to.equal(2 * entry + 3);
    s3.deleteObject("site", "a", versionId);
    s3.deleteObject("site", "a", marker.versionId);
    expect(s3.heldBytes).to.equal(0);
  });

  it("gets the bytes of what is overwritten back where versions are not kept", () => {
    const { s3 } = world([bucket("site", "us-east-1", { versioning: "Off" })]);
    for (const text of ["abcdef", "abc"]) s3.putObject("site", "a", { body: bytes(text) });
    expect(s3.heldBytes).to.equal(entry + 3);
  });

  it("refuses the owner's write beyond maximumBytes and stores nothing of it", async () => {
    const { s3 } = bounded(3 * 1024);
    const refusal = await refusalOf(() => s3.putObject("site", "a", { body: kilobytes(3) }));
    expect([refusal.code, refusal.path]).to.deep.equal(["E_S3", "body"]);
    expect(refusal.sentence).to.contain("maximumBytes (3072)");
    expect(s3.listVersions("site")).to.deep.equal([]);
    s3.putObject("site", "a", { body: kilobytes(2) });
  });

  it("answers a client's write beyond it with 503 SlowDown, which names the option, until room is made", async () => {
    const { s3, send } = bounded(5 * 1024);
    await send("PUT site/a", { body: kilobytes(2) });
    const refused = await send("PUT site/b", { body: kilobytes(2) });
    expect(codeOf(refused)).to.equal("503 SlowDown");
    expect(elementOf(refused, "Message")[0]).to.contain("maximumBytes");
    expect(s3.listVersions("site").map(({ key }) => key)).to.deep.equal(["a"]);
    await send(`DELETE site/a?versionId=${s3.headObject("site", "a")?.versionId ?? ""}`);
    expect((await send("PUT site/b", { body: kilobytes(2) })).status).to.equal(200);
  });

  it("counts a copy for what is known of it, and refuses the one too many", async () => {
    const { s3, send } = bounded(4 * 1024);
    await send("PUT site/a", { body: kilobytes(2) });
    const headers = { "x-amz-copy-source": "site/a" };
    expect((await send("PUT site/b", { headers })).status).to.equal(200);
    expect(codeOf(await send("PUT site/c", { headers }))).to.equal("503 SlowDown");
    expect(s3.heldBytes).to.equal(4 * 1024);
  });

  it("refuses a part and its copy beyond it, and gets back what is aborted", async () => {
    const { s3, send } = bounded(9 * 1024);
    await send("PUT site/source", { body: kilobytes(1) });
    const uploadId = elementOf(await send("POST site/big?uploads"), "UploadId")[0] ?? "";
    const part = (number: number, sent: Parameters<Send>[1]): ReturnType<Send> =>
      send(`PUT site/big?partNumber=${number}&uploadId=${uploadId}`, sent);
    await part(1, { body: kilobytes(4) });
    expect(codeOf(await part(2, { body: kilobytes(2) }))).to.equal("503 SlowDown");
    await part(2, { body: bytes("") });
    expect(s3.heldBytes).to.equal(9 * 1024);
    expect(codeOf(await part(3, { headers: { "x-amz-copy-source": "site/source" } }))).to.equal("503 SlowDown");
    expect(codeOf(await send("POST site/other?uploads"))).to.equal("503 SlowDown");
    await send(`DELETE site/big?uploadId=${uploadId}`);
    expect(s3.heldBytes).to.equal(2 * 1024);
  });

  it("holds the object in place of its parts once it is complete", async () => {
    const { s3, send } = bounded(2 ** 20);
    const uploadId = elementOf(await send("POST site/big?uploads"), "UploadId")[0] ?? "";
    const { headers } = await send(`PUT site/big?partNumber=1&uploadId=${uploadId}`, { body: kilobytes(4) });
    await send(`PUT site/big?partNumber=1&uploadId=${uploadId}`, { body: kilobytes(4) });
    const listed = `<Part><PartNumber>1</PartNumber><ETag>${String(headers.etag)}</ETag></Part>`;
    const body = `<CompleteMultipartUpload>${listed}</CompleteMultipartUpload>`;
    expect((await send(`POST site/big?uploadId=${uploadId}`, { body })).status).to.equal(200);
    expect(s3.heldBytes).to.equal(entry + 4 * 1024);
  });

  it("completes an upload that fills all of it: the object takes the place of its parts", async () => {
    const mebibyte = 2 ** 20;
    const { s3, send } = bounded(8 * mebibyte);
    const uploadId = elementOf(await send("POST site/big?uploads"), "UploadId")[0] ?? "";
    const left = 3 * mebibyte - 3 * entry;
    const parts = [Buffer.alloc(5 * mebibyte, "a"), Buffer.alloc(left, "b")];
    const tags: string[] = [];
    for (const [index, body] of parts.entries()) {
      const { headers } = await send(`PUT site/big?partNumber=${index + 1}&uploadId=${uploadId}`, { body });
      tags.push(`<Part><PartNumber>${index + 1}</PartNumber><ETag>${String(headers.etag)}</ETag></Part>`);
    }
    expect(s3.heldBytes).to.equal(8 * mebibyte);
    expect(codeOf(await send("PUT site/more"))).to.equal("503 SlowDown");
    const body = `<CompleteMultipartUpload>${tags.join("")}</CompleteMultipartUpload>`;
    expect((await send(`POST site/big?uploadId=${uploadId}`, { body })).status).to.equal(200);
    expect(s3.heldBytes).to.equal(8 * mebibyte - 2 * entry);
    expect(Buffer.concat(parts).equals(s3.getObject("site", "big")?.body ?? Buffer.of())).to.equal(true);
  });

  it("gets all back that a bucket's open uploads hold when the bucket is deleted", async () => {
    const { s3, send } = bounded(2 ** 20);
    const uploadId = elementOf(await send("POST site/big?uploads"), "UploadId")[0] ?? "";
    await send(`PUT site/big?partNumber=1&uploadId=${uploadId}`, { body: kilobytes(4) });
    expect((await send("DELETE site")).status).to.equal(204);
    expect(s3.heldBytes).to.equal(0);
  });

  it("holds what is held by somebody and nothing else, in whatever order it is let go", () => {
    const bodies = [bytes(""), bytes("1"), bytes("22"), undefined];
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat({ max: bodies.length - 1 })));
    fc.assert(
      fc.property(steps, (taken) => {
        const memory = new Memory(2 ** 20);
        const held: (Uint8Array | undefined)[] = [];
        for (const [hold, index] of taken) {
          const body = bodies[index];
          if (hold) held.push(body);
          else if (!held.includes(body)) continue;
          else held.splice(held.indexOf(body), 1);
          if (hold) memory.hold(body);
          else memory.release(body);
        }
        const distinct = [...new Set(held)].reduce((sum, body) => sum + (body?.byteLength ?? 0), 0);
        return memory.heldBytes === held.length * entry + distinct;
      }),
    );
  });
});
