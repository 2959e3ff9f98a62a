import { expect } from "chai";
import type { HeaderMap } from "../../../../simulator/http";
import { reasonOf, responseHead } from "../../../../simulator/cloudfront/wire/responseHead";

const date = "Thu, 26 Nov 2026 00:00:00 GMT";

describe("the head of a response", () => {
  it("has a line for every value, and keeps the connection", () => {
    expect(responseHead(200, { date, "set-cookie": ["a=1", "b=2"], connection: "close" }, 3, 5)).to.equal(
      `HTTP/1.1 200 OK\r\ndate: ${date}\r\nset-cookie: a=1\r\nset-cookie: b=2\r\ncontent-length: 3\r\n` +
        "connection: keep-alive\r\nkeep-alive: timeout=5\r\n\r\n",
    );
  });

  it("announces the length that its headers name rather than another", () => {
    expect(responseHead(200, { date, "content-length": "7" }, 3, 5).match(/content-length: .*/g)).to.deep.equal([
      "content-length: 7",
    ]);
  });

  it("announces chunks, or nothing where no body comes", () => {
    expect(responseHead(200, { date }, "chunks", 5)).to.contain("transfer-encoding: chunked\r\n");
    expect(responseHead(304, { date }, "none", 5)).not.to.match(/content-length|transfer-encoding/);
  });

  it("has a date, whoever made the response", () => {
    expect(responseHead(200, {}, 0, 5)).to.match(/\r\ndate: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\r\n/);
  });

  it("refuses a value that would begin another header, and a name that is none", () => {
    const unsendable: HeaderMap[] = [
      { a: "b\r\nc: d" },
      { a: "b\nc" },
      { a: "\u{1f600}" },
      { "a b": "c" },
      { "": "c" },
    ];
    for (const headers of unsendable) {
      expect(() => responseHead(200, headers, 0, 5)).to.throw(TypeError, "cannot be sent");
    }
  });

  it("knows CloudFront's own words for 494 (HD-90)", () => {
    expect(reasonOf(494)).to.equal("Request Header Too Large");
    expect(reasonOf(404)).to.equal("Not Found");
    expect(reasonOf(599)).to.equal("");
  });
});
