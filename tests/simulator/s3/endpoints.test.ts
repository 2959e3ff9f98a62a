import { expect } from "chai";
import { endpointOf } from "../../../simulator/s3/endpoints";
import { ask, bucket, bytes, codeOf, header, headersOf, identity, textOf, world } from "./support";

describe("S3's endpoints", () => {
  const known: readonly [host: string, endpoint: object | undefined][] = [
    ["site.s3.us-west-2.amazonaws.com", { kind: "regional", region: "us-west-2", bucket: "site" }],
    ["SITE.S3.us-west-2.amazonaws.com:443", { kind: "regional", region: "us-west-2", bucket: "site" }],
    [
      "www.example.com.s3.eu-west-1.amazonaws.com",
      { kind: "regional", region: "eu-west-1", bucket: "www.example.com" },
    ],
    ["site.s3-us-west-2.amazonaws.com", { kind: "regional", region: "us-west-2", bucket: "site" }],
    ["site.s3.dualstack.us-west-2.amazonaws.com", { kind: "regional", region: "us-west-2", bucket: "site" }],
    ["s3.us-west-2.amazonaws.com", { kind: "regional", region: "us-west-2" }],
    ["site.s3.amazonaws.com", { kind: "global", bucket: "site" }],
    ["site.s3-website-us-east-1.amazonaws.com", { kind: "website", region: "us-east-1", bucket: "site" }],
    ["site.s3-website.eu-central-1.amazonaws.com", { kind: "website", region: "eu-central-1", bucket: "site" }],
    ["www.example.com", undefined],
    ["site.s3.us-west-2.amazonaws.com.example.com", undefined],
  ];
  for (const [host, endpoint] of known) {
    it(`${host} is ${endpoint === undefined ? "none of them" : JSON.stringify(endpoint)}`, () => {
      expect(endpointOf(host)).to.deep.equal(endpoint);
    });
  }

  const { s3 } = world([bucket("site", "us-east-1"), bucket("copy", "us-west-2"), bucket("young", "af-south-1")]);
  for (const name of s3.bucketNames()) s3.putObject(name, "a", { body: bytes(name) });

  it("a regional one serves its own region (D9)", async () => {
    expect(textOf((await ask(s3, "/a", { host: "copy.s3.us-west-2.amazonaws.com" })).body)).to.equal("copy");
    expect(textOf((await ask(s3, "/copy/a", { host: "s3.us-west-2.amazonaws.com" })).body)).to.equal("copy");
  });

  it("a regional one answers 301 for a bucket of another region, and names the right endpoint (S3-11)", async () => {
    const response = await ask(s3, "/a", { host: "copy.s3.us-east-1.amazonaws.com" });
    expect([response.status, codeOf(response)]).to.deep.equal([301, "PermanentRedirect"]);
    expect([header(response, "location"), header(response, "x-amz-bucket-region")]).to.deep.equal([
      undefined,
      "us-west-2",
    ]);
    expect(textOf(response.body)).to.contain("<Endpoint>copy.s3.us-west-2.amazonaws.com</Endpoint>");
  });

  it("the global one serves us-east-1 (S3-11)", async () => {
    expect((await ask(s3, "/a", { host: "site.s3.amazonaws.com" })).status).to.equal(200);
  });

  it("the global one answers 307 for other regions (S3-11)", async () => {
    const response = await ask(s3, "/a%20b?x=1", { host: "copy.s3.amazonaws.com" });
    expect([response.status, codeOf(response)]).to.deep.equal([307, "TemporaryRedirect"]);
    expect(header(response, "location")).to.equal("https://copy.s3.us-west-2.amazonaws.com/a%20b?x=1");
    const byPath = await ask(s3, "/copy/a", { host: "s3.amazonaws.com", secure: false });
    expect(header(byPath, "location")).to.equal("http://copy.s3.us-west-2.amazonaws.com/a");
  });

  it("the global one answers 400 for regions launched after 20 March 2019 (S3-11)", async () => {
    const response = await ask(s3, "/a", { host: "young.s3.amazonaws.com" });
    expect([response.status, codeOf(response)]).to.deep.equal([400, "IllegalLocationConstraintException"]);
  });

  it("answer 404 NoSuchBucket to anybody for a bucket that is not there (S3-8)", async () => {
    for (const principal of [identity, undefined]) {
      const response = await ask(s3, "/a", { host: "gone.s3.us-east-1.amazonaws.com", principal });
      expect([response.status, codeOf(response)]).to.deep.equal([404, "NoSuchBucket"]);
    }
  });

  it("are not found under a host that is none of S3's", async () => {
    const request = { originId: "o", host: "www.example.com", secure: true, method: "GET", path: "/", headers: {} };
    const outcome = await s3.exchange(request, { connectTimeoutMs: 1, readTimeoutMs: 1 });
    expect(outcome).to.deep.equal({ kind: "failure", failure: "dns" });
  });

  it("have an address under every name of S3's, whether the bucket is there or not (LE-11)", async () => {
    const found = (host: string): Promise<boolean> => s3.resolves({ host });
    expect(await found("www.example.com")).to.equal(false);
    expect(await found("gone.s3.us-east-1.amazonaws.com")).to.equal(true);
    expect(await found("gone.s3-website-us-east-1.amazonaws.com")).to.equal(true);
  });

  it("answer 403 to a signed request with the viewer's Host, and 404 to an unsigned one (S3-14)", async () => {
    const forwarded = headersOf({ host: "www.example.com" });
    const refused = await ask(s3, "/a", forwarded);
    expect([refused.status, codeOf(refused)]).to.deep.equal([403, "SignatureDoesNotMatch"]);
    expect(codeOf(await ask(s3, "/a", { ...forwarded, principal: undefined }))).to.equal("NoSuchBucket");
    expect((await ask(s3, "/a", headersOf({ host: "site.s3.us-east-1.amazonaws.com" }))).status).to.equal(200);
  });

  it("of a website answer 404 in HTML for a bucket that is none (S3-12)", async () => {
    const response = await ask(s3, "/a", { host: "site.s3-website-us-east-1.amazonaws.com", secure: false });
    expect([response.status, header(response, "content-type")]).to.deep.equal([404, "text/html; charset=utf-8"]);
    expect(textOf(response.body)).to.contain("NoSuchWebsiteConfiguration");
  });
});
