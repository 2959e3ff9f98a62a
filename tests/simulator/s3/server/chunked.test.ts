import { expect } from "chai";
import * as fc from "fast-check";
import { createHash } from "node:crypto";
import { hmacHex } from "../../../../simulator/s3/server/authenticate";
import { unchunk, type ChunkSigner } from "../../../../simulator/s3/server/chunked";
import { Refused } from "../../../../simulator/s3/server/refused";

const signer: ChunkSigner = {
  signingKey: Buffer.from("a key that signs nothing else"),
  seed: "5".repeat(64),
  longDate: "20300101T000000Z",
  scope: "20300101/eu-west-1/s3/aws4_request",
};
const sha = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("hex");

/** Codes chunks as a client does, each signed. */
function coded(chunks: readonly Uint8Array[], trailer?: string): Buffer {
  const { signingKey, longDate, scope } = signer;
  let previous = signer.seed;
  const parts = [...chunks, new Uint8Array()].flatMap((chunk) => {
    const text = ["AWS4-HMAC-SHA256-PAYLOAD", longDate, scope, previous, sha(""), sha(chunk)].join("\n");
    previous = hmacHex(signingKey, text);
    const end = chunk.byteLength === 0 ? "" : "\r\n";
    return [Buffer.from(`${chunk.byteLength.toString(16)};chunk-signature=${previous}\r\n`), chunk, Buffer.from(end)];
  });
  if (trailer === undefined) return Buffer.concat([...parts, Buffer.from("\r\n")]);
  const text = ["AWS4-HMAC-SHA256-TRAILER", longDate, scope, previous, sha(`${trailer}\n`)].join("\n");
  const end = `${trailer}\r\nx-amz-trailer-signature:${hmacHex(signingKey, text)}\r\n\r\n`;
  return Buffer.concat([...parts, Buffer.from(end)]);
}

const chunksOf = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 6 });

describe("aws-chunked", () => {
  it("gives the bytes back, however they are split into chunks", () => {
    fc.assert(
      fc.property(chunksOf, (chunks) => {
        expect(Buffer.from(unchunk(coded(chunks), signer).body).equals(Buffer.concat(chunks))).to.equal(true);
      }),
    );
  });

  it("verifies the signature of the trailer", () => {
    const wire = coded([Buffer.from("abc")], "x-amz-checksum-crc32:NSRBwg==");
    expect(unchunk(wire, signer, true).trailers).to.deep.equal({ "x-amz-checksum-crc32": "NSRBwg==" });
    const forged = Buffer.from(wire.toString("latin1").replace("NSRBwg==", "NSRBwA=="), "latin1");
    expect(codeOf(() => unchunk(forged, signer, true))).to.equal("SignatureDoesNotMatch");
    expect(codeOf(() => unchunk(coded([]), signer, true))).to.equal("SignatureDoesNotMatch");
  });

  it("never accepts signed chunks of which a byte of the data or of a signature was changed", () => {
    fc.assert(
      fc.property(chunksOf, fc.nat(), fc.integer({ min: 1, max: 255 }), (chunks, position, change) => {
        const wire = coded(chunks);
        // What follows the last chunk carries no bytes of the body.
        const at = position % (wire.length - 4);
        wire[at] = (wire[at] ?? 0) ^ change;
        // A size may be written with a capital letter, which changes nothing.
        const code = codeOf(() => {
          const { body } = unchunk(wire, signer);
          if (Buffer.from(body).equals(Buffer.concat(chunks)))
            throw new Refused({ status: 0, code: "same", message: "" });
        });
        expect(code).to.be.oneOf(["SignatureDoesNotMatch", "IncompleteBody", "same"]);
      }),
      { numRuns: 500 },
    );
  });

  it("throws nothing but S3's refusals, whatever arrives", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          try {
            unchunk(bytes);
          } catch (error) {
            expect(error).to.be.instanceOf(Refused);
          }
        },
      ),
    );
  });

  for (const text of [
    "",
    "3\r\nab",
    "3\r\nabcd\r\n0\r\n\r\n",
    "-1\r\n",
    "0x1\r\na\r\n0\r\n\r\n",
    "1;chunk-signature=zz\r\na\r\n",
  ]) {
    it(`refuses ${JSON.stringify(text)} as incomplete`, () => {
      expect(codeOf(() => unchunk(Buffer.from(text)))).to.equal("IncompleteBody");
    });
  }
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
