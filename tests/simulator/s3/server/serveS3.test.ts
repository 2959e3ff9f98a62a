import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect } from "chai";
import { createConnection } from "node:net";
import { request as httpRequest } from "node:http";
import { Readable } from "node:stream";
import type { ApiReply, ApiRequest } from "../../../../simulator/s3/api/request";
import { serveS3 } from "../../../../simulator/s3/server";
import { clientOf, keys, serveRecorder, type Recorder } from "./support";

describe("the S3 server", () => {
  let server: Recorder;
  const onServer = (options: Parameters<typeof serveRecorder>[0] = {}) =>
    async function (this: unknown): Promise<void> {
      server = await serveRecorder(options);
    };
  beforeEach(onServer());
  afterEach(async () => {
    await server.close();
  });

  for (const key of ["a b", "a+b", "100%", "ü/é", "a//b", "a/../b", "./x", "(it's)!*~", "a&b=c?d#e"]) {
    it(`takes the SDK's signature of the key ${key} and decodes it once`, async () => {
      await clientOf(server).send(new GetObjectCommand({ Bucket: "bucket", Key: key }));
      expect(server.requests[0]).to.deep.include({ method: "GET", bucket: "bucket", key, region: "eu-west-1" });
      expect(server.requests[0]?.caller).to.deep.equal({ kind: "account", accountId: keys.accountId });
    });
  }

  for (const algorithm of ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const) {
    it(`takes a body with the SDK's ${algorithm}`, async () => {
      const input = { Bucket: "bucket", Key: "k", Body: "some bytes", ChecksumAlgorithm: algorithm };
      await clientOf(server).send(new PutObjectCommand(input));
      expect(Buffer.from(server.requests[0]?.body ?? []).toString()).to.equal("some bytes");
    });
  }

  it("undoes aws-chunked of a stream and shows its trailing checksum as a header", async () => {
    const Body = Readable.from([Buffer.alloc(70_000, "a"), Buffer.from("end")]);
    const input = { Bucket: "bucket", Key: "k", Body, ContentLength: 70_003, ContentEncoding: "br" };
    await clientOf(server).send(new PutObjectCommand(input));
    const [request] = server.requests;
    expect(request?.body.byteLength).to.equal(70_003);
    expect(request?.headers["content-encoding"]).to.equal("br");
    expect(request?.headers["x-amz-checksum-crc32"]).to.be.a("string");
  });

  it("takes a presigned URL and takes the signature's parameters out of the query", async () => {
    const command = new GetObjectCommand({ Bucket: "bucket", Key: "a b", VersionId: "v1" });
    const url = await getSignedUrl(clientOf(server), command, { expiresIn: 60 });
    expect((await fetch(url)).status).to.equal(200);
    expect([...(server.requests[0]?.query ?? [])]).to.deep.equal([["versionId", "v1"]]);
    expect((await fetch(url.replace("a%20b", "a%20c"))).status).to.equal(403);
    expect(server.requests).to.have.length(1);
  });

  it("refuses a presigned URL that has expired, is of the future, or would live longer than a week", async () => {
    const command = new GetObjectCommand({ Bucket: "bucket", Key: "k" });
    const at = (offsetMs: number): Promise<string> =>
      getSignedUrl(clientOf(server), command, { expiresIn: 60, signingDate: new Date(Date.now() + offsetMs) });
    expect(await refusalOf(await at(-61_000))).to.deep.equal([403, "AccessDenied", "Request has expired"]);
    expect((await refusalOf(await at(20 * 60_000))).slice(0, 2)).to.deep.equal([403, "AccessDenied"]);
    const long = (await at(0)).replace("X-Amz-Expires=60", "X-Amz-Expires=604801");
    expect((await refusalOf(long)).slice(0, 2)).to.deep.equal([400, "AuthorizationQueryParametersError"]);
  });

  it("takes what the SDK moved from the headers into a presigned URL for headers", async () => {
    const command = new PutObjectCommand({ Bucket: "bucket", Key: "k", Metadata: { note: "n" } });
    const url = await getSignedUrl(clientOf(server), command, { expiresIn: 60 });
    expect((await fetch(url, { method: "PUT", body: "x" })).status).to.equal(200);
    expect(server.requests[0]?.headers).to.include({ "x-amz-meta-note": "n" });
    // Of the body that the SDK did not have; what is there was not checked.
    expect(url).to.contain("x-amz-checksum-crc32=");
    expect(server.requests[0]?.headers).to.not.have.property("x-amz-checksum-crc32");
    expect([...(server.requests[0]?.query ?? [])]).to.deep.equal([]);
  });

  it("counts plain HTTP as HTTPS unless X-Forwarded-Proto says otherwise", async () => {
    await raw(server, {}, "/bucket/k");
    await raw(server, { "x-forwarded-proto": "http" }, "/bucket/k");
    expect(server.requests.map(({ secure }) => secure)).to.deep.equal([true, false]);
  });

  it("reads bucket.localhost as virtual-host style", async () => {
    const { status } = await raw(server, { host: `bucket.localhost:${server.port}` }, "/a%20b");
    expect(status).to.equal(200);
    expect(server.requests[0]).to.deep.include({ bucket: "bucket", key: "a b", caller: { kind: "anonymous" } });
  });

  it("sends nobody who does not sign to another region, but for names that stand for one (S3-11)", async () => {
    await raw(server, {}, "/bucket/k");
    await raw(server, { host: "bucket.s3.amazonaws.com" }, "/k");
    await raw(server, { host: "bucket.s3.eu-west-1.amazonaws.com" }, "/k");
    expect(server.requests.map(({ region }) => region)).to.deep.equal([undefined, "us-east-1", "eu-west-1"]);
  });

  it("knows the client's address", async () => {
    await raw(server, {}, "/bucket/k");
    expect(server.requests[0]?.sourceIp).to.match(/^(?:127\.|::1$)/);
  });

  it("refuses a foreign Host with 403", async () => {
    expect((await raw(server, { host: "evil.example" }, "/bucket/k")).status).to.equal(403);
    expect(server.requests).to.deep.equal([]);
  });

  it("names a key that it does not know, another secret, and a clock that is wrong", async () => {
    const get = new GetObjectCommand({ Bucket: "bucket", Key: "k" });
    const stranger = clientOf(server, { credentials: { ...keys, accessKeyId: "AKIAEXAMPLEEXAMPLE999" } });
    expect(await nameOf(stranger.send(get))).to.equal("InvalidAccessKeyId");
    const forger = clientOf(server, { credentials: { ...keys, secretAccessKey: "another" } });
    expect(await nameOf(forger.send(get))).to.equal("SignatureDoesNotMatch");
    const late = clientOf(server, { systemClockOffset: -16 * 60_000 });
    expect(await nameOf(late.send(get))).to.equal("RequestTimeTooSkewed");
    expect(server.requests).to.deep.equal([]);
  });

  it("answers Signature Version 2, and a scope of another service, with 400", async () => {
    const two = await raw(server, { authorization: "AWS AKIAEXAMPLEEXAMPLE000:c2ln" }, "/bucket/k");
    expect([two.status, codeOf(two.body)]).to.deep.equal([400, "InvalidRequest"]);
    const credential = "AKIAEXAMPLEEXAMPLE000/20300101/us-east-1/iam/aws4_request";
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=00`;
    const iam = await raw(server, { authorization, "x-amz-date": "20300101T000000Z" }, "/", "POST");
    expect([iam.status, codeOf(iam.body)]).to.deep.equal([400, "AuthorizationHeaderMalformed"]);
  });

  it("answers a PUT without a length with 411, and a chunked one that is not aws-chunked with 501 (HD-87)", async () => {
    const none = await wire(server, "PUT /bucket/k HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    expect(none).to.match(/^HTTP\/1.1 411 [\s\S]*<Code>MissingContentLength</);
    const head = "PUT /bucket/k HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    expect(await wire(server, `${head}1\r\na\r\n0\r\n\r\n`)).to.match(/^HTTP\/1.1 501 /);
  });

  it("refuses by its head alone what is larger than the bound, so that no body is sent", async () => {
    await server.close();
    await onServer({ maximumBodyBytes: 10 })();
    const head = "PUT /bucket/k HTTP/1.1\r\nHost: localhost\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n";
    const answer = await wire(server, head);
    expect(answer).to.match(/^HTTP\/1.1 400 [\s\S]*<Code>EntityTooLarge</);
    expect(answer).to.not.contain("100 Continue");
  });

  it("says 100 Continue once the head is accepted", async () => {
    const head =
      "PUT /bucket/k HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n";
    expect(await wire(server, `${head}ab`)).to.match(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 /);
  });

  it("gives up a body that is silent for too long, and asks nothing of S3", async () => {
    await server.close();
    await onServer({ silenceMs: 40 })();
    const head = "PUT /bucket/k HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n";
    expect(await wire(server, `${head}ab`)).to.equal("");
    expect(server.requests).to.deep.equal([]);
  });

  it("ends with 408 a body that trickles for longer than a request may take, though it is never silent", async () => {
    await server.close();
    await onServer({ requestMs: 100 })();
    const head = "PUT /bucket/k HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n";
    expect(await wire(server, head, { trickleMs: 10 })).to.match(/^HTTP\/1.1 408 /);
    expect(server.requests).to.deep.equal([]);
  });

  it("carries out the requests of one connection one after the other, and answers them in their order", async () => {
    await server.close();
    const steps: string[] = [];
    const handle = async ({ key = "" }: ApiRequest): Promise<ApiReply> => {
      steps.push(`begin ${key}`);
      await new Promise((resolve) => setTimeout(resolve, 15 - 5 * Number(key)));
      steps.push(`end ${key}`);
      const headers = { "x-key": key, "content-length": key };
      return { status: 200, headers, body: Buffer.from("x".repeat(Number(key))) };
    };
    const listening = await serveS3({ handle }, { port: 0, credentials: [keys], clock: { now: () => Date.now() } });
    server = { ...listening, requests: [] };
    const request = (key: string, more = ""): string => `GET /bucket/${key} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
    const answers = await wire(server, request("1") + request("2") + request("3", "Connection: close\r\n"));
    expect([...answers.matchAll(/x-key: (\d)/gi)].map(([, key]) => key)).to.deep.equal(["1", "2", "3"]);
    expect(answers).to.match(/xxx$/);
    expect(steps).to.deep.equal(["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"]);
  });

  it("takes what follows a body on the same connection for the next request", async () => {
    const put = "PUT /bucket/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab";
    const next = "GET /bucket/b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    expect((await wire(server, put + next)).match(/HTTP\/1.1 200/g)).to.have.length(2);
    expect(server.requests.map(({ method, key }) => `${method} ${key ?? ""}`)).to.deep.equal(["PUT a", "GET b"]);
  });

  it("answers what is no HTTP with 400 and keeps running", async () => {
    expect(await wire(server, "nonsense\r\n\r\n")).to.match(/^HTTP\/1.1 400 /);
    await clientOf(server).send(new DeleteObjectCommand({ Bucket: "bucket", Key: "k" }));
    expect(server.requests).to.have.length(1);
  });

  it("refuses a signed request to which somebody added an x-amz- header", async () => {
    const client = clientOf(server);
    client.middlewareStack.add(
      (next) => (args) => {
        Object.assign((args.request as { headers: object }).headers, { "x-amz-acl": "public-read" });
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    const put = client.send(new PutObjectCommand({ Bucket: "bucket", Key: "k", Body: "x" }));
    expect(await nameOf(put)).to.equal("AccessDenied");
  });

  it("takes a client that leaves within its body for no fault of its own, and asks nothing of S3", async () => {
    await server.close();
    const errors: unknown[] = [];
    await onServer({ onError: (error) => errors.push(error) })();
    const socket = createConnection(server.port, "127.0.0.1");
    socket.end("PUT /bucket/k HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nab");
    await new Promise((resolve) => socket.resume().once("close", resolve));
    expect((await raw(server, {}, "/bucket/after")).status).to.equal(200);
    expect(server.requests.map(({ key }) => key)).to.deep.equal(["after"]);
    expect(errors).to.deep.equal([]);
  });

  it("answers 500 and tells of it when an operation fails", async () => {
    await server.close();
    const errors: unknown[] = [];
    await onServer({ onError: (error) => errors.push(error) })();
    server.requests.push = () => {
      throw new Error("broken");
    };
    expect((await raw(server, {}, "/bucket/k")).status).to.equal(500);
    expect(errors).to.have.length(1);
  });
});

async function nameOf(sent: Promise<unknown>): Promise<string> {
  try {
    await sent;
    return "accepted";
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

async function refusalOf(url: string): Promise<[number, string, string]> {
  const response = await fetch(url);
  const body = await response.text();
  return [response.status, codeOf(body), /<Message>(.*?)</.exec(body)?.[1] ?? ""];
}

function codeOf(body: string): string {
  return /<Code>(.*?)</.exec(body)?.[1] ?? "";
}

function raw(
  { port }: Recorder,
  headers: Record<string, string>,
  path: string,
  method = "GET",
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, body });
      });
    });
    request.on("error", reject);
    request.end();
  });
}

/** Sends bytes and gives what comes back until the server closes. */
function wire({ port }: Recorder, text: string, { trickleMs }: { trickleMs?: number } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = createConnection(port, "127.0.0.1", () => socket.write(text));
    const trickle = trickleMs === undefined ? undefined : setInterval(() => socket.write("x"), trickleMs);
    socket.on("data", (chunk) => (answer += chunk.toString()));
    socket.on("close", () => {
      clearInterval(trickle);
      resolve(answer);
    });
    socket.on("error", reject);
  });
}
