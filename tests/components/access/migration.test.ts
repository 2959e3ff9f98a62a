import { expect } from "chai";
import { bucketPolicy, type BucketPolicyDocument, type Readers } from "../../../components/access/bucketPolicy";
import { OriginAccess } from "../../../components/access/enums";
import { VirtualClock } from "../../../simulator/clock";
import { policyDocumentOf } from "../../../simulator/model/fromPolicyDocument";
import { S3 } from "../../../simulator/s3";
import type { OriginPrincipal } from "../../../simulator/s3/transport";
import { inputsOf, runSite } from "../../support/pulumiSite";

const identity: OriginPrincipal = { type: "origin-access-identity", id: "E2IDENTITY" };
const distributionArn = "arn:aws:cloudfront::123456789012:distribution/E1DISTRIBUTION";
const control: OriginPrincipal = { type: "origin-access-control", distributionArn };

interface Step {
  readonly policy: string;
  /** Who CloudFront asks as. */
  readonly principal: OriginPrincipal;
}

/** What a deployment leaves behind: the primary's policy, and how the distribution asks. */
async function deployed(originAccess: OriginAccess): Promise<Step> {
  const { resources } = await runSite({ originAccess });
  const policy = inputsOf(resources, "BucketPolicy", "site-primary-policy").policy as string;
  const [origin] = inputsOf(resources, "Distribution").origins as { originAccessControlId?: string }[];
  return { policy, principal: origin?.originAccessControlId === undefined ? identity : control };
}

/** The status that a page, and a missing one, have under a policy. */
async function statuses(policy: string, principal: OriginPrincipal): Promise<number[]> {
  const name = "site-primary-1234567";
  const all = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };
  const document = policyDocumentOf(policy, "policy");
  const bucket = {
    name,
    region: "us-east-1",
    versioning: "Enabled",
    policy: document,
    publicAccessBlock: all,
  } as const;
  const s3 = new S3({ clock: new VirtualClock(), buckets: [bucket] });
  s3.putObject(name, "index.html", { body: Buffer.from("hello") });
  const ask = async (path: string): Promise<number> => {
    const host = `${name}.s3.us-east-1.amazonaws.com`;
    const request = { originId: "primary", host, secure: true, method: "GET", path, headers: {}, principal };
    const outcome = await s3.exchange(request, { connectTimeoutMs: 2000, readTimeoutMs: 30_000 });
    return outcome.kind === "response" ? outcome.response.status : 0;
  };
  return [await ask("/index.html"), await ask("/missing.html")];
}

describe("the way from the identity to the access control", () => {
  for (const [from, to] of [
    [OriginAccess.Oai, OriginAccess.Migrating],
    [OriginAccess.Migrating, OriginAccess.Oac],
  ] as const) {
    it(`fails no request between ${from} and ${to}, whichever of distribution and policies changes first`, async () => {
      const [before, after] = [await deployed(from), await deployed(to)];
      // The policies wait for the distribution, which is deployed everywhere by then.
      const states = [
        [before.policy, before.principal],
        [before.policy, after.principal],
        [after.policy, after.principal],
      ] as const;
      for (const [policy, principal] of states) {
        expect(await statuses(policy, principal)).to.deep.equal([200, 404]);
      }
    });
  }

  it("admits in the middle the requests of the step before and of the step after", async () => {
    const { policy } = await deployed(OriginAccess.Migrating);
    expect(await statuses(policy, identity)).to.deep.equal([200, 404]);
    expect(await statuses(policy, control)).to.deep.equal([200, 404]);
  });

  it("would fail requests without that middle step", async () => {
    const { policy } = await deployed(OriginAccess.Oai);
    expect(await statuses(policy, control)).to.deep.equal([403, 403]);
  });

  it("ends with the identity shut out", async () => {
    const { policy } = await deployed(OriginAccess.Oac);
    expect(await statuses(policy, identity)).to.deep.equal([403, 403]);
  });
});

describe("missingKey", () => {
  const text = (readers: Readers, list: boolean): string => {
    const document: BucketPolicyDocument = bucketPolicy("site-primary-1234567", readers, { list });
    return JSON.stringify(document);
  };

  it("makes a missing page a 404 where CloudFront may list the bucket, and a 403 where it may not (S3-5)", async () => {
    const readers = { distributionArns: [distributionArn] };
    expect(await statuses(text(readers, true), control)).to.deep.equal([200, 404]);
    expect(await statuses(text(readers, false), control)).to.deep.equal([200, 403]);
  });
});
