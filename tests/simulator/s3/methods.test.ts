import { expect } from "chai";
import { ask, bucket, bytes, codeOf, header, headersOf, textOf, world } from "./support";

describe("methods over REST", () => {
  const { s3 } = world([bucket("site", "us-east-1")]);
  s3.putObject("site", "a", { body: bytes("1") });

  it("answer OPTIONS without Origin with 400, whatever the path and bucket (HD-80)", async () => {
    for (const path of ["/", "/a", "/missing"]) {
      const response = await ask(s3, path, { method: "OPTIONS" });
      expect([response.status, codeOf(response)]).to.deep.equal([400, "BadRequest"]);
    }
    const nowhere = await ask(s3, "/a", { method: "OPTIONS", host: "gone.s3.us-east-1.amazonaws.com" });
    expect(nowhere.status).to.equal(400);
  });

  it("answer OPTIONS with Origin and no CORS rules with 403 AccessForbidden (HD-82)", async () => {
    const preflight = { method: "OPTIONS", ...headersOf({ origin: "https://example.com" }) };
    const response = await ask(s3, "/a", preflight);
    expect([response.status, codeOf(response)]).to.deep.equal([403, "AccessForbidden"]);
    expect(textOf(response.body)).to.contain("CORSResponse: CORS is not enabled for this bucket.");
    const nowhere = await ask(s3, "/a", { ...preflight, host: "gone.s3.us-east-1.amazonaws.com" });
    expect(textOf(nowhere.body)).to.contain("CORSResponse: Bucket not found");
  });

  it("answer OPTIONS and GET by the bucket's CORS rules, where a rule matches (HD-83, HD-84)", async () => {
    const none: readonly string[] = [];
    const rule = {
      allowedOrigins: ["https://example.com"],
      allowedMethods: ["GET"],
      allowedHeaders: none,
      exposeHeaders: none,
    };
    const cors = world([bucket("site", "us-east-1", { cors: [rule] })]).s3;
    const origin = headersOf({ origin: "https://example.com", "access-control-request-method": "GET" });
    const granted = await ask(cors, "/missing", { method: "OPTIONS", ...origin });
    expect([granted.status, header(granted, "access-control-allow-origin")]).to.deep.equal([
      200,
      "https://example.com",
    ]);
    const missing = await ask(cors, "/missing", headersOf({ origin: "https://example.com" }));
    expect([missing.status, header(missing, "access-control-allow-origin")]).to.deep.equal([
      404,
      "https://example.com",
    ]);
    const foreign = await ask(cors, "/missing", headersOf({ origin: "https://other.example" }));
    expect([foreign.status, header(foreign, "access-control-allow-origin")]).to.deep.equal([404, undefined]);
  });

  it("answer POST and PATCH on a key with 405 and what is allowed, before anybody's credentials (HD-86)", async () => {
    for (const method of ["POST", "PATCH"]) {
      const response = await ask(s3, "/a", { method, principal: undefined });
      expect([response.status, codeOf(response)]).to.deep.equal([405, "MethodNotAllowed"]);
      expect(header(response, "allow")).to.equal("HEAD, DELETE, GET, PUT");
    }
    expect((await ask(s3, "/", { method: "POST" })).status).to.equal(412);
    expect((await ask(s3, "/", { method: "PATCH" })).status).to.equal(405);
    expect((await ask(s3, "/", { method: "PUT", host: "s3.us-east-1.amazonaws.com" })).status).to.equal(405);
  });

  it("refuse the identity's writes with 403 and leave the object alone (S3-3)", async () => {
    const before = s3.snapshot("site");
    for (const method of ["PUT", "DELETE"]) {
      expect((await ask(s3, "/a", { method, body: bytes("x") })).status).to.equal(403);
    }
    expect(s3.snapshot("site")).to.deep.equal(before);
  });

  it("answer an unknown method with 400 (HD-86)", async () => {
    expect((await ask(s3, "/a", { method: "BREW" })).status).to.equal(400);
  });
});
