import { expect } from "chai";
import { optionsAnswerOf } from "../../../drills/proof/optionsAnswer";
import type { EdgeResponse, LogRecord } from "../../../simulator/cloudfront/exchange";
import type { HeaderMap } from "../../../simulator/http";

function answer(status: number, headers: HeaderMap, body = ""): string {
  return optionsAnswerOf({ status, headers, body: Buffer.from(body), log: {} as LogRecord } satisfies EdgeResponse)
    .text;
}

describe("an answer to OPTIONS", () => {
  it("is told from another by its status, S3's code and what CORS allows", () => {
    const allowed = { "access-control-allow-origin": "*", "access-control-allow-methods": "GET" };
    expect(answer(200, allowed)).to.equal("200, access-control-allow-methods: GET, access-control-allow-origin: *");
    expect(answer(200, allowed)).to.not.equal(answer(200, {}));
    const forbidden = (code: string, id: string): string =>
      answer(403, { date: id }, `<Error><Code>${code}</Code><RequestId>${id}</RequestId></Error>`);
    expect(forbidden("AccessForbidden", "1"))
      .to.equal("403 (AccessForbidden)")
      .and.to.equal(forbidden("AccessForbidden", "2"));
    expect(forbidden("AccessDenied", "1")).to.equal("403 (AccessDenied)");
  });
});
