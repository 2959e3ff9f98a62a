import type { Legal, LegalValues } from "../legal";

/** CloudFront's API reference: names of policies and functions, comments, and its enumerations. */
const comment: Legal = { length: [0, 128] };
const policyName: Legal = { length: [1, 128], pattern: /^[A-Za-z0-9_-]+$/ };
const protocolPolicy: Legal = { oneOf: ["allow-all", "https-only", "redirect-to-https"] };
const method: Legal = { oneOf: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"] };
const viewerEvent: Legal = { oneOf: ["viewer-request", "viewer-response"] };
const lambdaEvent: Legal = { oneOf: ["viewer-request", "origin-request", "origin-response", "viewer-response"] };
/** A numbered version, never `$LATEST` (LE-19). */
const lambdaArn: Legal = { pattern: /^arn:aws:lambda:us-east-1:[0-9]{12}:function:[A-Za-z0-9_-]+:[0-9]+$/ };
const listed: Legal = { oneOf: ["none", "whitelist", "allExcept", "all"] };
const ttl: Legal = { range: [0, 31_536_000] };

function behavior(path: string): LegalValues {
  return {
    [`${path}.viewerProtocolPolicy`]: protocolPolicy,
    [`${path}.allowedMethods[]`]: method,
    // Three sets, and with a group only the first two (FO-9).
    [`${path}.allowedMethods`]: { length: [2, 3] },
    [`${path}.cachedMethods`]: { length: [2, 3] },
    [`${path}.cachedMethods[]`]: method,
    [`${path}.functionAssociations`]: { length: [0, 2] },
    [`${path}.functionAssociations[].eventType`]: viewerEvent,
    [`${path}.lambdaFunctionAssociations`]: { length: [0, 4] },
    [`${path}.lambdaFunctionAssociations[].eventType`]: lambdaEvent,
    [`${path}.lambdaFunctionAssociations[].lambdaArn`]: lambdaArn,
  };
}

const distribution: LegalValues = {
  comment,
  priceClass: { oneOf: ["PriceClass_100", "PriceClass_200", "PriceClass_All"] },
  httpVersion: { oneOf: ["http1.1", "http2", "http2and3", "http3"] },
  defaultRootObject: { length: [0, 255], pattern: /^[^/]/ },
  aliases: { length: [0, 100] },
  origins: { length: [1, 100] },
  "origins[].connectionAttempts": { range: [1, 3] },
  "origins[].connectionTimeout": { range: [1, 10] },
  "origins[].domainName": { length: [1, 253] },
  "origins[].originId": { length: [1, 128] },
  "origins[].s3OriginConfig.originAccessIdentity": { pattern: /^(origin-access-identity\/cloudfront\/E[A-Z0-9]+)?$/ },
  // Exactly two (FO-1).
  "originGroups[].members": { length: [2, 2] },
  "originGroups[].failoverCriteria.statusCodes[]": { oneOf: [400, 403, 404, 416, 429, 500, 502, 503, 504] },
  ...behavior("defaultCacheBehavior"),
  ...behavior("orderedCacheBehaviors[]"),
  "orderedCacheBehaviors[].pathPattern": { length: [1, 255] },
  "customErrorResponses[].errorCode": { oneOf: [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504] },
  "customErrorResponses[].errorCachingMinTtl": ttl,
  "customErrorResponses[].responsePagePath": { pattern: /^\// },
  "restrictions.geoRestriction.restrictionType": { oneOf: ["none", "whitelist", "blacklist"] },
  "restrictions.geoRestriction.locations[]": { pattern: /^[A-Z]{2}$/ },
  "viewerCertificate.sslSupportMethod": { oneOf: ["sni-only", "vip", "static-ip"] },
  "viewerCertificate.minimumProtocolVersion": {
    oneOf: [
      "SSLv3",
      "TLSv1",
      "TLSv1_2016",
      "TLSv1.1_2016",
      "TLSv1.2_2018",
      "TLSv1.2_2019",
      "TLSv1.2_2021",
      "TLSv1.2_2025",
      "TLSv1.3_2025",
    ],
  },
  "viewerCertificate.acmCertificateArn": { pattern: /^arn:aws:acm:us-east-1:[0-9]{12}:certificate\/[\w-]+$/ },
  webAclId: { pattern: /^(arn:aws:wafv2:us-east-1:[0-9]{12}:global\/webacl\/.+|[0-9a-f-]{36})$/ },
};

const cachePolicy: LegalValues = {
  name: policyName,
  comment,
  minTtl: ttl,
  defaultTtl: ttl,
  maxTtl: ttl,
  "parametersInCacheKeyAndForwardedToOrigin.cookiesConfig.cookieBehavior": listed,
  "parametersInCacheKeyAndForwardedToOrigin.headersConfig.headerBehavior": { oneOf: ["none", "whitelist"] },
  "parametersInCacheKeyAndForwardedToOrigin.queryStringsConfig.queryStringBehavior": listed,
};

const headersPolicy: LegalValues = {
  name: policyName,
  comment,
  // RH-4.
  "securityHeadersConfig.contentSecurityPolicy.contentSecurityPolicy": { length: [1, 1783] },
  "securityHeadersConfig.frameOptions.frameOption": { oneOf: ["DENY", "SAMEORIGIN"] },
  "securityHeadersConfig.referrerPolicy.referrerPolicy": {
    oneOf: [
      "no-referrer",
      "no-referrer-when-downgrade",
      "origin",
      "origin-when-cross-origin",
      "same-origin",
      "strict-origin",
      "strict-origin-when-cross-origin",
      "unsafe-url",
    ],
  },
  "securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec": { range: [0, 2_147_483_647] },
};

export const cloudfrontLimits: Readonly<Record<string, LegalValues>> = {
  "aws:cloudfront/distribution:Distribution": distribution,
  "aws:cloudfront/cachePolicy:CachePolicy": cachePolicy,
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": headersPolicy,
  "aws:cloudfront/originAccessIdentity:OriginAccessIdentity": { comment },
  "aws:cloudfront/originAccessControl:OriginAccessControl": {
    name: { length: [1, 64] },
    description: { length: [0, 256] },
    originAccessControlOriginType: { oneOf: ["s3", "mediastore", "mediapackagev2", "lambda"] },
    signingBehavior: { oneOf: ["always", "never", "no-override"] },
    signingProtocol: { oneOf: ["sigv4"] },
  },
  "aws:cloudfront/function:Function": {
    name: { length: [1, 64], pattern: /^[A-Za-z0-9_-]+$/ },
    comment,
    runtime: { oneOf: ["cloudfront-js-1.0", "cloudfront-js-2.0"] },
    // CF-8.
    code: { length: [1, 10_240] },
  },
  "aws:cloudfront/continuousDeploymentPolicy:ContinuousDeploymentPolicy": {
    "trafficConfig.type": { oneOf: ["SingleHeader", "SingleWeight"] },
    "trafficConfig.singleHeaderConfig.header": { pattern: /^aws-cf-cd-/i, length: [1, 256] },
    "trafficConfig.singleHeaderConfig.value": { length: [1, 1783] },
    "trafficConfig.singleWeightConfig.weight": { range: [0, 0.15] },
  },
};
