import { accountId, type ResourceContext, type ResourceType, type ResourceTypes, text } from "./resourceType";

/** The Route 53 zone of every distribution. */
const hostedZoneId = "Z2FDTNDATAQYW2";

/** Two runs must not differ: nothing is dated by the clock. */
const created = "2026-01-01T00:00:00Z";

function arn(path: string): string {
  return `arn:aws:cloudfront::${accountId}:${path}`;
}

function eId({ ids }: ResourceContext): string {
  return `E${ids.alphanumeric(13)}`;
}

function etagOf({ ids }: ResourceContext): string {
  return `E${ids.alphanumeric(13, "etag")}`;
}

/** Something that CloudFront names by a UUID. */
function policy(kind: string): ResourceType {
  return {
    autoName: { property: "name" },
    create: (_inputs, { ids }) => {
      const id = ids.uuid();
      return { id, outputs: { arn: arn(`${kind}/${id}`), etag: `E${ids.alphanumeric(13, "etag")}` } };
    },
  };
}

export const cloudfrontTypes: ResourceTypes = {
  "aws:cloudfront/distribution:Distribution": {
    create(_inputs, context) {
      const id = eId(context);
      return {
        id,
        outputs: {
          arn: arn(`distribution/${id}`),
          domainName: `d${context.ids.alphanumeric(13, "domain").toLowerCase()}.cloudfront.net`,
          hostedZoneId,
          status: "Deployed",
          etag: etagOf(context),
          callerReference: context.ids.hex(24),
          lastModifiedTime: created,
          inProgressValidationBatches: 0,
          trustedSigners: [{ enabled: false, items: [] }],
          trustedKeyGroups: [{ enabled: false, items: [] }],
        },
      };
    },
  },
  "aws:cloudfront/originAccessIdentity:OriginAccessIdentity": {
    create(_inputs, context) {
      const id = eId(context);
      return {
        id,
        outputs: {
          arn: arn(`origin-access-identity/${id}`),
          // S3-2: the principal of a bucket policy, and the form that an origin's configuration takes.
          iamArn: `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${id}`,
          cloudfrontAccessIdentityPath: `origin-access-identity/cloudfront/${id}`,
          s3CanonicalUserId: context.ids.hex(96),
          callerReference: context.ids.hex(24),
          etag: etagOf(context),
        },
      };
    },
  },
  "aws:cloudfront/continuousDeploymentPolicy:ContinuousDeploymentPolicy": {
    create(_inputs, context) {
      const id = context.ids.uuid();
      const outputs = {
        arn: arn(`continuous-deployment-policy/${id}`),
        etag: etagOf(context),
        lastModifiedTime: created,
      };
      return { id, outputs };
    },
  },
  "aws:cloudfront/originAccessControl:OriginAccessControl": {
    autoName: { property: "name" },
    create(_inputs, context) {
      const id = eId(context);
      return { id, outputs: { arn: arn(`origin-access-control/${id}`), etag: etagOf(context) } };
    },
  },
  "aws:cloudfront/function:Function": {
    autoName: { property: "name" },
    create(inputs, context) {
      const id = text(inputs, "name");
      const etag = `ETVP${context.ids.alphanumeric(10)}`;
      return { id, outputs: { arn: arn(`function/${id}`), etag, liveStageEtag: etag, status: "UNASSOCIATED" } };
    },
  },
  "aws:cloudfront/keyValueStore:KeyValueStore": {
    autoName: { property: "name" },
    create(inputs, context) {
      const uuid = context.ids.uuid();
      const outputs = { arn: arn(`key-value-store/${uuid}`), etag: etagOf(context), lastModifiedTime: created };
      return { id: text(inputs, "name"), outputs };
    },
  },
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": policy("response-headers-policy"),
  "aws:cloudfront/cachePolicy:CachePolicy": policy("cache-policy"),
  "aws:cloudfront/originRequestPolicy:OriginRequestPolicy": policy("origin-request-policy"),
};
