import { expect } from "chai";
import type { DistributionConfig } from "../../../simulator/model/distributionConfig";
import { modelFromRegistrations } from "../../../simulator/model/fromRegistrations";
import { validateDistributionConfig } from "../../../simulator/model/validate";
import { refusalOf } from "../../support/refusal";
import { behavior, distribution } from "./registrations";

function configOf(more: Readonly<Record<string, unknown>>): DistributionConfig {
  const [found] = modelFromRegistrations([distribution(more)]).distributions;
  if (found === undefined) throw new Error("no distribution");
  return found.config;
}

describe("a distribution's configuration in the API's shape (D12)", () => {
  it("has of the least distribution what the API prints, and nothing that was not said", () => {
    const config = configOf({});
    validateDistributionConfig({
      ...config,
      DefaultCacheBehavior: { ...config.DefaultCacheBehavior, CachePolicyId: "any" },
    });
    expect(config).to.deep.equal({
      Enabled: true,
      Origins: {
        Quantity: 1,
        Items: [
          {
            Id: "primary",
            DomainName: "b.s3.us-east-1.amazonaws.com",
            S3OriginConfig: { OriginAccessIdentity: "" },
          },
        ],
      },
      Restrictions: { GeoRestriction: { RestrictionType: "none", Quantity: 0, Items: [] } },
      DefaultCacheBehavior: {
        TargetOriginId: "primary",
        ViewerProtocolPolicy: "redirect-to-https",
        AllowedMethods: {
          Quantity: 2,
          Items: ["GET", "HEAD"],
          CachedMethods: { Quantity: 2, Items: ["GET", "HEAD"] },
        },
        Compress: false,
      },
      ViewerCertificate: { CloudFrontDefaultCertificate: true },
    });
  });

  it("has an origin group's criteria and members in their order (FO-1)", () => {
    const { OriginGroups } = configOf({
      originGroups: [
        {
          originId: "site",
          failoverCriteria: { statusCodes: [503, 404] },
          members: [{ originId: "replica" }, { originId: "primary" }],
        },
      ],
    });
    expect(OriginGroups).to.deep.equal({
      Quantity: 1,
      Items: [
        {
          Id: "site",
          FailoverCriteria: { StatusCodes: { Quantity: 2, Items: [503, 404] } },
          Members: { Quantity: 2, Items: [{ OriginId: "replica" }, { OriginId: "primary" }] },
        },
      ],
    });
  });

  it("has an S3 origin's identity and its times, numbers also where the program wrote text (FO-20, FO-21, S3-2)", () => {
    const { Origins } = configOf({
      origins: [
        {
          originId: "primary",
          domainName: "b.s3.us-east-1.amazonaws.com",
          originPath: "/site",
          connectionAttempts: "1",
          connectionTimeout: 2,
          responseCompletionTimeout: 30,
          customHeaders: [{ name: "X-Drill", value: "1" }],
          originShield: { enabled: true, originShieldRegion: "us-east-2" },
          s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E1" },
        },
      ],
    });
    expect(Origins.Items).to.deep.equal([
      {
        Id: "primary",
        DomainName: "b.s3.us-east-1.amazonaws.com",
        OriginPath: "/site",
        CustomHeaders: { Quantity: 1, Items: [{ HeaderName: "X-Drill", HeaderValue: "1" }] },
        ConnectionAttempts: 1,
        ConnectionTimeout: 2,
        ResponseCompletionTimeout: 30,
        S3OriginConfig: { OriginAccessIdentity: "origin-access-identity/cloudfront/E1" },
        OriginShield: { Enabled: true, OriginShieldRegion: "us-east-2" },
      },
    ]);
  });

  it("has a custom origin's ports, protocol and read timeout, and no S3 configuration", () => {
    const customOriginConfig = {
      httpPort: 8080,
      httpsPort: 8443,
      originProtocolPolicy: "https-only",
      originSslProtocols: ["TLSv1.2"],
      originReadTimeout: 20,
      originKeepaliveTimeout: 5,
    };
    const { Origins } = configOf({ origins: [{ originId: "o", domainName: "example.com", customOriginConfig }] });
    expect(Origins.Items).to.deep.equal([
      {
        Id: "o",
        DomainName: "example.com",
        CustomOriginConfig: {
          HTTPPort: 8080,
          HTTPSPort: 8443,
          OriginProtocolPolicy: "https-only",
          OriginReadTimeout: 20,
          OriginKeepaliveTimeout: 5,
        },
      },
    ]);
  });

  it("has ordered behaviors in their order, with policies, functions and legacy times", () => {
    const { CacheBehaviors } = configOf({
      orderedCacheBehaviors: [
        behavior({ pathPattern: "/b/*", compress: true, cachePolicyId: "c", responseHeadersPolicyId: "r" }),
        behavior({
          pathPattern: "/a/*",
          originRequestPolicyId: "o",
          minTtl: 0,
          defaultTtl: 60,
          maxTtl: 120,
          functionAssociations: [{ eventType: "viewer-request", functionArn: "arn:f" }],
          lambdaFunctionAssociations: [{ eventType: "origin-response", lambdaArn: "arn:l:1", includeBody: false }],
        }),
      ],
    });
    const [first, second] = CacheBehaviors?.Items ?? [];
    expect(CacheBehaviors?.Quantity).to.equal(2);
    expect(first).to.deep.include({
      PathPattern: "/b/*",
      Compress: true,
      CachePolicyId: "c",
      ResponseHeadersPolicyId: "r",
    });
    expect(second).to.deep.include({
      PathPattern: "/a/*",
      OriginRequestPolicyId: "o",
      MinTTL: 0,
      DefaultTTL: 60,
      MaxTTL: 120,
      FunctionAssociations: { Quantity: 1, Items: [{ EventType: "viewer-request", FunctionARN: "arn:f" }] },
      LambdaFunctionAssociations: {
        Quantity: 1,
        Items: [{ EventType: "origin-response", LambdaFunctionARN: "arn:l:1", IncludeBody: false }],
      },
    });
  });

  it("has custom error responses, their code as text (CA-13)", () => {
    const { CustomErrorResponses } = configOf({
      customErrorResponses: [
        { errorCode: 404, responseCode: 200, responsePagePath: "/index.html", errorCachingMinTtl: 0 },
        { errorCode: 503 },
      ],
    });
    expect(CustomErrorResponses?.Items).to.deep.equal([
      { ErrorCode: 404, ResponsePagePath: "/index.html", ResponseCode: "200", ErrorCachingMinTTL: 0 },
      { ErrorCode: 503 },
    ]);
  });

  it("has what is said of the whole distribution", () => {
    expect(
      configOf({
        comment: "c",
        aliases: ["example.com"],
        defaultRootObject: "index.html",
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        priceClass: "PriceClass_100",
        webAclId: "arn:acl",
        viewerCertificate: { acmCertificateArn: "arn:c", minimumProtocolVersion: "TLSv1.2_2021" },
      }),
    ).to.deep.include({
      Comment: "c",
      Aliases: { Quantity: 1, Items: ["example.com"] },
      DefaultRootObject: "index.html",
      HttpVersion: "http2and3",
      IsIPV6Enabled: true,
      PriceClass: "PriceClass_100",
      WebACLId: "arn:acl",
      ViewerCertificate: { CloudFrontDefaultCertificate: false, MinimumProtocolVersion: "TLSv1.2_2021" },
    });
  });

  it("refuses by its path what has no place in the shape (InvalidArgument)", async () => {
    const wrong: readonly [Readonly<Record<string, unknown>>, string][] = [
      [{ origins: [{ originId: "a" }] }, "cdn.origins[0].domainName"],
      [{ origins: "a" }, "cdn.origins"],
      [{ enabled: "perhaps" }, "cdn.enabled"],
      [{ httpVersion: "http9" }, "cdn.httpVersion"],
      [
        { defaultCacheBehavior: behavior({ viewerProtocolPolicy: "none" }) },
        "cdn.defaultCacheBehavior.viewerProtocolPolicy",
      ],
      [{ originGroups: [{ originId: "g", failoverCriteria: { statusCodes: ["x"] } }] }, "statusCodes[0]"],
    ];
    for (const [more, path] of wrong) {
      const error = await refusalOf(() => configOf(more));
      expect(error.code).to.equal("InvalidArgument");
      expect(error.path).to.include(path);
      expect(error.sentence).to.include("must be");
    }
  });
});
