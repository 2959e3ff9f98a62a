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
  const made = computed[args.type]?.(args.name, inputs) ?? {};
  return { id: made.id ?? `${args.name}-id`, state: { ...made.outputs, ...inputs } };
}

interface Made {
  readonly id?: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const computed: Readonly<Record<string, (name: string, inputs: Readonly<Record<string, unknown>>) => Made>> = {
  "aws:acm/certificate:Certificate": (name, inputs) => {
    const arn = `arn:aws:acm:us-east-1:${account}:certificate/${name}`;
    const names = [inputs.domainName, ...((inputs.subjectAlternativeNames as unknown[] | undefined) ?? [])].map(String);
    const options = names.reverse().map((domainName) => ({
      domainName,
      resourceRecordName: `_proof.${domainName.replace("*.", "")}.`,
      resourceRecordType: "CNAME",
      resourceRecordValue: `_value.${domainName.replace("*.", "")}.acm-validations.aws.`,
    }));
    return { id: arn, outputs: { arn, domainValidationOptions: options } };
  },
  "aws:route53/record:Record": (name, inputs) => ({ id: `${name}-id`, outputs: { fqdn: inputs.name } }),
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
  "aws:cloudfront/originAccessControl:OriginAccessControl": () => ({ id: "E3CONTROL" }),
  "aws:s3/bucketVersioning:BucketVersioning": () => ({ outputs: { versioningConfiguration: { status: "Enabled" } } }),
  "aws:kms/key:Key": (name) => ({
    id: `${name}-id`,
    outputs: { keyId: `${name}-id`, arn: `arn:aws:kms:region:${account}:key/${name}-id` },
  }),
  "aws:cloudfront/function:Function": (name) => ({
    id: `${name}-1234567`,
    outputs: { name: `${name}-1234567`, arn: `arn:aws:cloudfront::${account}:function/${name}-1234567` },
  }),
  "aws:lambda/function:Function": (name) => {
    const arn = `arn:aws:lambda:us-east-1:${account}:function:${name}-1234567`;
    return { id: `${name}-1234567`, outputs: { arn, version: "1", qualifiedArn: `${arn}:1` } };
  },
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": () => ({
    id: "11111111-2222-3333-4444-555555555555",
  }),
  "aws:cloudwatch/logDeliverySource:LogDeliverySource": (name) => ({
    id: `${name}-1234567`,
    outputs: {
      name: `${name}-1234567`,
      arn: `arn:aws:logs:us-east-1:${account}:delivery-source:${name}-1234567`,
    },
  }),
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": (name) => ({
    id: `${name}-1234567`,
    outputs: { arn: `arn:aws:logs:us-east-1:${account}:delivery-destination:${name}-1234567` },
  }),
  "aws:sns/topic:Topic": (name, inputs) => {
    const arn = `arn:aws:sns:${String(inputs.region)}:${account}:${name}-1234567`;
    return { id: arn, outputs: { arn } };
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": (name, inputs) => ({
    id: `${name}-1234567`,
    outputs: {
      name: `${name}-1234567`,
      arn: `arn:aws:cloudwatch:${String(inputs.region)}:${account}:alarm:${name}-1234567`,
    },
  }),
  "aws-native:applicationsignals:ServiceLevelObjective": (name) => {
    const arn = `arn:aws:application-signals:us-east-1:${account}:slo/${name}-1234567`;
    return { id: arn, outputs: { arn, name: `${name}-1234567` } };
  },
  "aws-native:synthetics:Canary": (name) => ({ id: `${name}-1234567`, outputs: { name: `${name}-1234567` } }),
  "aws:cloudfront/distribution:Distribution": () => ({
    id: "E1DISTRIBUTION",
    outputs: {
      arn: `arn:aws:cloudfront::${account}:distribution/E1DISTRIBUTION`,
      domainName: "d111111abcdef8.cloudfront.net",
      hostedZoneId: "Z2FDTNDATAQYW2",
    },
  }),
};
