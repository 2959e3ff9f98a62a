import { expect } from "chai";
import type { S3 } from "../../../simulator/s3";
import { ask, bucket, bytes, codeOf, header, noBlock, policyOf, readPolicy, textOf, world } from "./support";

describe("reading an object", () => {
  let s3: S3;

  beforeEach(() => {
    ({ s3 } = world([bucket("site", "us-east-1")]));
    s3.putObject("site", "index.html", {
      body: bytes("<h1>home</h1>"),
      contentType: "text/html",
      cacheControl: "max-age=60",
      metadata: { Release: "7" },
    });
  });

  it("answers 200 with the bytes and the headers of S3 (S3-13)", async () => {
    const response = await ask(s3, "/index.html");
    expect(response.status).to.equal(200);
    expect(textOf(response.body)).to.equal("<h1>home</h1>");
    const {
      "x-amz-id-2": hostId,
      "x-amz-request-id": requestId,
      "x-amz-version-id": versionId,
      ...rest
    } = response.headers;
    expect(hostId).to.match(/^[A-Za-z0-9+/=]{76}$/);
    expect(requestId).to.match(/^[0-9A-F]{16}$/);
    expect(versionId).to.match(/^[A-Za-z0-9_-]{32}$/);
    expect(rest).to.deep.equal({
      date: "Thu, 01 Jan 2026 00:00:00 GMT",
      "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT",
      etag: '"381aea190f2453592cf31db1c8528a28"',
      "cache-control": "max-age=60",
      "content-type": "text/html",
      "x-amz-server-side-encryption": "AES256",
      "accept-ranges": "bytes",
      "x-amz-meta-release": "7",
      "content-length": "13",
      server: "AmazonS3",
    });
  });

  it("hands out the stored bytes themselves, not a copy", async () => {
    const body = bytes("x");
    s3.putObject("site", "a", { body });
    expect((await ask(s3, "/a")).body).to.equal(body);
  });

  it("calls an object binary/octet-stream whose writer gave no content type", async () => {
    s3.putObject("site", "a", { body: bytes("") });
    expect(header(await ask(s3, "/a"), "content-type")).to.equal("binary/octet-stream");
  });

  it("answers HEAD with the same headers and no body", async () => {
    const [get, head] = [await ask(s3, "/index.html"), await ask(s3, "/index.html", { method: "HEAD" })];
    expect(head.status).to.equal(200);
    expect(head.body.byteLength).to.equal(0);
    expect(Object.keys(head.headers)).to.deep.equal(Object.keys(get.headers));
    expect(header(head, "content-length")).to.equal("13");
  });

  it("answers 404 NoSuchKey for a missing key with s3:ListBucket (S3-5)", async () => {
    const response = await ask(s3, "/missing%20%3Cb%3E.html");
    expect(response.status).to.equal(404);
    expect(header(response, "content-type")).to.equal("application/xml");
    expect(textOf(response.body)).to.match(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Error><Code>NoSuchKey<\/Code><Message>The specified key does not exist\.<\/Message><Key>missing &lt;b&gt;\.html<\/Key><RequestId>[0-9A-F]{16}<\/RequestId><HostId>[^<]{76}<\/HostId><\/Error>$/,
    );
  });

  it("answers 403 AccessDenied for a missing key without s3:ListBucket (S3-5, V12)", async () => {
    s3.putBucketPolicy("site", readPolicy("site", { list: false }));
    const response = await ask(s3, "/missing");
    expect([response.status, codeOf(response)]).to.deep.equal([403, "AccessDenied"]);
    expect((await ask(s3, "/index.html")).status).to.equal(200);
  });

  it("answers a HEAD of a missing key with the status alone (S3-5)", async () => {
    const response = await ask(s3, "/missing", { method: "HEAD" });
    expect([response.status, response.body.byteLength]).to.deep.equal([404, 0]);
  });

  it("answers 404 and x-amz-delete-marker under a delete marker with s3:ListBucket (S3-6)", async () => {
    const { versionId } = s3.deleteObject("site", "index.html");
    const response = await ask(s3, "/index.html");
    expect([response.status, codeOf(response)]).to.deep.equal([404, "NoSuchKey"]);
    expect(header(response, "x-amz-delete-marker")).to.equal("true");
    expect(header(response, "x-amz-version-id")).to.equal(versionId);
  });

  it("answers 403 under a delete marker without s3:ListBucket, and does not tell of it (S3-6)", async () => {
    s3.putBucketPolicy("site", readPolicy("site", { list: false }));
    s3.deleteObject("site", "index.html");
    const response = await ask(s3, "/index.html");
    expect(response.status).to.equal(403);
    expect(header(response, "x-amz-delete-marker")).to.be.undefined;
  });

  it("answers again as before once the delete marker is removed (S3-6)", async () => {
    const before = s3.snapshot("site");
    const { versionId } = s3.deleteObject("site", "index.html");
    expect(s3.snapshot("site")).not.to.deep.equal(before);
    s3.deleteObject("site", "index.html", versionId);
    expect(s3.snapshot("site")).to.deep.equal(before);
    expect((await ask(s3, "/index.html")).status).to.equal(200);
  });

  it("reads a version by its id with s3:GetObjectVersion, and refuses a marker by its id with 405 (S3-6)", async () => {
    const first = s3.putObject("site", "a", { body: bytes("1") });
    s3.putObject("site", "a", { body: bytes("2") });
    const marker = s3.deleteObject("site", "a");
    expect((await ask(s3, `/a?versionId=${first.versionId}`)).status).to.equal(403);
    const [get] = readPolicy("site").Statement;
    if (get === undefined) throw new Error("no statement");
    s3.putBucketPolicy("site", policyOf(...readPolicy("site").Statement, { ...get, Action: "s3:GetObjectVersion" }));
    expect(textOf((await ask(s3, `/a?versionId=${first.versionId}`)).body)).to.equal("1");
    const refused = await ask(s3, `/a?versionId=${marker.versionId ?? ""}`);
    expect([refused.status, codeOf(refused), header(refused, "allow")]).to.deep.equal([
      405,
      "MethodNotAllowed",
      "DELETE",
    ]);
    expect(codeOf(await ask(s3, "/a?versionId=none"))).to.equal("NoSuchVersion");
  });

  it("reads + in a path as a space, and %2B as a plus (HD-78)", async () => {
    s3.putObject("site", "a b", { body: bytes("space") });
    s3.putObject("site", "a+b", { body: bytes("plus") });
    expect(textOf((await ask(s3, "/a+b")).body)).to.equal("space");
    expect(textOf((await ask(s3, "/a%20b")).body)).to.equal("space");
    expect(textOf((await ask(s3, "/a%2Bb")).body)).to.equal("plus");
  });

  it("takes only the first slash off a path (HD-70)", async () => {
    s3.putObject("site", "/a", { body: bytes("slash") });
    expect(textOf((await ask(s3, "//a")).body)).to.equal("slash");
    expect((await ask(s3, "/a")).status).to.equal(404);
  });

  for (const path of ["/%", "/%zz", "/%ff", "/a?x=%"]) {
    it(`answers 400 InvalidURI for ${path}`, async () => {
      const response = await ask(s3, path);
      expect([response.status, codeOf(response)]).to.deep.equal([400, "InvalidURI"]);
    });
  }

  it("ignores a query that is none of its own, and denies a subresource", async () => {
    expect((await ask(s3, "/index.html?utm_source=x")).status).to.equal(200);
    expect((await ask(s3, "/index.html?acl")).status).to.equal(403);
  });

  it("answers 400 for a key longer than 1024 bytes", async () => {
    expect(codeOf(await ask(s3, `/${"%C3%A9".repeat(513)}`))).to.equal("KeyTooLongError");
    expect((await ask(s3, `/${"a".repeat(1024)}`)).status).to.equal(404);
  });

  it("shows no version id where versioning was never on, and null where it is suspended", async () => {
    const off = world([bucket("site", "us-east-1", { versioning: "Off" })]).s3;
    off.putObject("site", "a", { body: bytes("1") });
    expect(header(await ask(off, "/a"), "x-amz-version-id")).to.be.undefined;
    const suspended = world([bucket("site", "us-east-1", { versioning: "Suspended" })]).s3;
    suspended.putObject("site", "a", { body: bytes("1") });
    expect(header(await ask(suspended, "/a"), "x-amz-version-id")).to.equal("null");
  });

  it("lets CloudFront read for as long as the date of a policy says", async () => {
    const read = readPolicy("site").Statement[0];
    if (read === undefined) throw new Error("the policy has a statement");
    const { s3: dated, clock } = world([bucket("site", "us-east-1")]);
    const Condition = { DateLessThan: { "aws:CurrentTime": new Date(clock.now() + 10_000).toISOString() } };
    dated.putBucketPolicy("site", policyOf({ ...read, Condition }));
    dated.putObject("site", "a", { body: bytes("1") });
    expect((await ask(dated, "/a")).status).to.equal(200);
    await clock.advance(10_000);
    expect((await ask(dated, "/a")).status).to.equal(403);
  });

  it("lets anybody read what a public policy opens, when nothing blocks it", async () => {
    const policy = policyOf({
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::site/*",
    });
    const open = world([bucket("site", "us-east-1", { policy, publicAccessBlock: noBlock })]).s3;
    open.putObject("site", "a", { body: bytes("1") });
    expect((await ask(open, "/a", { principal: undefined })).status).to.equal(200);
  });
});
