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

  it("shows the error that S3 answers with", async () => {
    const failure = await aws("s3api", "get-object", "--bucket", "cli-bucket", "--key", "none", "out").catch(String);
    expect(failure).to.match(/NoSuchKey/);
  });
});
