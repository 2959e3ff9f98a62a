import { expect } from "chai";
import { inputsOf, resourceOf, runSite } from "../../support/pulumiSite";
import { refusalOf } from "../../support/refusal";
import { resolveSettings } from "../../../components/settings";
import { MissingKey, OriginAccess } from "../../../components";

const regions = { primaryRegion: "us-east-1", replicaRegion: "eu-west-1" };
const members = ["site-primary", "site-replica"];

interface WrittenOrigin {
  readonly originAccessControlId?: string;
  readonly s3OriginConfig?: { readonly originAccessIdentity: string };
}

async function originsOf(originAccess: OriginAccess): Promise<WrittenOrigin[]> {
  const { resources } = await runSite({ originAccess });
  return inputsOf(resources, "Distribution").origins as WrittenOrigin[];
}

describe("originAccess", () => {
  it("oac signs every request of both origins, and makes no identity (S3-1, S3-4)", async () => {
    const { resources } = await runSite({ originAccess: OriginAccess.Oac });
    expect(inputsOf(resources, "OriginAccessControl")).to.deep.include({
      originAccessControlOriginType: "s3",
      signingProtocol: "sigv4",
      signingBehavior: "always",
    });
    expect(resources.filter(({ type }) => type.endsWith(":OriginAccessIdentity"))).to.deep.equal([]);
    for (const origin of await originsOf(OriginAccess.Oac)) {
      expect(origin).to.include({ originAccessControlId: "E3CONTROL" }).and.not.to.have.property("s3OriginConfig");
    }
  });

  it("never sets an identity and an access control on one origin (D3)", async () => {
    for (const originAccess of Object.values(OriginAccess)) {
      for (const { originAccessControlId, s3OriginConfig } of await originsOf(originAccess)) {
        expect([originAccessControlId, s3OriginConfig].filter((one) => one !== undefined)).to.have.lengthOf(1);
      }
    }
  });

  it("migrating has both while the origins still use the identity", async () => {
    const { resources } = await runSite({ originAccess: OriginAccess.Migrating });
    resourceOf(resources, "OriginAccessControl");
    resourceOf(resources, "OriginAccessIdentity");
    for (const origin of await originsOf(OriginAccess.Migrating)) {
      expect(origin).to.have.property("s3OriginConfig");
    }
  });

  it("writes policies that name the distribution after the distribution", async () => {
    const { resources } = await runSite({ originAccess: OriginAccess.Oac });
    for (const member of members) {
      expect(resourceOf(resources, "BucketPolicy", `${member}-policy`).dependencies).to.include(
        "aws:cloudfront/distribution:Distribution site-distribution",
      );
    }
  });

  it("grants the same principals the same actions on both buckets", async () => {
    for (const originAccess of Object.values(OriginAccess)) {
      const { resources } = await runSite({ originAccess });
      const [primary, replica] = members.map((member) =>
        (inputsOf(resources, "BucketPolicy", `${member}-policy`).policy as string).replaceAll(member, "bucket"),
      );
      expect(primary).to.equal(replica);
    }
  });

  it("oac makes regions legal that an identity cannot serve (S3-3)", async () => {
    const young = { primaryRegion: "il-central-1", replicaRegion: "eu-west-1" };
    expect(resolveSettings({ ...young, originAccess: OriginAccess.Oac }).storage.primaryRegion).to.equal(
      "il-central-1",
    );
    for (const originAccess of [OriginAccess.Oai, OriginAccess.Migrating]) {
      const { code, sentence } = await refusalOf(() => resolveSettings({ ...young, originAccess }));
      expect(code).to.equal("E_REGION");
      expect(sentence).to.include("il-central-1").and.to.include("originAccess oac");
    }
  });

  it("oac is not told of a year when a region is unknown: the young ones are taken", async () => {
    const unknown = { ...regions, replicaRegion: "us-eats-1" };
    const withControl = await refusalOf(() => resolveSettings({ ...unknown, originAccess: OriginAccess.Oac }));
    expect(withControl.sentence)
      .to.include("got us-eats-1")
      .and.not.to.match(/2022|2023/);
    const withIdentity = await refusalOf(() => resolveSettings({ ...unknown, originAccess: OriginAccess.Oai }));
    expect(withIdentity.sentence).to.include("launched before 2023 (S3-3)");
  });

  it("oac still serves the commercial partition only", async () => {
    const args = { ...regions, primaryRegion: "cn-north-1", originAccess: OriginAccess.Oac };
    expect((await refusalOf(() => resolveSettings(args))).code).to.equal("E_REGION");
  });
});

describe("missingKey", () => {
  it("403 lets CloudFront list neither bucket (S3-5)", async () => {
    const { resources } = await runSite({ missingKey: MissingKey.Forbidden });
    for (const member of members) {
      expect(inputsOf(resources, "BucketPolicy", `${member}-policy`).policy).not.to.include("s3:ListBucket");
    }
  });

  it("403 is refused with criteria that hold 404 but not 403: it would never fail over (S3-5)", async () => {
    const args = { ...regions, missingKey: MissingKey.Forbidden, failoverStatusCodes: [404, 503, 504] };
    const { code, path, sentence } = await refusalOf(() => resolveSettings(args));
    expect([code, path]).to.deep.equal(["E_MISSING_KEY", "missingKey"]);
    expect(sentence).to.include("404,503,504");
    for (const failoverStatusCodes of [
      [403, 404, 503, 504],
      [503, 504],
    ]) {
      resolveSettings({ ...args, failoverStatusCodes });
    }
  });
});
