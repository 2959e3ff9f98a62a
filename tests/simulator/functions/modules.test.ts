import { expect } from "chai";
import * as fc from "fast-check";
import { createHash, createHmac } from "node:crypto";
import { parse, stringify } from "node:querystring";
import { runInThisContext } from "node:vm";
import { createFunctionRunner, viewerRequestEvent } from "../../../simulator/functions";
import { context, requestWith } from "./messages";

describe("the modules of a CloudFront Function", () => {
  const runner = createFunctionRunner();
  after(() => runner.close());

  /** What the body of a handler gives when the event's uri is this value, as JSON. */
  async function given(value: unknown, body: string, imports = ""): Promise<unknown> {
    const event = viewerRequestEvent(context, requestWith({ uri: JSON.stringify(value) }));
    const code = `${imports}\nfunction handler(event) { var given = JSON.parse(event.request.uri); ${body} }`;
    const result = await runner.run(code, event);
    return result.kind === "returned" ? result.value : result.message;
  }

  it("crypto hashes with md5, sha1 and sha256, as hex, base64 and base64url (CF-11)", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme" }),
        fc.constantFrom("md5", "sha1", "sha256"),
        fc.constantFrom("hex", "base64", "base64url"),
        async (text, algorithm, encoding) => {
          const body = `return crypto.createHash(given[1]).update(given[0]).digest(given[2]);`;
          const expected = createHash(algorithm).update(text).digest(encoding);
          expect(await given([text, algorithm, encoding], body, "import crypto from 'crypto';")).to.equal(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("crypto signs with a key, in pieces, and gives a Buffer where no encoding is asked for (CF-11)", async () => {
    const body = `
      var hmac = require('crypto').createHmac('sha256', 'key').update('a').update(Buffer.from('b'));
      return Array.from(hmac.digest());`;
    expect(await given(0, body)).to.deep.equal([...createHmac("sha256", "key").update("ab").digest()]);
    expect(await given(0, "return require('crypto').createHash('sha512');")).to.include("not supported algorithm");
    expect(await given(0, "return require('crypto').createHash('md5').digest('latin1');")).to.include("encoding");
    const twice = "var h = require('crypto').createHash('md5'); h.digest(); h.digest();";
    expect(await given(0, twice)).to.include("already called");
  });

  it("querystring parses and writes as Node's does (CF-11)", async () => {
    const values = fc.dictionary(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }).filter((name) => name !== "__proto__"),
      fc.oneof(fc.string({ unit: "grapheme" }), fc.array(fc.string(), { minLength: 2, maxLength: 3 })),
    );
    const body =
      "var q = require('querystring'); return { text: q.stringify(given), back: q.parse(q.stringify(given)) };";
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const text = stringify(value);
        expect(await given(value, body)).to.deep.equal({ text, back: { ...parse(text) } });
      }),
      { numRuns: 30 },
    );
  });

  it("Buffer reads and writes every encoding of the runtime (CF-11)", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme" }),
        fc.constantFrom("utf8", "hex", "base64", "base64url"),
        async (text, encoding) => {
          const encoded = Buffer.from(text).toString(encoding);
          const body = `
            var made = Buffer.from(given[0], given[1]);
            return [made.toString(), made.toString(given[1]), Buffer.byteLength(given[0], given[1]), Array.from(made)];`;
          const bytes = Buffer.from(text);
          expect(await given([encoded, encoding], body)).to.deep.equal([text, encoded, bytes.length, [...bytes]]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("Buffer does what Node's does with its bytes (CF-11)", async () => {
    const expressions = [
      "Buffer.concat([Buffer.from('ab'), Buffer.from('c')]).toString()",
      "Buffer.alloc(3, 'xy').toString()",
      "Buffer.from('hello').slice(1, 3).toString()",
      "Buffer.from('hello').indexOf('l')",
      "Buffer.from('hello').includes('z')",
      "Buffer.from('a').equals(Buffer.from('a'))",
      "Buffer.compare(Buffer.from('a'), Buffer.from('b'))",
      "Buffer.from([1, 2, 3, 4]).readUInt16BE(1)",
      "Buffer.from([1, 2, 3, 4]).readInt32LE()",
      "JSON.stringify(Buffer.from('a'))",
      "Buffer.isBuffer(new Uint8Array(1))",
      "Buffer.from('€').length",
      "Buffer.from('abc').fill('x', 1).toString()",
      "btoa(atob('aGk='))",
      "new TextDecoder().decode(new TextEncoder().encode('é'))",
    ];
    for (const expression of expressions) {
      const ours = runInThisContext(`(Buffer) => ${expression}`) as (buffer: typeof Buffer) => unknown;
      const expected = ours(Buffer);
      expect(await given(0, `return ${expression};`), expression).to.deep.equal(expected);
    }
    expect(await given(0, "return Buffer.from('a', 'utf16le');")).to.include("encoding is not supported");
    expect(await given(0, "return atob('*');")).to.include("base64");
  });

  it("Buffer fills as Node's does, whatever with and wherever (property)", async () => {
    const filling = fc.record({
      size: fc.nat({ max: 20 }),
      text: fc.string({ unit: "grapheme", maxLength: 5 }),
      start: fc.nat({ max: 20 }),
      end: fc.nat({ max: 20 }),
    });
    const body = `
      var made = Buffer.alloc(given.size, 7);
      return [made.fill(given.text, given.start, given.end), Buffer.alloc(given.size, given.text)].map(function (one) {
        return Array.from(one);
      });`;
    await fc.assert(
      fc.asyncProperty(filling, async ({ size, text, start, end }) => {
        const [from, to] = [Math.min(start, size), Math.min(end, size)];
        const how = { size, text, start: from, end: to };
        const expected = [Buffer.alloc(size, 7).fill(text, from, to), Buffer.alloc(size, text)].map((one) => [...one]);
        expect(await given(how, body)).to.deep.equal(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("Buffer fills 16 MB well within the time of a call (CF-9)", async () => {
    for (const text of ["x", "xy", "xyz".repeat(9)]) {
      const body = "var made = Buffer.alloc(16000000, given); return made.length + made[15999999];";
      const last = text.charCodeAt((16_000_000 - 1) % text.length);
      expect(await given(text, body)).to.equal(16_000_000 + last);
    }
  });

  it("are those and no others", async () => {
    expect(await given(0, "return require('fs');")).to.include("Cannot find module");
    expect(await given(0, "return require('constructor');")).to.include("Cannot find module");
  });
});
