import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCorsCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  DeletePublicAccessBlockCommand,
  GetBucketCorsCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  GetPublicAccessBlockCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  paginateListBuckets,
  paginateListParts,
  PutBucketAccelerateConfigurationCommand,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  PutPublicAccessBlockCommand,
  UploadPartCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import type { Listening } from "../../../simulator/listen";
import { nameOf, sdkClient, serveEmptyS3 } from "./support";

describe("a bucket's settings by the AWS SDK for JavaScript", () => {
  let server: Listening;
  let client: S3Client;
  const Bucket = "sdk-settings";
  const Key = "k";

  beforeEach(async () => {
    server = await serveEmptyS3();
    client = sdkClient(server);
    await client.send(new CreateBucketCommand({ Bucket }));
  });
  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  it("tags an object where it is written, later, and as a copy; a read counts them", async () => {
    const tagsOf = async (key: string) => (await client.send(new GetObjectTaggingCommand({ Bucket, Key: key }))).TagSet;
    await client.send(new PutObjectCommand({ Bucket, Key, Body: "x", Tagging: "a=1&b=x%20y" }));
    const both = [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "x y" },
    ];
    expect(await tagsOf(Key)).to.deep.equal(both);
    expect((await client.send(new GetObjectCommand({ Bucket, Key }))).TagCount).to.equal(2);
    await client.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/${Key}` }));
    expect(await tagsOf("copy")).to.deep.equal(both);
    const TagSet = [{ Key: "c", Value: "ü" }];
    await client.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet } }));
    expect(await tagsOf(Key)).to.deep.equal(TagSet);
    await client.send(new DeleteObjectTaggingCommand({ Bucket, Key }));
    expect((await tagsOf(Key)) ?? []).to.deep.equal([]);
  });

  it("tags a bucket", async () => {
    const get = () => client.send(new GetBucketTaggingCommand({ Bucket }));
    expect(await nameOf(get())).to.equal("NoSuchTagSet");
    const TagSet = [{ Key: "team", Value: "web" }];
    await client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect((await get()).TagSet).to.deep.equal(TagSet);
    await client.send(new DeleteBucketTaggingCommand({ Bucket }));
    expect(await nameOf(get())).to.equal("NoSuchTagSet");
  });

  it("lets pages elsewhere in by CORS rules, as a browser asks (HD-83, HD-84)", async () => {
    const CORSRules = [
      {
        AllowedOrigins: ["https://*.example.com"],
        AllowedMethods: ["GET", "PUT"],
        AllowedHeaders: ["*"],
        ExposeHeaders: ["etag"],
        MaxAgeSeconds: 60,
      },
    ];
    const get = () => client.send(new GetBucketCorsCommand({ Bucket }));
    expect(await nameOf(get())).to.equal("NoSuchCORSConfiguration");
    await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    expect((await get()).CORSRules).to.deep.equal(CORSRules);
    // A browser's own `fetch` sends these; that of Node.js takes them for nobody's.
    const headers = { origin: "https://www.example.com", "access-control-request-method": "PUT" };
    const preflight = await fetch(`${server.url}/${Bucket}/any`, { method: "OPTIONS", headers });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).to.deep.equal([
      200,
      "https://www.example.com",
    ]);
    expect(preflight.headers.get("access-control-max-age")).to.equal("60");
    const refused = await fetch(`${server.url}/${Bucket}/any`, { headers: { origin: "https://www.example.com" } });
    expect([refused.status, refused.headers.get("access-control-expose-headers")]).to.deep.equal([403, "etag"]);
    await client.send(new DeleteBucketCorsCommand({ Bucket }));
    expect((await fetch(`${server.url}/${Bucket}/any`, { method: "OPTIONS", headers })).status).to.equal(403);
  });

  it("keeps versions, and tells markers and objects page by page", async () => {
    expect((await client.send(new GetBucketVersioningCommand({ Bucket }))).Status).to.equal(undefined);
    const VersioningConfiguration = { Status: "Enabled" as const };
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    for (const key of ["a", "b"]) {
      await client.send(new PutObjectCommand({ Bucket, Key: key, Body: "x" }));
      await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
    }
    const seen: string[] = [];
    let markers: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
    for (let truncated = true; truncated;) {
      const page = await client.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 1, ...markers }));
      for (const [kind, entries] of [
        ["marker", page.DeleteMarkers ?? []] as const,
        ["object", page.Versions ?? []] as const,
      ])
        for (const entry of entries) seen.push(`${entry.Key ?? ""} ${kind}`);
      truncated = page.IsTruncated ?? false;
      markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
    expect(seen).to.deep.equal(["a marker", "a object", "b marker", "b object"]);
  });

  it("blocks public access from the beginning, and as it is told", async () => {
    const get = async () =>
      (await client.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration;
    expect(Object.values((await get()) ?? {})).to.deep.equal([true, true, true, true]);
    const PublicAccessBlockConfiguration = { BlockPublicPolicy: true };
    await client.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    expect(await get()).to.include({ BlockPublicPolicy: true, RestrictPublicBuckets: false });
    await client.send(new DeletePublicAccessBlockCommand({ Bucket }));
    expect(await nameOf(get())).to.equal("NoSuchPublicAccessBlockConfiguration");
  });

  it("pages through parts and uploads to an end that is just full", async () => {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    for (const PartNumber of [1, 2, 5, 9]) {
      await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: "x" }));
    }
    const parts: (number | undefined)[][] = [];
    for await (const page of paginateListParts({ client, pageSize: 2 }, { Bucket, Key, UploadId })) {
      parts.push((page.Parts ?? []).map(({ PartNumber }) => PartNumber));
    }
    expect(parts).to.deep.equal([
      [1, 2],
      [5, 9],
    ]);
    for (const key of ["a", "k", "z"]) await client.send(new CreateMultipartUploadCommand({ Bucket, Key: key }));
    const uploads: (string | undefined)[][] = [];
    let markers: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
    for (let truncated = true; truncated;) {
      const page = await client.send(new ListMultipartUploadsCommand({ Bucket, MaxUploads: 2, ...markers }));
      uploads.push((page.Uploads ?? []).map((upload) => upload.Key));
      truncated = page.IsTruncated ?? false;
      markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
    }
    expect(uploads).to.deep.equal([
      ["a", "k"],
      ["k", "z"],
    ]);
    const listed = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: "y" }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: listed.ETag }] };
    const complete = () => client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
    expect((await complete()).ETag).to.equal((await complete()).ETag);
  });

  it("lists buckets page by page", async () => {
    for (const name of ["aaa", "zzz"]) await client.send(new CreateBucketCommand({ Bucket: name }));
    const names: (string | undefined)[] = [];
    for await (const page of paginateListBuckets({ client, pageSize: 1 }, {})) {
      names.push(...(page.Buckets ?? []).map(({ Name }) => Name));
    }
    expect(names).to.deep.equal(["aaa", Bucket, "zzz"]);
  });

  it("has no ACL but the owner's (S3-4), and learns that what is not modelled is not implemented", async () => {
    const acl = (ACL: "private" | "public-read") => nameOf(client.send(new PutBucketAclCommand({ Bucket, ACL })));
    expect(await acl("private")).to.equal("accepted");
    expect(await acl("public-read")).to.equal("AccessControlListNotSupported");
    const AccelerateConfiguration = { Status: "Enabled" as const };
    const accelerate = client.send(new PutBucketAccelerateConfigurationCommand({ Bucket, AccelerateConfiguration }));
    expect(await nameOf(accelerate)).to.equal("NotImplemented");
  });
});
