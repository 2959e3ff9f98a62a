import { expect } from "chai";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Listening } from "../../../simulator/listen";
import { clientProgram, runClient, serveEmptyS3 } from "./support";

describe("boto3 against the S3 server", () => {
  let server: Listening;
  let folder: string;
  before(async () => {
    server = await serveEmptyS3();
    folder = await mkdtemp(join(tmpdir(), "boto3-"));
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it("creates, puts, gets, copies, lists, presigns and deletes; a call of IAM is refused at once", async () => {
    const script = resolve(__dirname, "exercise.py");
    const seen: unknown = JSON.parse(await runClient(server, clientProgram("python"), [script], folder));
    const key = "a b+c/ü%//x";
    expect(seen).to.deep.equal({
      buckets: ["boto-bucket"],
      get: ["bytes", { note: "n" }],
      range: "yt",
      head: 5,
      list: [key, "copy"],
      // Without a signature version of its own boto3 presigns with Version 2, which is only looked at here.
      "presigned url": false,
      presigned: "bytes",
      deleted: "NoSuchKey",
      iam: 400,
    });
  });

  it("tags, lets pages elsewhere in, keeps versions, opens a bucket, pages through parts, sums, permits and replicates", async () => {
    const script = resolve(__dirname, "settings.py");
    const seen: unknown = JSON.parse(await runClient(server, clientProgram("python"), [script], folder));
    expect(seen).to.deep.equal({
      tags: [
        { Key: "a", Value: "1" },
        { Key: "b", Value: "2" },
      ],
      count: 2,
      eleven: "BadRequest",
      untagged: [],
      "no cors": "NoSuchCORSConfiguration",
      cors: true,
      versions: [["DeleteMarkers"], ["Versions"], ["Versions"]],
      block: [true, true, true, true],
      "no block": "NoSuchPublicAccessBlockConfiguration",
      parts: [[1], [2]],
      checksum: true,
      "checksum type": "FULL_OBJECT",
      "wrong checksum": "BadDigest",
      attributes: [5, true],
      "no policy": "NoSuchBucketPolicy",
      policy: true,
      anonymous: [null, "AccessDenied"],
      "policy of another": "MalformedPolicy",
      "policy gone": "AccessDenied",
      "no replication": "ReplicationConfigurationNotFoundError",
      replication: true,
      replicated: ["COMPLETED", "REPLICA"],
      "replicated tags": [{ Key: "a", Value: "1" }],
      acl: "AccessControlListNotSupported",
    });
  });
});
