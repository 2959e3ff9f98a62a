import { expect } from "chai";
import { requestLine } from "../../cli/serveText";
import { logRecord } from "../support/legs";

describe("the log line of a request", () => {
  it("shows which region answered and why", () => {
    const line = requestLine(
      logRecord({
        "cs-uri-stem": "/about.html",
        "r-host": "bucket.s3.us-west-2.amazonaws.com",
        "sr-reason": "Failover:503",
        "time-taken-ms": 2001.4,
      }),
    );
    expect(line).to.match(/^\d\d:\d\d:\d\d GET \/about\.html 200 Miss us-west-2 Failover:503 2001 ms$/);
  });

  it("begins with the time of the request", () => {
    const noon = new Date(2026, 0, 1, 12, 34, 56).getTime();
    expect(requestLine(logRecord({ timestamp: noon }))).to.match(/^12:34:56 GET/);
  });

  it("says that nobody was asked when the cache answered (FO-17)", () => {
    expect(requestLine(logRecord({ "r-host": "", "x-edge-result-type": "Hit" }))).to.contain(
      "Hit (no origin asked) 0 ms",
    );
  });

  it("says which function failed, and why", () => {
    const failed = {
      event: "viewer-response",
      arn: "a",
      status: "FunctionExecutionError",
      message: "x is not defined",
    } as const;
    const line = requestLine(logRecord({ functions: [{ ...failed, event: "viewer-request", status: "ok" }, failed] }));
    expect(line).to.match(/0 ms viewer-response: FunctionExecutionError: x is not defined$/);
  });

  it("shows the query, and never a control character", () => {
    const line = requestLine(logRecord({ "cs-uri-stem": "/\u001b[2J", "cs-uri-query": "a=1" }));
    expect(line).to.contain("/%1b[2J?a=1");
  });
});
