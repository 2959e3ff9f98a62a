import { expect } from "chai";
import * as fc from "fast-check";
import { compareUtf8 } from "../../../simulator/s3/compareUtf8";
import { listingPage } from "../../../simulator/s3/listing";
import { ask, bucket, bytes, codeOf, header, readPolicy, textOf, world } from "./support";

function filled(keys: readonly string[]): ReturnType<typeof world>["s3"] {
  const { s3 } = world([bucket("site", "us-east-1")]);
  for (const key of keys) s3.putObject("site", key, { body: bytes("1") });
  return s3;
}

const keysIn = (xml: string): readonly string[] =>
  [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map((match) => match[1] ?? "");

describe("a bucket's listing", () => {
  it("is what GET / answers to whoever may list (S3-7)", async () => {
    const s3 = filled(["b", "a", "gone"]);
    s3.deleteObject("site", "gone");
    const response = await ask(s3, "/");
    expect([response.status, header(response, "content-type")]).to.deep.equal([200, "application/xml"]);
    expect(textOf(response.body)).to.match(
      /<ListBucketResult xmlns="http:\/\/s3\.amazonaws\.com\/doc\/2006-03-01\/"><Name>site</,
    );
    expect(keysIn(textOf(response.body))).to.deep.equal(["a", "b"]);
    const head = await ask(s3, "/", { method: "HEAD" });
    expect([head.status, header(head, "x-amz-bucket-region"), head.body.byteLength]).to.deep.equal([
      200,
      "us-east-1",
      0,
    ]);
  });

  it("is 403 without s3:ListBucket (S3-7)", async () => {
    const s3 = filled(["a"]);
    s3.putBucketPolicy("site", readPolicy("site", { list: false }));
    expect((await ask(s3, "/")).status).to.equal(403);
    expect((await ask(s3, "/", { method: "HEAD" })).status).to.equal(403);
  });

  it("rolls keys up at a delimiter and goes on by token", async () => {
    const s3 = filled(["a/1", "a/2", "b", "c/1"]);
    const first = textOf((await ask(s3, "/?list-type=2&delimiter=/&max-keys=1")).body);
    expect(first)
      .to.contain("<IsTruncated>true</IsTruncated>")
      .and.contain("<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>");
    const token = /<NextContinuationToken>([^<]*)</.exec(first)?.[1] ?? "";
    const second = textOf((await ask(s3, `/?list-type=2&delimiter=/&continuation-token=${token}`)).body);
    expect(keysIn(second)).to.deep.equal(["b"]);
    expect(second)
      .to.contain("<IsTruncated>false</IsTruncated>")
      .and.contain("<KeyCount>2</KeyCount>")
      .and.contain("<Prefix>c/</Prefix>");
  });

  it("answers 400 for a max-keys that is no number", async () => {
    expect(codeOf(await ask(filled([]), "/?max-keys=many"))).to.equal("InvalidArgument");
  });

  it("comes in the order of UTF-8 bytes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).to.equal(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
    expect(compareUtf8("\uFFFD", "\u{1F600}")).to.be.lessThan(0);
  });

  it("tells every key once over its pages, whatever their size", () => {
    const key = fc.string({ unit: fc.constantFrom("a", "b", "/"), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.uniqueArray(key),
        fc.constantFrom("", "/"),
        fc.integer({ min: 1, max: 4 }),
        (keys, delimiter, maxKeys) => {
          const current = filled(keys).listObjects("site");
          const everything = listingPage(current, { prefix: "", delimiter, maxKeys: 1000, after: "" });
          const objects: string[] = [];
          const prefixes: string[] = [];
          for (let after: string | undefined = ""; after !== undefined;) {
            const page = listingPage(current, { prefix: "", delimiter, maxKeys, after });
            objects.push(...page.objects.map((object) => object.key));
            prefixes.push(...page.commonPrefixes);
            after = page.next;
          }
          expect(objects).to.deep.equal(everything.objects.map((object) => object.key));
          expect(prefixes).to.deep.equal(everything.commonPrefixes);
        },
      ),
    );
  });
});
