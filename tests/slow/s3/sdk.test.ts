import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect } from "chai";
import { Agent } from "node:http";
import { Readable } from "node:stream";
import type { Listening } from "../../../simulator/listen";
import { keys, nameOf, sdkClient, serveEmptyS3 } from "./support";

describe("the AWS SDK for JavaScript against the S3 server", () => {
  let server: Listening;
  let client: S3Client;
  const Bucket = "sdk-bucket";
  const put = (Key: string, Body: string) => client.send(new PutObjectCommand({ Bucket, Key, Body }));
  const keysOf = (contents: readonly { Key?: string | undefined }[] | undefined) =>
    (contents ?? []).map(({ Key }) => Key);

  beforeEach(async () => {
    server = await serveEmptyS3();
    client = sdkClient(server);
    await client.send(new CreateBucketCommand({ Bucket }));
  });
  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  it("creates, lists, heads and deletes buckets in the regions it asks for", async () => {
    const west = sdkClient(server, "eu-west-1");
    const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" as const };
    await west.send(new CreateBucketCommand({ Bucket: "sdk-west", CreateBucketConfiguration }));
    const { LocationConstraint } = await west.send(new GetBucketLocationCommand({ Bucket: "sdk-west" }));
    expect(LocationConstraint).to.equal("eu-west-1");
    const { Buckets } = await client.send(new ListBucketsCommand({}));
    expect((Buckets ?? []).map(({ Name }) => Name)).to.deep.equal([Bucket, "sdk-west"]);
    await west.send(new DeleteBucketCommand({ Bucket: "sdk-west" }));
    expect(await nameOf(west.send(new HeadBucketCommand({ Bucket: "sdk-west" })))).to.equal("NotFound");
    west.destroy();
  });

  for (const Key of ["a b+c%d", "ü/é//x", "../up", "(it's)!*~&=?#"]) {
    it(`puts, gets, heads, copies and deletes ${Key}`, async () => {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: "bytes", Metadata: { note: "n" } }));
      const got = await client.send(new GetObjectCommand({ Bucket, Key }));
      expect(await got.Body?.transformToString()).to.equal("bytes");
      const CopySource = encodeURIComponent(`${Bucket}/${Key}`);
      await client.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource }));
      const head = await client.send(new HeadObjectCommand({ Bucket, Key: "copy" }));
      expect([head.ContentLength, head.Metadata]).to.deep.equal([5, { note: "n" }]);
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
      expect(await nameOf(client.send(new GetObjectCommand({ Bucket, Key })))).to.equal("NoSuchKey");
    });
  }

  it("streams a body in signed-off chunks with a trailing checksum", async () => {
    const Body = Readable.from([Buffer.alloc(100_000, "a"), Buffer.from("z")]);
    await client.send(new PutObjectCommand({ Bucket, Key: "k", Body, ContentLength: 100_001 }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: "k", Range: "bytes=99999-" }));
    expect(await got.Body?.transformToString()).to.equal("az");
  });

  it("lists pages of both versions, folders, and object versions", async () => {
    for (const key of ["a/1", "a/2", "b", "c"]) await put(key, key);
    const pages: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client, pageSize: 1 }, { Bucket })) {
      pages.push(...keysOf(page.Contents));
    }
    expect(pages).to.deep.equal(["a/1", "a/2", "b", "c"]);
    const folders = await client.send(new ListObjectsV2Command({ Bucket, Delimiter: "/" }));
    expect(folders.CommonPrefixes).to.deep.equal([{ Prefix: "a/" }]);
    const first = await client.send(new ListObjectsCommand({ Bucket, Marker: "a/2" }));
    expect(keysOf(first.Contents)).to.deep.equal(["b", "c"]);
    const versions = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: "a/" }));
    expect(keysOf(versions.Versions)).to.deep.equal(["a/1", "a/2"]);
  });

  it("deletes many objects at once", async () => {
    for (const key of ["a", "b"]) await put(key, key);
    const Objects = [{ Key: "a" }, { Key: "b" }, { Key: "none" }];
    const { Deleted, Errors } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect([Deleted?.length, Errors ?? []]).to.deep.equal([3, []]);
    expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).to.equal(0);
  });

  it("uploads in parts, and ends an upload that is given up", async () => {
    const Key = "parts";
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const bodies = [Buffer.alloc(5 * 2 ** 20, "a"), Buffer.from("end")];
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    for (const [index, Body] of bodies.entries()) {
      const PartNumber = index + 1;
      const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
      Parts.push({ PartNumber, ETag });
    }
    const listed = await client.send(new ListPartsCommand({ Bucket, Key, UploadId }));
    expect((listed.Parts ?? []).map(({ Size }) => Size)).to.deep.equal([5 * 2 ** 20, 3]);
    const MultipartUpload = { Parts };
    await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head.ContentLength).to.equal(5 * 2 ** 20 + 3);
    const given = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: given.UploadId }));
    expect((await client.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads ?? []).to.deep.equal([]);
  });

  it("gives presigned URLs to who has no keys", async () => {
    const upload = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: "a b" }), { expiresIn: 60 });
    expect((await fetch(upload, { method: "PUT", body: "presigned" })).status).to.equal(200);
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: "a b" }), { expiresIn: 60 });
    expect(await (await fetch(url)).text()).to.equal("presigned");
    expect((await fetch(url.split("?")[0] ?? "")).status).to.equal(403);
  });

  it("finds a bucket by its host name as well", async () => {
    await put("k", "bytes");
    // Not every machine resolves the names below localhost.
    const httpAgent = new Agent({
      lookup: (_name, _options, done) => {
        done(null, [{ address: "127.0.0.1", family: 4 }]);
      },
    });
    const virtual = new S3Client({
      endpoint: `http://localhost:${server.port}`,
      region: "us-east-1",
      credentials: keys,
      requestHandler: { httpAgent },
    });
    const hosts: string[] = [];
    virtual.middlewareStack.add(
      (next) => (args) => {
        hosts.push((args.request as { hostname: string }).hostname);
        return next(args);
      },
      { step: "finalizeRequest" },
    );
    const got = await virtual.send(new GetObjectCommand({ Bucket, Key: "k" }));
    expect(await got.Body?.transformToString()).to.equal("bytes");
    expect(hosts).to.deep.equal([`${Bucket}.localhost`]);
    virtual.destroy();
  });
});
