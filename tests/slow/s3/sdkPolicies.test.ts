import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import type { Listening } from "../../../simulator/listen";
import { nameOf, sdkClient, serveEmptyS3 } from "./support";

const copied = { key: "copy", value: "yes" };

describe("the SDK for JavaScript, with policies and rules", () => {
  let server: Listening;
  let client: S3Client;

  beforeEach(async () => {
    server = await serveEmptyS3();
    client = sdkClient(server);
    for (const Bucket of ["site", "copy"]) {
      await client.send(new CreateBucketCommand({ Bucket }));
      const VersioningConfiguration = { Status: "Enabled" } as const;
      await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    }
  });

  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  it("sets a policy on addresses and tags that lets in who does not sign, and is told of one that cannot be weighed", async () => {
    await client.send(new DeletePublicAccessBlockCommand({ Bucket: "site" }));
    const Condition = {
      IpAddress: { "aws:SourceIp": ["127.0.0.0/8", "::1/128"] },
      StringEquals: { "s3:ExistingObjectTag/copy": "yes" },
    };
    const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::site/*" };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [{ ...statement, Condition }] });
    await client.send(new PutBucketPolicyCommand({ Bucket: "site", Policy }));
    await client.send(new PutObjectCommand({ Bucket: "site", Key: "open", Body: "1", Tagging: "copy=yes" }));
    await client.send(new PutObjectCommand({ Bucket: "site", Key: "shut", Body: "1" }));
    const statusOf = async (key: string): Promise<number> => (await fetch(`${server.url}/site/${key}`)).status;
    expect([await statusOf("open"), await statusOf("shut")]).to.deep.equal([200, 403]);
    const unknown = Policy.replace("aws:SourceIp", "aws:PrincipalTag/x");
    const put = client.send(new PutBucketPolicyCommand({ Bucket: "site", Policy: unknown }));
    expect(await nameOf(put)).to.equal("MalformedPolicy");
    const { Policy: stored = "" } = await client.send(new GetBucketPolicyCommand({ Bucket: "site" }));
    expect(JSON.parse(stored)).to.deep.equal(JSON.parse(Policy));
  });

  it("sets a rule by tag, reads it back, and sees what was copied (RP-3, RP-8)", async () => {
    const rule = {
      ID: "tagged",
      Priority: 1,
      Status: "Enabled" as const,
      Filter: { And: { Prefix: "in/", Tags: [{ Key: copied.key, Value: copied.value }] } },
      DeleteMarkerReplication: { Status: "Disabled" as const },
      Destination: { Bucket: "arn:aws:s3:::copy" },
    };
    const ReplicationConfiguration = { Role: "arn:aws:iam::123456789012:role/r", Rules: [rule] };
    await client.send(new PutBucketReplicationCommand({ Bucket: "site", ReplicationConfiguration }));
    const told = await client.send(new GetBucketReplicationCommand({ Bucket: "site" }));
    expect(told.ReplicationConfiguration?.Rules).to.deep.equal([rule]);
    await client.send(new PutObjectCommand({ Bucket: "site", Key: "in/a", Body: "1", Tagging: "copy=yes" }));
    await client.send(new PutObjectCommand({ Bucket: "site", Key: "in/b", Body: "1" }));
    const statusOf = async (Bucket: string, Key: string): Promise<string | undefined> =>
      (await client.send(new HeadObjectCommand({ Bucket, Key }))).ReplicationStatus;
    expect(await statusOf("site", "in/a")).to.equal("PENDING");
    expect(await statusOf("site", "in/b")).to.equal(undefined);
    while ((await statusOf("site", "in/a")) === "PENDING") await new Promise((resolve) => setTimeout(resolve, 20));
    expect([await statusOf("site", "in/a"), await statusOf("copy", "in/a")]).to.deep.equal(["COMPLETED", "REPLICA"]);
    const missing = client.send(new GetObjectCommand({ Bucket: "copy", Key: "in/b" }));
    expect(await nameOf(missing)).to.equal("NoSuchKey");
  });
});
