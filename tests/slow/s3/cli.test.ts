import { expect } from "chai";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Listening } from "../../../simulator/listen";
import { clientProgram, runClient, serveEmptyS3 } from "./support";

describe("the AWS CLI against the S3 server", () => {
  let server: Listening;
  let folder: string;
  const aws = (...args: string[]): Promise<string> => runClient(server, clientProgram("aws"), args, folder);

  beforeEach(async () => {
    server = await serveEmptyS3();
    folder = await mkdtemp(join(tmpdir(), "aws-cli-"));
    await aws("s3", "mb", "s3://cli-bucket");
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it("copies a file there, lists it, copies it back and removes it", async () => {
    await writeFile(join(folder, "a b.txt"), "bytes");
    await aws("s3", "cp", "a b.txt", "s3://cli-bucket/x/a b+c.txt");
    expect(await aws("s3", "ls", "s3://cli-bucket", "--recursive")).to.match(/ 5 x\/a b\+c\.txt\n$/);
    await aws("s3", "cp", "s3://cli-bucket/x/a b+c.txt", "back.txt");
    expect(await readFile(join(folder, "back.txt"), "utf8")).to.equal("bytes");
    await aws("s3", "rm", "s3://cli-bucket", "--recursive");
    expect(await aws("s3", "ls", "s3://cli-bucket", "--recursive").catch(() => "")).to.equal("");
  });

  it("synchronises a folder", async () => {
    await writeFile(join(folder, "index.html"), "<p>hello</p>");
    await aws("s3", "sync", ".", "s3://cli-bucket", "--exclude", "*", "--include", "*.html");
    const head = await aws("s3api", "head-object", "--bucket", "cli-bucket", "--key", "index.html");
    expect(JSON.parse(head)).to.include({ ContentLength: 12, ContentType: "text/html" });
  });

  it("copies a large file in parts", async () => {
    const bytes = Buffer.alloc(9 * 2 ** 20, "0123456789");
    await writeFile(join(folder, "large"), bytes);
    await aws("s3", "cp", "large", "s3://cli-bucket/large");
    await aws("s3", "cp", "s3://cli-bucket/large", "back");
    expect((await readFile(join(folder, "back"))).equals(bytes)).to.equal(true);
  });

  it("sets tags and CORS rules, and tells them", async () => {
    const api = (...args: string[]): Promise<string> => aws("s3api", ...args, "--bucket", "cli-bucket");
    await api("put-object", "--key", "k", "--tagging", "a=1");
    expect(JSON.parse(await api("get-object-tagging", "--key", "k"))).to.deep.equal({
      TagSet: [{ Key: "a", Value: "1" }],
    });
    const rules = { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["https://a", "https://b"] }] };
    await api("put-bucket-cors", "--cors-configuration", JSON.stringify(rules));
    expect(JSON.parse(await api("get-bucket-cors"))).to.deep.equal(rules);
  });

  it("sets a policy that lets in who does not sign, and tells it", async () => {
    const api = (...args: string[]): Promise<string> => aws("s3api", ...args, "--bucket", "cli-bucket");
    await api("put-object", "--key", "open/k");
    await api("delete-public-access-block");
    const Resource = "arn:aws:s3:::cli-bucket/open/*";
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource }];
    const policy = { Version: "2012-10-17", Statement };
    const read = () =>
      aws("s3api", "get-object", "--no-sign-request", "--bucket", "cli-bucket", "--key", "open/k", "out");
    expect(await read().catch(String)).to.match(/AccessDenied/);
    await api("put-bucket-policy", "--policy", JSON.stringify(policy));
    expect(JSON.parse(await read())).to.include({ ContentLength: 0 });
    const told = JSON.parse(await api("get-bucket-policy")) as { Policy: string };
    expect(JSON.parse(told.Policy)).to.deep.equal(policy);
    expect(JSON.parse(await api("get-bucket-policy-status"))).to.deep.equal({ PolicyStatus: { IsPublic: true } });
    await api("delete-bucket-policy");
    expect(await read().catch(String)).to.match(/AccessDenied/);
  });

  it("ties a bucket to another one, and sees what became of an object (RP-8)", async () => {
    await aws("s3", "mb", "s3://cli-copy");
    for (const bucket of ["cli-bucket", "cli-copy"]) {
      await aws("s3api", "put-bucket-versioning", "--bucket", bucket, "--versioning-configuration", "Status=Enabled");
    }
    const rule = {
      ID: "all",
      Priority: 1,
      Status: "Enabled",
      Filter: { Prefix: "" },
      DeleteMarkerReplication: { Status: "Disabled" },
      Destination: { Bucket: "arn:aws:s3:::cli-copy" },
    };
    const configuration = { Role: "arn:aws:iam::123456789012:role/r", Rules: [rule] };
    const api = (...args: string[]): Promise<string> => aws("s3api", ...args, "--bucket", "cli-bucket");
    await api("put-bucket-replication", "--replication-configuration", JSON.stringify(configuration));
    expect(JSON.parse(await api("get-bucket-replication"))).to.deep.equal({ ReplicationConfiguration: configuration });
    await api("put-object", "--key", "k");
    const statusIn = async (bucket: string): Promise<unknown> => {
      const head = await aws("s3api", "head-object", "--bucket", bucket, "--key", "k");
      return (JSON.parse(head) as Record<string, unknown>)["ReplicationStatus"];
    };
    // A command takes about as long as a copy does: the second answer is there at the latest when it is asked again.
    let status = await statusIn("cli-bucket");
    while (status === "PENDING") status = await statusIn("cli-bucket");
    expect([status, await statusIn("cli-copy")]).to.deep.equal(["COMPLETED", "REPLICA"]);
  });

  it("sums what it sends by the algorithm that it is told, and is told of a sum that is wrong", async () => {
    await writeFile(join(folder, "body"), "bytes");
    const put = (...args: string[]): Promise<string> =>
      aws("s3api", "put-object", "--bucket", "cli-bucket", "--key", "k", "--body", "body", ...args);
    // The others need a library that does not come with the client.
    for (const algorithm of ["CRC32", "SHA1", "SHA256"]) {
      const sent = JSON.parse(await put("--checksum-algorithm", algorithm)) as Record<string, unknown>;
      const head = ["--bucket", "cli-bucket", "--key", "k", "--checksum-mode", "ENABLED"];
      const told = JSON.parse(await aws("s3api", "head-object", ...head)) as Record<string, unknown>;
      expect(told[`Checksum${algorithm}`], algorithm).to.be.a("string").and.equal(sent[`Checksum${algorithm}`]);
    }
    const wrong = Buffer.alloc(32).toString("base64");
    expect(await put("--checksum-sha256", wrong).catch(String)).to.match(/BadDigest/);
  });

  it("shows the error that S3 answers with", async () => {
    const failure = await aws("s3api", "get-object", "--bucket", "cli-bucket", "--key", "none", "out").catch(String);
    expect(failure).to.match(/NoSuchKey/);
  });
});
