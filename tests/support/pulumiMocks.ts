import type { MockResourceArgs, MockResourceResult } from "@pulumi/pulumi/runtime/mocks";

/** The account that the mocks play. */
export const account = "123456789012";

/**
 * What AWS would answer for a resource. In a preview only what the program itself supplied is known. Never throws: a throw
 * here turns into one unhandled rejection per property.
 */
export function mockState(args: MockResourceArgs, preview: boolean): MockResourceResult {
  const inputs = args.inputs as Record<string, unknown>;
  // Components have no id, and their outputs come from registerResourceOutputs.
  if (args.custom === false) return { id: undefined, state: inputs };
  if (preview) return { id: undefined, state: inputs };
  const made = computed[args.type]?.(args.name) ?? {};
  return { id: made.id ?? `${args.name}-id`, state: { ...made.outputs, ...inputs } };
}

interface Made {
  readonly id?: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const computed: Readonly<Record<string, (name: string) => Made>> = {
  "aws:s3/bucket:Bucket": (name) => ({
    id: `${name}-1234567`,
    outputs: { bucket: `${name}-1234567`, arn: `arn:aws:s3:::${name}-1234567` },
  }),
  "aws:iam/role:Role": (name) => ({
    id: `${name}-1234567`,
    outputs: { name: `${name}-1234567`, arn: `arn:aws:iam::${account}:role/${name}-1234567` },
  }),
  "aws:cloudfront/originAccessIdentity:OriginAccessIdentity": () => ({
    id: "E2IDENTITY",
    outputs: {
      iamArn: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2IDENTITY",
      cloudfrontAccessIdentityPath: "origin-access-identity/cloudfront/E2IDENTITY",
      s3CanonicalUserId: "0123456789abcdef",
    },
  }),
  "aws:cloudfront/function:Function": (name) => ({
    id: `${name}-1234567`,
    outputs: { name: `${name}-1234567`, arn: `arn:aws:cloudfront::${account}:function/${name}-1234567` },
  }),
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": () => ({
    id: "11111111-2222-3333-4444-555555555555",
  }),
  "aws:cloudfront/distribution:Distribution": () => ({
    id: "E1DISTRIBUTION",
    outputs: {
      arn: `arn:aws:cloudfront::${account}:distribution/E1DISTRIBUTION`,
      domainName: "d111111abcdef8.cloudfront.net",
      hostedZoneId: "Z2FDTNDATAQYW2",
    },
  }),
};
