import { defined, each, inside, isFields, member, type Properties, within } from "./mapping";

interface Twin {
  readonly type: string;
  readonly map: (props: Properties) => Properties;
}

interface Bridgeable {
  readonly type: string;
  readonly props: Properties;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** The twins of `@pulumi/aws-native`'s types: their name in `@pulumi/aws`, and how their properties become its. */
const twins: Readonly<Record<string, Twin>> = {
  "aws-native:cloudfront:Distribution": { type: "aws:cloudfront/distribution:Distribution", map: distribution },
  "aws-native:cloudfront:Function": {
    type: "aws:cloudfront/function:Function",
    map: (props) =>
      defined({
        ...props,
        code: props["functionCode"],
        runtime: member(props["functionConfig"], "runtime"),
        arn: props["functionArn"],
      }),
  },
  "aws-native:cloudfront:CachePolicy": {
    type: "aws:cloudfront/cachePolicy:CachePolicy",
    map: (props) => defined({ ...props, ...inside(props["cachePolicyConfig"], cachePolicy) }),
  },
  "aws-native:cloudfront:OriginRequestPolicy": {
    type: "aws:cloudfront/originRequestPolicy:OriginRequestPolicy",
    map: (props) => defined({ ...props, ...inside(props["originRequestPolicyConfig"], listsIn) }),
  },
  "aws-native:cloudfront:ResponseHeadersPolicy": {
    type: "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
    map: (props) => defined({ ...props, ...inside(props["responseHeadersPolicyConfig"], (config) => config) }),
  },
  "aws-native:cloudfront:CloudFrontOriginAccessIdentity": {
    type: "aws:cloudfront/originAccessIdentity:OriginAccessIdentity",
    map: (props) => props,
  },
  "aws-native:cloudfront:OriginAccessControl": {
    type: "aws:cloudfront/originAccessControl:OriginAccessControl",
    map: (props) => props,
  },
  "aws-native:s3:Bucket": { type: "aws:s3/bucket:Bucket", map: bucket },
  "aws-native:s3:BucketPolicy": {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    map: (props) => defined({ ...props, policy: props["policyDocument"] }),
  },
  "aws-native:lambda:Function": { type: "aws:lambda/function:Function", map: lambda },
  "aws-native:kms:Key": { type: "aws:kms/key:Key", map: (props) => defined({ ...props, policy: props["keyPolicy"] }) },
  "aws-native:iam:Role": {
    type: "aws:iam/role:Role",
    map: (props) => defined({ ...props, assumeRolePolicy: props["assumeRolePolicyDocument"] }),
  },
};

/** How the top-level properties of a twin are called when they stand inside one property of the native resource. */
const wrappers = ["distributionConfig"];

/** A resource of `@pulumi/aws-native` as its twin of `@pulumi/aws`; every other one as it is. */
export function asBridged<R extends Bridgeable>(one: R): R {
  const twin = twins[one.type];
  if (twin === undefined) return one;
  return bridged(twin, { ...one, props: defined({ ...one.props, id: one.props["id"] ?? one.props["awsId"] }) });
}

function bridged<R extends Bridgeable>(twin: Twin, one: R): R {
  const wrapper = wrappers.find((name) => Object.hasOwn(one.propertyDependencies, name));
  const props = twin.map(one.props);
  if (wrapper === undefined) return { ...one, type: twin.type, props };
  // What the whole of it depends on, each part of it may depend on.
  const all = one.propertyDependencies[wrapper] ?? [];
  return {
    ...one,
    type: twin.type,
    props,
    propertyDependencies: Object.fromEntries(Object.keys(props).map((key) => [key, all])),
  };
}

function distribution(props: Properties): Properties {
  const config = inside(props["distributionConfig"], (value) => value);
  return defined({
    ...props,
    ...config,
    isIpv6Enabled: config["ipv6Enabled"],
    loggingConfig: config["logging"],
    origins: each(config["origins"], origin),
    originGroups: each(items(config["originGroups"]), group),
    defaultCacheBehavior: within(config["defaultCacheBehavior"], behavior),
    orderedCacheBehaviors: each(config["cacheBehaviors"], behavior),
    viewerCertificate: within(config["viewerCertificate"], (certificate) =>
      defined({ ...certificate, cloudfrontDefaultCertificate: certificate["cloudFrontDefaultCertificate"] }),
    ),
  });
}

function origin(value: Properties): Properties {
  return defined({
    ...value,
    originId: value["id"],
    customHeaders: each(value["originCustomHeaders"], (header) => ({
      name: header["headerName"],
      value: header["headerValue"],
    })),
  });
}

function group(value: Properties): Properties {
  return defined({
    ...value,
    originId: value["id"],
    failoverCriteria: within(value["failoverCriteria"], (criteria) => ({
      statusCodes: items(criteria["statusCodes"]),
    })),
    members: items(value["members"]),
  });
}

function behavior(value: Properties): Properties {
  return defined({
    ...value,
    lambdaFunctionAssociations: each(value["lambdaFunctionAssociations"], (association) =>
      defined({ ...association, lambdaArn: association["lambdaFunctionArn"] }),
    ),
  });
}

function cachePolicy(config: Properties): Properties {
  return defined({
    ...config,
    parametersInCacheKeyAndForwardedToOrigin: within(config["parametersInCacheKeyAndForwardedToOrigin"], listsIn),
  });
}

/** CloudFormation's lists of names stand in `{ items }` at the other provider. */
function listsIn(config: Properties): Properties {
  const wrapped = (name: string, list: string) =>
    within(config[name], (part) => (Array.isArray(part[list]) ? { ...part, [list]: { items: part[list] } } : part));
  return defined({
    ...config,
    headersConfig: wrapped("headersConfig", "headers"),
    cookiesConfig: wrapped("cookiesConfig", "cookies"),
    queryStringsConfig: wrapped("queryStringsConfig", "queryStrings"),
  });
}

/** What stands in the bucket itself is read by {@link inlineSides}, whichever of the providers it is of. */
function bucket(props: Properties): Properties {
  return defined({
    ...props,
    bucket: props["bucketName"],
    bucketRegionalDomainName: props["regionalDomainName"],
  });
}

function lambda(props: Properties): Properties {
  const zipFile = member(props["code"], "zipFile");
  const handler = props["handler"];
  const module = (typeof handler === "string" ? handler : "index.handler").split(".")[0] ?? "index";
  return defined({
    ...props,
    name: props["functionName"],
    code: typeof zipFile === "string" ? { assets: { [`${module}.js`]: { text: zipFile } } } : props["code"],
  });
}

function items(value: unknown): unknown {
  return isFields(value) ? value["items"] : value;
}
