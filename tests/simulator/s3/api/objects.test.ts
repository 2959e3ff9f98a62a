import { expect } from "chai";
import { bucket, fullBlock, noBlock, policyOf, textOf } from "../support";
import { alt, anonymous, client, codeOf, elementOf, header, type Sent } from "./support";

describe("an object over S3's REST API", () => {
  it("is given back with what its writer said of it", async () => {
    const { send } = client();
    const headers = { "content-type": "text/css", "x-amz-meta-author": "me", "content-encoding": "aws-chunked,gzip" };
    const put = await send("PUT site/a b", { body: "hello", headers });
    expect(put.status).to.equal(200);
    expect(header(put, "etag")).to.equal('"5d41402abc4b2a76b9719d911017c592"');
    const got = await send("GET site/a b");
    expect([got.status, textOf(got.body)]).to.deep.equal([200, "hello"]);
    expect(got.headers).to.include({
      "content-type": "text/css",
      "x-amz-meta-author": "me",
      "content-encoding": "gzip",
    });
    const head = await send("HEAD site/a b");
    expect([head.status, head.body.byteLength, header(head, "content-length")]).to.deep.equal([200, 0, "5"]);
  });

  it("takes the response headers that a signed request names, and nobody else's", async () => {
    const { send } = client([bucket("site", "us-east-1", { policy: open, publicAccessBlock: noBlock })]);
    await send("PUT site/a", { body: "x" });
    const line = "GET site/a?response-content-type=text/x";
    expect(header(await send(line), "content-type")).to.equal("text/x");
    expect(codeOf(await send(line, { caller: anonymous }))).to.equal("400 InvalidRequest");
    expect((await send("GET site/a", { caller: anonymous })).status).to.equal(200);
  });

  const refused: readonly (readonly [string, string, Sent, string])[] = [
    ["a digest that is none", "PUT site/a", { headers: { "content-md5": "abc" } }, "400 InvalidDigest"],
    [
      "a digest of other bytes",
      "PUT site/a",
      { headers: { "content-md5": "XUFAKrxLKna5cZ2REBfFkg==" } },
      "400 BadDigest",
    ],
    ["a key that is too long", `PUT site/${"k".repeat(1025)}`, {}, "400 KeyTooLongError"],
    [
      "metadata that is too large",
      "PUT site/a",
      { headers: { "x-amz-meta-a": "m".repeat(2048) } },
      "400 MetadataTooLarge",
    ],
    [
      "a write over an object that must not be there",
      "PUT site/there",
      { headers: { "if-none-match": "*" } },
      "412 PreconditionFailed",
    ],
    [
      "a write over another object than was meant",
      "PUT site/there",
      { headers: { "if-match": '"x"' } },
      "412 PreconditionFailed",
    ],
    ["a write over an object that is not there", "PUT site/a", { headers: { "if-match": "*" } }, "404 NoSuchKey"],
    [
      "an ACL for others",
      "PUT site/a",
      { headers: { "x-amz-acl": "public-read" } },
      "400 AccessControlListNotSupported",
    ],
    [
      "a key of the customer's",
      "PUT site/a",
      { headers: { "x-amz-server-side-encryption-customer-key": "k" } },
      "501 NotImplemented",
    ],
    ["an object lock", "PUT site/a", { headers: { "x-amz-object-lock-mode": "GOVERNANCE" } }, "501 NotImplemented"],
    ["another storage class", "PUT site/a", { headers: { "x-amz-storage-class": "GLACIER" } }, "501 NotImplemented"],
    ["what has no table entry", "GET site/there?torrent", {}, "501 NotImplemented"],
    ["a method that objects do not have", "PATCH site/there", {}, "405 MethodNotAllowed"],
    ["a key that is not there", "GET site/a", {}, "404 NoSuchKey"],
    ["a version that is not there", "GET site/there?versionId=x", {}, "404 NoSuchVersion"],
    ["a bucket that is not there", "GET none/a", {}, "404 NoSuchBucket"],
    ["a write by nobody", "PUT site/a", { caller: anonymous }, "403 AccessDenied"],
    ["a write by another account", "PUT site/a", { caller: alt }, "403 AccessDenied"],
    [
      "another owner than was expected",
      "PUT site/a",
      { headers: { "x-amz-expected-bucket-owner": "1" } },
      "403 AccessDenied",
    ],
    [
      "a signature for another region (S3-11)",
      "GET site/there",
      { region: "eu-west-1" },
      "400 AuthorizationHeaderMalformed",
    ],
    [
      "an unsigned request to another region (S3-11)",
      "GET site/there",
      { region: "eu-west-1", caller: anonymous },
      "301 PermanentRedirect",
    ],
  ];
  for (const [what, line, sent, code] of refused) {
    it(`refuses ${what} and changes nothing: ${code}`, async () => {
      const { send, s3 } = client();
      await send("PUT site/there", { body: "x" });
      const before = s3.snapshot("site");
      const reply = await send(line, sent);
      expect(codeOf(reply)).to.equal(code);
      expect(elementOf(reply, "Resource")).to.have.length(1);
      expect(s3.snapshot("site")).to.deep.equal(before);
    });
  }

  it("is written over by who names its tag", async () => {
    const { send } = client();
    const tag = header(await send("PUT site/a", { body: "1" }), "etag") ?? "";
    expect((await send("PUT site/a", { body: "2", headers: { "if-match": tag } })).status).to.equal(200);
  });

  it("goes for good, or behind a marker where versions are kept (S3-6)", async () => {
    const { send } = client([bucket("site", "us-east-1", { versioning: "Enabled" })]);
    const version = header(await send("PUT site/a", { body: "1" }), "x-amz-version-id") ?? "";
    const deleted = await send("DELETE site/a");
    expect([deleted.status, header(deleted, "x-amz-delete-marker")]).to.deep.equal([204, "true"]);
    const gone = await send("GET site/a");
    expect([codeOf(gone), header(gone, "x-amz-delete-marker")]).to.deep.equal(["404 NoSuchKey", "true"]);
    expect(textOf((await send(`GET site/a?versionId=${version}`)).body)).to.equal("1");
    await send(`DELETE site/a?versionId=${header(deleted, "x-amz-version-id") ?? ""}`);
    expect((await send("GET site/a")).status).to.equal(200);
    expect((await send("DELETE site/never-was")).status).to.equal(204);
  });

  it('goes only as the one that is meant, where "if-match" says which', async () => {
    const { send, s3 } = client([bucket("site", "us-east-1", { versioning: "Enabled" })]);
    const tag = header(await send("PUT site/a", { body: "1" }), "etag") ?? "";
    const remove = async (match: string): Promise<string> =>
      codeOf(await send("DELETE site/a", { headers: { "if-match": match } }));
    expect(await remove('"other"')).to.equal("412 PreconditionFailed");
    expect(await remove(tag)).to.equal("204");
    expect(await remove("*")).to.equal("404 NoSuchKey");
    expect(s3.listVersions("site")).to.have.length(2);
    const ofDirectories = { headers: { "x-amz-if-match-size": "1" } };
    expect(codeOf(await send("DELETE site/a", ofDirectories))).to.equal("501 NotImplemented");
  });

  it("has metadata that is no ASCII in the form that mail has for it", async () => {
    const { send } = client();
    await send("PUT site/a", { headers: { "x-amz-meta-who": "André", "x-amz-meta-plain": "a b" } });
    const reply = await send("HEAD site/a");
    expect(header(reply, "x-amz-meta-who")).to.equal("=?UTF-8?B?QW5kcsOp?=");
    expect(header(reply, "x-amz-meta-plain")).to.equal("a b");
  });

  it("is another account's to write where the policy says so, and nobody's where it is public but restricted", async () => {
    const statement = {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::444455556666:root" },
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::site/*",
    } as const;
    const shared = client([bucket("site", "us-east-1", { policy: policyOf(statement) })]);
    expect((await shared.send("PUT site/a", { caller: alt })).status).to.equal(200);
    const restricted = client([bucket("site", "us-east-1", { policy: open, publicAccessBlock: fullBlock })]);
    await restricted.send("PUT site/a");
    expect(codeOf(await restricted.send("GET site/a", { caller: anonymous }))).to.equal("403 AccessDenied");
  });

  it("is kept from its owner by a deny", async () => {
    const statement = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::site/*" } as const;
    const { send } = client([bucket("site", "us-east-1", { policy: policyOf(statement) })]);
    expect(codeOf(await send("PUT site/a"))).to.equal("403 AccessDenied");
  });
});

const open = policyOf({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::site/*" });
