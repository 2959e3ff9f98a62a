import { expect } from "chai";
import { type Registering, Registry } from "../../../simulator/pulumi/registry";

function registry(options: { preview?: boolean; region?: string | undefined } = {}): Registry {
  return new Registry({ project: "site", stack: "dev", preview: false, region: "us-east-1", ...options });
}

function resource(type: string, name: string, more: Partial<Registering> = {}): Registering {
  return {
    type,
    name,
    parent: "",
    custom: true,
    properties: {},
    provider: "",
    dependencies: [],
    protect: undefined,
    importId: "",
    ...more,
  };
}

const stack = resource("pulumi:pulumi:Stack", "site-dev", { custom: false });
const bucket = "aws:s3/bucket:Bucket";

describe("the registry of a run", () => {
  it("chains the types of components in a URN, and leaves the stack's out", () => {
    const it = registry();
    it.register(stack);
    const outer = it.register(resource("x:index:Outer", "outer", { custom: false }));
    const inner = it.register(resource("x:index:Inner", "inner", { custom: false, parent: outer.urn }));
    const leaf = it.register(resource(bucket, "b", { parent: inner.urn }));
    expect(leaf.urn).to.equal("urn:pulumi:dev::site::x:index:Outer$x:index:Inner$aws:s3/bucket:Bucket::b");
    expect(it.register(resource(bucket, "b")).urn).to.equal("urn:pulumi:dev::site::aws:s3/bucket:Bucket::b");
  });

  it("refuses two resources of one URN (E_PROGRAM)", () => {
    const it = registry();
    it.register(resource(bucket, "b"));
    expect(() => it.register(resource(bucket, "b")))
      .to.throw("two resources")
      .with.property("code", "E_PROGRAM");
  });

  it("takes a region from the resource, else from its provider, else from the stack", () => {
    const it = registry();
    const provider = it.register(resource("pulumi:providers:aws", "eu", { properties: { region: "eu-west-1" } }));
    const reference = `${provider.urn}::${provider.id}`;
    const regionOf = (name: string, more: Partial<Registering>): unknown =>
      it.register(resource(bucket, name, more)).properties["region"];
    expect(regionOf("a", { properties: { region: "ap-south-1" }, provider: reference })).to.equal("ap-south-1");
    expect(regionOf("b", { provider: reference })).to.equal("eu-west-1");
    expect(regionOf("c", {})).to.equal("us-east-1");
  });

  it("refuses a regional resource when nobody says a region (E_CONFIG_MISSING); global ones need none", () => {
    const it = registry({ region: undefined });
    expect(() => it.register(resource(bucket, "b")))
      .to.throw("aws:region")
      .with.property("code", "E_CONFIG_MISSING");
    it.register(resource("aws:iam/role:Role", "r"));
    it.register(resource("aws:cloudfront/distribution:Distribution", "d"));
  });

  it("hands protection down from a component to its children, unless they say otherwise", () => {
    const it = registry();
    const site = it.register(resource("x:index:Site", "s", { custom: false, protect: true }));
    it.register(resource(bucket, "a", { parent: site.urn }));
    it.register(resource(bucket, "b", { parent: site.urn, protect: false }));
    expect(it.registrations.slice(1).map((one) => one.protect)).to.deep.equal([true, false]);
  });

  it("gives secrets back as secrets, and records what is in them", () => {
    const it = registry();
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "hush" };
    const { properties } = it.register(resource("x:index:Thing", "t", { properties: { password: secret } }));
    expect(properties["password"]).to.deep.equal(secret);
    expect(it.registrations[0]?.inputs).to.deep.equal({ password: "hush" });
  });

  it("keeps what components and the stack register as their outputs", () => {
    const it = registry();
    const { urn } = it.register(stack);
    it.addOutputs(urn, { url: "https://example.com" });
    expect(it.stackOutputs).to.deep.equal({ url: "https://example.com" });
  });

  it("takes the id that the program imports", () => {
    expect(registry().register(resource(bucket, "b", { importId: "mine" })).id).to.equal("mine");
  });

  it("reads the versioning of a bucket that exists already, as enabled, in the region that the program names", () => {
    const it = registry();
    it.register(stack);
    const reading = { ...resource("aws:s3/bucketVersioning:BucketVersioning", "v"), id: "theirs" };
    const { properties } = it.read({ ...reading, properties: { region: "eu-west-1" } });
    expect(properties).to.deep.include({
      bucket: "theirs",
      region: "eu-west-1",
      versioningConfiguration: { status: "Enabled", mfaDelete: "" },
    });
    expect(it.registrations.at(-1)).to.include({ id: "theirs", wasRead: true });
  });

  it("refuses to read what it knows nothing of, by name (E_RESOURCE_TYPE)", () => {
    const it = registry();
    expect(() => it.read({ ...resource(bucket, "b"), id: "theirs" }))
      .to.throw("theirs")
      .with.property("code", "E_RESOURCE_TYPE");
  });
});
