import { expect } from "chai";
import { createHash } from "node:crypto";
import { checkLength } from "../../../../simulator/s3/server/readBody";
import { payloadHashOf, payloadOf } from "../../../../simulator/s3/server/payload";
import { Refused } from "../../../../simulator/s3/server/refused";

const unsigned = "UNSIGNED-PAYLOAD";
const streaming = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
const abc = Buffer.from("abc");
const wire = (trailer: string): Buffer => Buffer.from(`3\r\nabc\r\n0\r\n${trailer}\r\n`);
const crc = "x-amz-checksum-crc32:NSRBwg==\r\n";
const heads = { "x-amz-decoded-content-length": "3", "x-amz-trailer": "x-amz-checksum-crc32" };

describe("the payload of a request", () => {
  it("must have the hash that was signed", () => {
    const hash = createHash("sha256").update(abc).digest("hex");
    expect(payloadOf(abc, {}, hash, undefined, true).body).to.equal(abc);
    expect(codeOf(() => payloadOf(Buffer.from("abd"), {}, hash, undefined, true))).to.equal(
      "XAmzContentSHA256Mismatch",
    );
  });

  it("must have the checksums of its headers", () => {
    const headers = { "x-amz-checksum-crc32": "NSRBwg==" };
    expect(payloadOf(abc, headers, unsigned, undefined, true).body).to.equal(abc);
    expect(codeOf(() => payloadOf(Buffer.from("abd"), headers, unsigned, undefined, true))).to.equal("BadDigest");
    const none = { "x-amz-checksum-crc32": "not base64" };
    expect(codeOf(() => payloadOf(abc, none, unsigned, undefined, true))).to.equal("InvalidRequest");
  });

  it("need not have the checksum of the object that a multipart upload makes", () => {
    const headers = { "x-amz-checksum-crc32": "AAAAAA==" };
    expect(payloadOf(abc, headers, unsigned, undefined, false).body).to.equal(abc);
  });

  it("must have the checksum of its trailer, which then stands like a header", () => {
    const { body, headers } = payloadOf(
      wire(crc),
      { ...heads, "content-encoding": "aws-chunked" },
      streaming,
      undefined,
      true,
    );
    expect(Buffer.from(body).toString()).to.equal("abc");
    expect(headers).to.include({ "x-amz-checksum-crc32": "NSRBwg==", "content-length": "3" });
    expect(headers).to.not.have.property("content-encoding");
    const wrong = wire(crc.replace("NSRB", "NSRA"));
    expect(codeOf(() => payloadOf(wrong, heads, streaming, undefined, true))).to.equal("BadDigest");
  });

  for (const [what, trailer, headers, code] of [
    ["without the trailer it announced", "", heads, "MalformedTrailerError"],
    ["with a trailer it did not announce", crc, { "x-amz-decoded-content-length": "3" }, "MalformedTrailerError"],
    [
      "with a trailer that is no checksum",
      "x-amz-acl:public-read\r\n",
      { ...heads, "x-amz-trailer": "x-amz-acl" },
      "MalformedTrailerError",
    ],
    ["of another length than it said", crc, { ...heads, "x-amz-decoded-content-length": "4" }, "IncompleteBody"],
    ["that does not say its length", crc, { "x-amz-trailer": "x-amz-checksum-crc32" }, "MissingContentLength"],
  ] as const) {
    it(`is refused ${what} when it is aws-chunked`, () => {
      expect(codeOf(() => payloadOf(wire(trailer), headers, streaming, undefined, true))).to.equal(code);
    });
  }

  it("cannot have signed chunks when nobody signed the request", () => {
    const signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    expect(codeOf(() => payloadOf(wire(""), heads, signed, undefined, true))).to.equal("AccessDenied");
  });

  it("has a hash in the header that S3 knows, unless nobody signed", () => {
    expect(payloadHashOf({}, undefined)).to.equal(unsigned);
    expect(codeOf(() => payloadHashOf({ "x-amz-content-sha256": "abc" }, undefined))).to.equal("InvalidArgument");
  });

  it("says by its head how long it is: at most 5 GiB, and no more than the server holds", () => {
    const check = (headers: Record<string, string>, limit = 2 ** 40) =>
      codeOf(() => {
        checkLength("PUT", headers, false, limit);
      });
    expect(check({ "content-length": String(5 * 2 ** 30) })).to.equal("accepted");
    expect(check({ "content-length": String(5 * 2 ** 30 + 1) })).to.equal("EntityTooLarge");
    expect(check({ "content-length": "11" }, 10)).to.equal("EntityTooLarge");
    expect(check({})).to.equal("MissingContentLength");
  });
});

function codeOf(work: () => unknown): string {
  try {
    work();
    return "accepted";
  } catch (error) {
    if (error instanceof Refused) return error.error.code;
    throw error;
  }
}
