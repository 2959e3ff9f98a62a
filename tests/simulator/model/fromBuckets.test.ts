import { expect } from "chai";
import { bucketsOf } from "../../../simulator/model/fromBuckets";
import { keyArnOf, keysOf } from "../../../simulator/model/fromKeys";
import type { Registration } from "../../../simulator/model/registration";

function registration(type: string, outputs: Record<string, unknown>, more: Partial<Registration> = {}): Registration {
  const base = { urn: type, type, name: "r", custom: true, parent: "", id: "id", inputs: {}, dependencies: [] };
  return { ...base, protect: false, outputs, ...more };
}

const key = registration("aws:kms/key:Key", { arn: "arn:k", keyId: "k", region: "us-east-1" });
const bucket = registration("aws:s3/bucket:Bucket", { bucket: "b", region: "us-east-1" });
const versioning = "aws:s3/bucketVersioning:BucketVersioning";
const enabled = (name: string) => ({
  bucket: name,
  region: "us-west-2",
  versioningConfiguration: { status: "Enabled" },
});

function encryption(byDefault: Record<string, string>, bucketKeyEnabled = false): Registration {
  return registration("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
    bucket: "b",
    rules: [{ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled }],
  });
}

describe("the KMS keys of a program", () => {
  it("have the policy of the resource beside them, by id or by ARN, before their own (S3-4)", () => {
    const text = (Sid: string) =>
      JSON.stringify({ Statement: [{ Sid, Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" }] });
    const inline = registration(key.type, { ...key.outputs, policy: text("inline") });
    for (const keyId of ["k", "arn:k"]) {
      const side = registration("aws:kms/keyPolicy:KeyPolicy", { keyId, policy: text("beside") });
      expect(keysOf([inline, side])[0]?.policy?.Statement[0]?.Sid).to.equal("beside");
    }
    expect(keysOf([inline])[0]?.policy?.Statement[0]?.Sid).to.equal("inline");
    expect(keysOf([key])[0]).not.to.have.property("policy");
  });

  it("are known by id and by ARN, and any other name stays as it is", () => {
    const keys = keysOf([key]);
    expect(["k", "arn:k", "alias/other"].map((name) => keyArnOf(keys, name))).to.deep.equal([
      "arn:k",
      "arn:k",
      "alias/other",
    ]);
  });
});

describe("the buckets of a program", () => {
  it("have the CORS rules of the resource beside them, by either of its names", () => {
    const of = (...sides: Registration[]) => bucketsOf([bucket, ...sides], [])[0]?.cors;
    expect(of()).to.equal(undefined);
    for (const name of ["BucketCorsConfiguration", "BucketCorsConfigurationV2"]) {
      const type = `aws:s3/${name[0]?.toLowerCase() ?? ""}${name.slice(1)}:${name}`;
      const full = { allowedOrigins: ["*"], allowedMethods: ["GET"], allowedHeaders: ["x"], exposeHeaders: ["etag"] };
      const corsRules = [
        { ...full, id: "a", maxAgeSeconds: 5 },
        { allowedOrigins: ["b"], allowedMethods: ["PUT"] },
      ];
      expect(of(registration(type, { bucket: "b", corsRules }))).to.deep.equal([
        { ...full, id: "a", maxAgeSeconds: 5 },
        { allowedOrigins: ["b"], allowedMethods: ["PUT"], allowedHeaders: [], exposeHeaders: [] },
      ]);
    }
  });

  it("encrypt with S3's own keys unless a key of KMS is named", () => {
    const of = (...sides: Registration[]) => bucketsOf([bucket, key, ...sides], keysOf([key]))[0]?.encryption;
    expect(of()).to.equal(undefined);
    expect(of(encryption({ sseAlgorithm: "AES256" }))).to.equal(undefined);
    expect(of(encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "k" }, true))).to.deep.equal({
      keyArn: "arn:k",
      bucketKey: true,
    });
    expect(of(encryption({ sseAlgorithm: "aws:kms" }))?.keyArn).to.equal("alias/aws/s3");
  });

  it("copy objects under a KMS key only where the rule opts in (RP-10)", () => {
    const rule = (more: object) => ({ status: "Enabled", destination: { bucket: "arn:aws:s3:::c", ...more } });
    const opted = {
      ...rule({ encryptionConfiguration: { replicaKmsKeyId: "k" } }),
      sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
    };
    const replication = registration("aws:s3/bucketReplicationConfig:BucketReplicationConfig", {
      bucket: "b",
      role: "arn:role",
      rules: [opted, rule({})],
    });
    const rules = bucketsOf([bucket, replication], keysOf([key]))[0]?.replication?.rules;
    expect(rules?.map(({ kmsObjects, replicaKeyArn }) => [kmsObjects, replicaKeyArn])).to.deep.equal([
      [true, "arn:k"],
      [undefined, undefined],
    ]);
  });

  it("have rules that ask for one tag, or for several besides a prefix", () => {
    const rule = (filter: object) => ({ status: "Enabled", filter, destination: { bucket: "arn:aws:s3:::c" } });
    const replication = registration("aws:s3/bucketReplicationConfig:BucketReplicationConfig", {
      bucket: "b",
      role: "arn:role",
      rules: [
        rule({ tag: { key: "a", value: "1" } }),
        rule({ and: { prefix: "in/", tags: { a: "1", b: "2" } } }),
        rule({ prefix: "in/" }),
      ],
    });
    const [made] = bucketsOf(
      [registration("aws:s3/bucket:Bucket", { bucket: "b", region: "us-east-1" }), replication],
      [],
    );
    const [a, b] = ["a", "b"].map((key, index) => ({ key, value: String(index + 1) }));
    expect(made?.replication?.rules.map(({ prefix, tags }) => [prefix, tags])).to.deep.equal([
      ["", [a]],
      ["in/", [a, b]],
      ["in/", undefined],
    ]);
  });

  it("are also those whose versioning the program reads: they exist already", () => {
    const read = registration(versioning, enabled("theirs"), { wasRead: true });
    const [existing] = bucketsOf([read, registration(versioning, enabled("created"))], []);
    expect(existing).to.include({ name: "theirs", region: "us-west-2", versioning: "Enabled" });
    expect(bucketsOf([registration(versioning, enabled("created"))], [])).to.deep.equal([]);
  });

  it("are none twice, whether they are read twice or created and read", () => {
    const read = (name: string) => registration(versioning, enabled(name), { wasRead: true });
    const names = bucketsOf([bucket, read("b"), read("c"), read("c")], []).map(({ name }) => name);
    expect(names).to.deep.equal(["b", "c"]);
  });
});
