import { expect } from "chai";
import { validateDistributionConfig } from "../../../simulator/model/validate";
import {
  toItems,
  type CustomErrorResponse,
  type DistributionConfig,
  type Origin,
} from "../../../simulator/model/distributionConfig";
import { cachingOptimized, distributionConfig, s3Origin, type SiteSettings } from "../../support/edge";
import { refusalOf } from "../../support/refusal";

const methods = (items: readonly string[], cached: readonly string[] = ["GET", "HEAD"]): SiteSettings => ({
  criteria: null,
  behavior: { AllowedMethods: { ...toItems(items), CachedMethods: toItems(cached) } },
});
const all = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];
const primary = (settings: Partial<Origin>): SiteSettings => ({ primary: settings });
const config = (part: Partial<DistributionConfig>): SiteSettings => ({ config: part });
const group = (members: readonly string[], codes: readonly number[] = [503]): SiteSettings =>
  config({
    OriginGroups: toItems([
      {
        Id: "site",
        FailoverCriteria: { StatusCodes: toItems(codes) },
        Members: toItems(members.map((OriginId) => ({ OriginId }))),
      },
    ]),
  });
const errorResponse = (response: CustomErrorResponse): SiteSettings =>
  config({ CustomErrorResponses: toItems([response]) });
const pattern = (PathPattern: string): SiteSettings =>
  config({
    CacheBehaviors: toItems([
      { PathPattern, TargetOriginId: "primary", ViewerProtocolPolicy: "allow-all", CachePolicyId: cachingOptimized },
    ]),
  });
const many = (count: number): Origin[] =>
  Array.from({ length: count }, (_, index) => s3Origin(`o${index}`, "us-east-1"));

describe("a distribution's configuration", () => {
  const accepted: readonly [what: string, settings: SiteSettings][] = [
    ["two members on every legal code (FO-5)", { criteria: [400, 403, 404, 416, 429, 500, 502, 503, 504] }],
    ["all seven methods without a group (PL-1)", methods(all)],
    [
      "GET, HEAD, OPTIONS with a group, all cached (FO-8)",
      {
        behavior: {
          AllowedMethods: {
            ...toItems(["HEAD", "GET", "OPTIONS"]),
            CachedMethods: toItems(["OPTIONS", "GET", "HEAD"]),
          },
        },
      },
    ],
    ["a completion timeout of exactly the read timeout (FO-23)", primary({ ResponseCompletionTimeout: 30 })],
    [
      "the bounds of attempts and timeouts (FO-20..22)",
      primary({
        ConnectionAttempts: 1,
        ConnectionTimeout: 10,
        S3OriginConfig: { OriginAccessIdentity: "", OriginReadTimeout: 120 },
      }),
    ],
    ["an origin path (HD-26)", primary({ OriginPath: "/live" })],
    [
      "a page for an error (CE-3)",
      errorResponse({ ErrorCode: 404, ResponsePagePath: "/404.html", ResponseCode: "200" }),
    ],
    [
      "an error's TTL alone, empty strings beside it (CE-3)",
      errorResponse({ ErrorCode: 404, ErrorCachingMinTTL: 0, ResponsePagePath: "", ResponseCode: "" }),
    ],
    ["every character that a pattern may have (HD-75)", pattern("/aZ0_-.*$/~\"'@:+&?")],
  ];
  for (const [what, settings] of accepted) {
    it(`is accepted with ${what}`, () => {
      expect(() => {
        validateDistributionConfig(distributionConfig(settings));
      }).to.not.throw();
    });
  }

  const refused: readonly [what: string, settings: SiteSettings, sentence: RegExp, path: string, code?: string][] = [
    [
      "POST with a group (FO-9)",
      { behavior: { AllowedMethods: { ...toItems(all), CachedMethods: toItems(["GET", "HEAD"]) } } },
      /^The parameter AllowedMethods cannot include POST, PUT, PATCH, or DELETE for a cached behavior associated with an origin group\.$/,
      "DefaultCacheBehavior.AllowedMethods",
    ],
    [
      "a method set that is none (PL-1)",
      methods(["GET", "POST"]),
      /got GET, POST/,
      "DefaultCacheBehavior.AllowedMethods",
    ],
    [
      "cached methods that are not allowed (PL-1)",
      methods(["GET", "HEAD"], ["GET", "HEAD", "OPTIONS"]),
      /part of AllowedMethods/,
      "DefaultCacheBehavior.AllowedMethods.CachedMethods",
    ],
    ["a group of one (FO-1)", group(["primary"]), /exactly two members, got 1/, "OriginGroups.Items[0].Members"],
    [
      "a group of three (FO-1)",
      group(["primary", "replica", "primary"]),
      /exactly two members, got 3/,
      "OriginGroups.Items[0].Members",
    ],
    [
      "a member that does not exist",
      group(["primary", "nobody"]),
      /got nobody/,
      "OriginGroups.Items[0].Members",
      "NoSuchOrigin",
    ],
    [
      "a target that does not exist (FO-2)",
      { behavior: { TargetOriginId: "nobody" } },
      /got nobody/,
      "DefaultCacheBehavior.TargetOriginId",
      "NoSuchOrigin",
    ],
    [
      "a group named like an origin (FO-2)",
      config({
        OriginGroups: toItems([
          {
            Id: "primary",
            FailoverCriteria: { StatusCodes: toItems([503]) },
            Members: toItems([{ OriginId: "primary" }, { OriginId: "replica" }]),
          },
        ]),
      }),
      /got primary twice/,
      "Origins",
    ],
    ["501 as a criterion (FO-6)", { criteria: [501] }, /got 501/, "OriginGroups.Items[0].FailoverCriteria"],
    ["no criterion (FO-5)", { criteria: [] }, /got none/, "OriginGroups.Items[0].FailoverCriteria"],
    ["0 attempts (FO-20)", primary({ ConnectionAttempts: 0 }), /1 to 3, got 0/, "Origins.Items[0].ConnectionAttempts"],
    ["4 attempts (FO-20)", primary({ ConnectionAttempts: 4 }), /1 to 3, got 4/, "Origins.Items[0].ConnectionAttempts"],
    [
      "11 s to connect (FO-21)",
      primary({ ConnectionTimeout: 11 }),
      /1 to 10, got 11/,
      "Origins.Items[0].ConnectionTimeout",
    ],
    [
      "121 s to answer (FO-22)",
      primary({ S3OriginConfig: { OriginAccessIdentity: "", OriginReadTimeout: 121 } }),
      /1 to 120, got 121/,
      "Origins.Items[0].OriginReadTimeout",
      "InvalidOriginReadTimeout",
    ],
    [
      "a completion timeout below the read timeout (FO-23)",
      primary({ ResponseCompletionTimeout: 29 }),
      /at least the read timeout, 30, got 29/,
      "Origins.Items[0].ResponseCompletionTimeout",
    ],
    [
      "an origin path that ends with / (HD-26)",
      primary({ OriginPath: "/live/" }),
      /got \/live\/$/,
      "Origins.Items[0].OriginPath",
    ],
    [
      "a custom header that CloudFront keeps (HD-16)",
      primary({ CustomHeaders: toItems([{ HeaderName: "X-Amz-Foo", HeaderValue: "1" }]) }),
      /X-Amz-Foo/,
      "Origins.Items[0].CustomHeaders",
    ],
    [
      "a root object with a slash (PL-4)",
      config({ DefaultRootObject: "/index.html" }),
      /supply index.html$/,
      "DefaultRootObject",
      "InvalidDefaultRootObject",
    ],
    [
      "101 origins (FO-4)",
      { criteria: null, config: { Origins: toItems(many(101)) } },
      /1 to 100 items, got 101/,
      "Origins",
      "TooManyOrigins",
    ],
    [
      "11 groups (FO-3)",
      config({
        OriginGroups: toItems(
          Array.from({ length: 11 }, (_, index) => ({
            Id: `g${index}`,
            FailoverCriteria: { StatusCodes: toItems([503]) },
            Members: toItems([{ OriginId: "primary" }, { OriginId: "replica" }]),
          })),
        ),
      }),
      /0 to 10 items, got 11/,
      "OriginGroups",
      "TooManyOriginGroupsPerDistribution",
    ],
    ["a pattern with a space (HD-75)", pattern("/a b"), /got \/a b$/, "CacheBehaviors.Items[0].PathPattern"],
    [
      "a pattern of 256 characters (HD-75)",
      pattern("a".repeat(256)),
      /1 to 255 characters, got 256/,
      "CacheBehaviors.Items[0].PathPattern",
    ],
    [
      "a page without a code (CE-3)",
      errorResponse({ ErrorCode: 404, ResponsePagePath: "/404.html" }),
      /together, got \/404.html and no code/,
      "CustomErrorResponses.Items[0]",
    ],
    [
      "a code without a page (CE-3)",
      errorResponse({ ErrorCode: 404, ResponseCode: "200" }),
      /together, got no page and 200/,
      "CustomErrorResponses.Items[0]",
    ],
    [
      "a page for 410 (CE-2)",
      errorResponse({ ErrorCode: 410 }),
      /got 410/,
      "CustomErrorResponses.Items[0].ErrorCode",
      "InvalidErrorCode",
    ],
    [
      "a header's value of 1,784 characters (HD-15)",
      primary({ CustomHeaders: toItems([{ HeaderName: "X-Long", HeaderValue: "v".repeat(1784) }]) }),
      /got more in X-Long/,
      "Origins.Items[0].CustomHeaders",
    ],
    [
      "31 headers of an origin (HD-15)",
      primary({
        CustomHeaders: toItems(
          Array.from({ length: 31 }, (_, index) => ({ HeaderName: `X-${index}`, HeaderValue: "1" })),
        ),
      }),
      /at most 30 items, got 31/,
      "Origins.Items[0].CustomHeaders",
      "TooManyOriginCustomHeaders",
    ],
    [
      "an origin with both an identity and an access control (S3-1)",
      primary({ OriginAccessControlId: "E1" }),
      /both an access identity and an access control/,
      "Origins.Items[0]",
      "IllegalOriginAccessConfiguration",
    ],
    [
      "a legacy Host in front of a bucket (HD-4)",
      {
        behavior: {
          CachePolicyId: undefined,
          ForwardedValues: { QueryString: false, Cookies: { Forward: "none" }, Headers: toItems(["Host"]) },
        },
      },
      /must not name Host/,
      "DefaultCacheBehavior.ForwardedValues.Headers",
      "InvalidHeadersForS3Origin",
    ],
    [
      "an Origin Shield without its region (FO-28)",
      primary({ OriginShield: { Enabled: true } }),
      /OriginShieldRegion, got none/,
      "Origins.Items[0].OriginShield",
    ],
    [
      "two pages for one error (CE-2)",
      config({ CustomErrorResponses: toItems([{ ErrorCode: 404 }, { ErrorCode: 404 }]) }),
      /got 404 twice/,
      "CustomErrorResponses",
    ],
    [
      "neither a cache policy nor legacy settings",
      { behavior: { CachePolicyId: undefined } },
      /got neither/,
      "DefaultCacheBehavior",
    ],
    [
      "both a cache policy and legacy settings",
      { behavior: { ForwardedValues: { QueryString: false, Cookies: { Forward: "none" } } } },
      /got both/,
      "DefaultCacheBehavior",
    ],
    [
      "legacy TTLs that fall (CA-3)",
      {
        behavior: {
          CachePolicyId: undefined,
          ForwardedValues: { QueryString: false, Cookies: { Forward: "none" } },
          MinTTL: 10,
          DefaultTTL: 5,
        },
      },
      /must not fall, got 10, 5/,
      "DefaultCacheBehavior.MinTTL",
      "InvalidTTLOrder",
    ],
    [
      "a page shown as 302 (CE-3)",
      errorResponse({ ErrorCode: 404, ResponsePagePath: "/404.html", ResponseCode: "302" }),
      /got 302/,
      "CustomErrorResponses.Items[0].ResponseCode",
      "InvalidResponseCode",
    ],
  ];
  for (const [what, settings, sentence, path, code = "InvalidArgument"] of refused) {
    it(`is refused with ${what}`, async () => {
      const refusal = await refusalOf(() => {
        validateDistributionConfig(distributionConfig(settings));
      });
      expect(refusal.code).to.equal(code);
      expect(refusal.sentence).to.match(sentence);
      expect(refusal.path).to.equal(path);
    });
  }

  it("is refused for policies and functions that the account does not have", async () => {
    const settings: SiteSettings = {
      behavior: { FunctionAssociations: toItems([{ EventType: "viewer-response", FunctionARN: "arn:f" }]) },
    };
    const code = async (known: object): Promise<string> =>
      (
        await refusalOf(() => {
          validateDistributionConfig(distributionConfig(settings), known);
        })
      ).code;
    expect(await code({ cachePolicyIds: [] })).to.equal("NoSuchCachePolicy");
    expect(await code({ functionArns: [] })).to.equal("NoSuchFunctionExists");
  });
});
