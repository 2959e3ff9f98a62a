import { expect } from "chai";
import type { HeaderMap } from "../../../simulator/http";
import { preconditionOf, rangeApplies } from "../../../simulator/s3/conditional";
import { ask, bucket, bytes, codeOf, header, headersOf, world } from "./support";

const lastModified = Date.UTC(2026, 0, 1, 12, 0, 0, 700);
const validators = { etag: '"abc"', lastModified };
const same = "Thu, 01 Jan 2026 12:00:00 GMT";
const earlier = "Thu, 01 Jan 2026 11:59:59 GMT";

describe("the preconditions of a read", () => {
  const cases: readonly [title: string, headers: HeaderMap, outcome: string][] = [
    ["go on without any", {}, "proceed"],
    ["are not modified for the same tag", { "if-none-match": '"abc"' }, "not-modified"],
    ["are not modified for the weak form of the tag (HD-54)", { "if-none-match": 'W/"abc"' }, "not-modified"],
    ["are not modified for a tag without quotes", { "if-none-match": "abc" }, "not-modified"],
    ["are not modified for a tag in a list", { "if-none-match": '"x", "abc"' }, "not-modified"],
    ["are not modified for * (HD-54)", { "if-none-match": "*" }, "not-modified"],
    ["go on for another tag", { "if-none-match": '"x"' }, "proceed"],
    ["are not modified since the second of the last change", { "if-modified-since": same }, "not-modified"],
    ["go on for a change since", { "if-modified-since": earlier }, "proceed"],
    [
      "let If-None-Match decide over If-Modified-Since (HD-54)",
      { "if-none-match": '"x"', "if-modified-since": same },
      "proceed",
    ],
    ["fail If-Match for another tag (S3-13)", { "if-match": '"x"' }, "If-Match"],
    ["fail If-Match for a weak tag", { "if-match": 'W/"abc"' }, "If-Match"],
    ["pass If-Match for *", { "if-match": "*" }, "proceed"],
    ["fail If-Unmodified-Since for a change since (S3-13)", { "if-unmodified-since": earlier }, "If-Unmodified-Since"],
    [
      "let If-Match decide over If-Unmodified-Since",
      { "if-match": '"abc"', "if-unmodified-since": earlier },
      "proceed",
    ],
    ["weigh If-Match before If-None-Match", { "if-match": '"x"', "if-none-match": '"abc"' }, "If-Match"],
    ["ignore a date that is none", { "if-modified-since": "1", "if-unmodified-since": "yesterday" }, "proceed"],
    ["read the obsolete date of RFC 850", { "if-modified-since": "Thursday, 01-Jan-26 12:00:00 GMT" }, "not-modified"],
    ["read the obsolete date of asctime", { "if-modified-since": "Thu Jan  1 12:00:00 2026" }, "not-modified"],
  ];
  for (const [title, headers, outcome] of cases) {
    it(title, () => {
      const precondition = preconditionOf(headers, validators);
      expect(precondition.kind === "failed" ? precondition.condition : precondition.kind).to.equal(outcome);
    });
  }

  it("serve a range only for the representation that If-Range names", () => {
    expect(rangeApplies({}, validators)).to.be.true;
    expect(rangeApplies({ "if-range": '"abc"' }, validators)).to.be.true;
    expect(rangeApplies({ "if-range": 'W/"abc"' }, validators)).to.be.false;
    expect(rangeApplies({ "if-range": same }, validators)).to.be.true;
    expect(rangeApplies({ "if-range": earlier }, validators)).to.be.false;
  });

  it("answer 304 without a body and 412 with S3's error (S3-13)", async () => {
    const { s3 } = world([bucket("site", "us-east-1")]);
    const { etag } = s3.putObject("site", "a", { body: bytes("abc"), cacheControl: "max-age=9" });
    const unchanged = await ask(s3, "/a", headersOf({ "if-none-match": etag }));
    expect([unchanged.status, unchanged.body.byteLength]).to.deep.equal([304, 0]);
    expect([header(unchanged, "etag"), header(unchanged, "cache-control")]).to.deep.equal([etag, "max-age=9"]);
    expect(header(unchanged, "content-length")).to.be.undefined;
    const failed = await ask(s3, "/a", headersOf({ "if-match": '"x"' }));
    expect([failed.status, codeOf(failed)]).to.deep.equal([412, "PreconditionFailed"]);
  });
});
