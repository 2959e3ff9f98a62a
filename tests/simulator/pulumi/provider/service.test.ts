import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  CreateRequest,
  type CreateResponse,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  type ReadResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { type CloudStore, ResourceCloud } from "../../../../simulator/pulumi/provider";
import { type ProviderServer, serveProvider } from "../../../../simulator/pulumi/provider/server";
import { propertiesOf, structOf } from "../../../../simulator/pulumi/struct";
import { projectRoot } from "../../../support/pulumiProgram";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
type Inputs = Readonly<Record<string, unknown>>;

describe("the embedded cloud as the engine calls it", () => {
  let server: ProviderServer;
  let client: ResourceProviderClient;
  const store: CloudStore = { resources: new Map(), save: () => undefined };

  before(async () => {
    server = await serveProvider({ cloud: new ResourceCloud({ store }), projectDir: projectRoot });
    const port = /aws:(\d+)/.exec(server.attachment)?.[1] ?? "";
    client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  });
  after(() => {
    client.close();
    server.close();
  });

  const urnOf = (type: string): string => `urn:pulumi:dev::site::${type}::it`;

  async function failures(type: string, news: Inputs): Promise<readonly string[]> {
    const request = new CheckRequest().setUrn(urnOf(type)).setNews(structOf({ ...news }));
    const response = await answered<CheckResponse>((done) => client.check(request, done));
    return response.getFailuresList().map((one) => `${one.getProperty()} ${one.getReason()}`);
  }

  async function diff(type: string, old: Inputs, news: Inputs): Promise<DiffResponse> {
    const request = new DiffRequest()
      .setUrn(urnOf(type))
      .setOldInputs(structOf({ ...old }))
      .setNews(structOf({ ...news }));
    return answered<DiffResponse>((done) => client.diff(request, done));
  }

  const refusals: readonly (readonly [what: string, type: string, news: Inputs, failure: RegExp])[] = [
    [
      "an argument that the SDK does not know",
      "s3/bucketVersioning:BucketVersioning",
      { bucket: "abc", versioningConfiguration: { status: "Enabled", colour: "red" } },
      /^versioningConfiguration\.colour is not known$/,
    ],
    [
      "an argument that is missing",
      "s3/bucketVersioning:BucketVersioning",
      { bucket: "abc" },
      /^versioningConfiguration is required$/,
    ],
    ["a value of another type", "s3/bucket:Bucket", { forceDestroy: ["no"] }, /^forceDestroy must not be a list$/],
    [
      "a value that AWS does not take",
      "s3/bucketVersioning:BucketVersioning",
      { bucket: "abc", versioningConfiguration: { status: "On" } },
      /^versioningConfiguration\.status must be one of Enabled.*got On$/,
    ],
    ["a bucket's name in capitals", "s3/bucket:Bucket", { bucket: "No_Upper" }, /^bucket must match .* got No_Upper$/],
    ["a tag of AWS's own", "s3/bucket:Bucket", { tags: { "aws:x": "1" } }, /^tags\["aws:x"\]/],
    [
      "a runtime that no edge function has",
      "cloudfront/function:Function",
      { name: "a", code: "x", runtime: "python" },
      /^runtime must be one of .*got python$/,
    ],
  ];
  for (const [what, type, news, failure] of refusals) {
    it(`refuses ${what}, and says where it stands`, async () => {
      const found = await failures(`aws:${type}`, news);
      expect(
        found.filter((one) => failure.test(one)),
        found.join("\n"),
      ).to.have.length(1);
    });
  }

  it("takes what is not known yet for legal", async () => {
    expect(await failures("aws:s3/bucket:Bucket", { bucket: unknown, tags: unknown })).to.deep.equal([]);
  });

  it("chooses a name where the program has none, and keeps it", async () => {
    const type = "aws:s3/bucket:Bucket";
    const check = async (olds: Inputs): Promise<Inputs> => {
      const request = new CheckRequest()
        .setUrn(urnOf(type))
        .setNews(structOf({}))
        .setOlds(structOf({ ...olds }));
      request.setRandomseed(Buffer.from("seed"));
      const response = await answered<CheckResponse>((done) => client.check(request, done));
      return propertiesOf(response.getInputs());
    };
    const first = await check({});
    expect(first["bucket"]).to.match(/^it-[0-9a-f]{7}$/);
    expect((await check(first))["bucket"]).to.equal(first["bucket"]);
  });

  const changes: readonly (readonly [
    what: string,
    type: string,
    old: Inputs,
    news: Inputs,
    replaced: readonly string[],
  ])[] = [
    ["a bucket's region replaces it", "s3/bucket:Bucket", { region: "us-east-1" }, { region: "us-west-2" }, ["region"]],
    ["a bucket's name replaces it", "s3/bucket:Bucket", { bucket: "a-a" }, { bucket: "b-b" }, ["bucket"]],
    ["a bucket's tags are changed in place", "s3/bucket:Bucket", { tags: { a: "1" } }, { tags: { a: "2" } }, []],
    ["a function's name replaces it", "cloudfront/function:Function", { name: "a" }, { name: "b" }, ["name"]],
    ["a function's code is changed in place", "cloudfront/function:Function", { code: "a" }, { code: "b" }, []],
    [
      "failover criteria are changed in place",
      "cloudfront/distribution:Distribution",
      { originGroups: [{ failoverCriteria: { statusCodes: [503, 504] } }] },
      { originGroups: [{ failoverCriteria: { statusCodes: [500, 503, 504] } }] },
      [],
    ],
  ];
  for (const [what, type, old, news, replaced] of changes) {
    it(what, async () => {
      const response = await diff(`aws:${type}`, old, news);
      expect(response.getChanges()).to.equal(DiffResponse.DiffChanges.DIFF_SOME);
      expect(response.getReplacesList()).to.deep.equal(replaced);
      expect((await diff(`aws:${type}`, old, old)).getChanges()).to.equal(DiffResponse.DiffChanges.DIFF_NONE);
    });
  }

  it("makes nothing in a preview, whose outputs are not known", async () => {
    const type = "aws:cloudfront/function:Function";
    const create = (preview: boolean): Promise<CreateResponse> => {
      const properties = structOf({ name: "headers", code: "x", runtime: "cloudfront-js-2.0" });
      const request = new CreateRequest().setUrn(urnOf(type)).setProperties(properties).setPreview(preview);
      return answered<CreateResponse>((done) => client.create(request, done));
    };
    const planned = await create(true);
    expect(planned.getId()).to.equal("");
    expect(propertiesOf(planned.getProperties())["etag"]).to.equal(unknown);
    expect(store.resources.size).to.equal(0);
    const made = await create(false);
    expect(made.getId()).to.equal("headers");
    expect(store.resources.size).to.equal(1);
    const read = await answered<ReadResponse>((done) =>
      client.read(new ReadRequest().setUrn(urnOf(type)).setId("headers"), done),
    );
    expect(propertiesOf(read.getInputs())).to.deep.include({ name: "headers", code: "x" });
    const none = await answered<ReadResponse>((done) =>
      client.read(new ReadRequest().setUrn(urnOf(type)).setId("gone"), done),
    );
    expect(none.getId()).to.equal("");
    // AWS's own code and words reach the engine.
    const refusal = await create(false).then(() => "", String);
    expect(refusal).to.contain("FunctionAlreadyExists: headers exists already");
  });
});

function answered<T>(ask: (done: (error: Error | null, answer: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((error, answer) => {
      if (error === null) resolve(answer);
      else reject(error);
    });
  });
}
