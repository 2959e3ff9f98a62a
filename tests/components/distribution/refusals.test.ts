import { expect } from "chai";
import { CodedError } from "../../../aws/codedError";
import type { ErrorCode } from "../../../aws/errorCodes";
import { StaticSiteHA, type StaticSiteHAArgs } from "../../../components";
import { runRefused } from "../../support/pulumi";
import { regions } from "../../support/pulumiSite";

const page = { statusCode: 503, path: "/503.html" };
const one = (behavior: unknown) => ({ behaviors: [behavior] });
const policy = (cachePolicy: unknown) => ({ cachePolicy });
const prepared = { staging: "prepared", httpVersion: "http2" };
/** So many names of 103 letters each. */
const long = (count: number) => Array.from({ length: count }, (_, index) => `${"n".repeat(102)}${index}`);
const usEast = { region: "us-east-1" };

/** The titles follow "StaticSiteHA refuses"; the sentence is a part of the message. */
const refused: readonly (readonly [title: string, args: Record<string, unknown>, code: ErrorCode, sentence: string])[] =
  [
    [
      "a page for a status that can have none (CE-2)",
      { errorPages: [{ ...page, statusCode: 410 }] },
      "E_ERROR_PAGE",
      "errorPages[0].statusCode must be one of 400, 403",
    ],
    ["two pages for one status", { errorPages: [page, page] }, "E_ERROR_PAGE", "got 503 twice"],
    [
      "errorPage beside the page of a 404",
      { errorPage: "/a", errorPages: [{ statusCode: 404, path: "/b" }] },
      "E_ERROR_PAGE",
      "supply one of them",
    ],
    [
      "a page without a slash",
      { errorPages: [{ ...page, path: "503.html" }] },
      "E_PAGE_PATH",
      "errorPages[0].path must begin with a slash",
    ],
    [
      "a page's status of its own: an error keeps it (CE-10)",
      { errorPages: [{ ...page, responseCode: 200 }] },
      "E_ERROR_PAGE",
      "only fields that are known, got responseCode",
    ],
    [
      "a page of a 5xx that would outlive the recovery",
      { errorPages: [{ ...page, errorCachingMinTtlSeconds: 61 }] },
      "E_ERROR_PAGE",
      "errorPages[0].errorCachingMinTtlSeconds must be at most 60 for the page of a 503, got 61",
    ],
    [
      "the site's TTL for such a page",
      { errorCachingMinTtlSeconds: 61, errorPages: [page] },
      "E_ERROR_PAGE",
      "errorCachingMinTtlSeconds must be at most 60 for the page of a 503, got 61",
    ],
    ["pages that are no list", { errorPages: "/404.html" }, "E_ERROR_PAGE", "must be a list"],
    [
      "a page's TTL of more than a year (CA-13)",
      { errorPages: [{ ...page, errorCachingMinTtlSeconds: 31_536_001 }] },
      "E_ARGUMENT",
      "errorPages[0].errorCachingMinTtlSeconds",
    ],

    [
      "a pattern with a space (HD-75)",
      one({ pathPattern: "/a b" }),
      "E_PATH_PATTERN",
      "behaviors[0].pathPattern must hold only letters",
    ],
    [
      "a pattern of 256 characters (HD-75)",
      one({ pathPattern: "a".repeat(256) }),
      "E_PATH_PATTERN",
      "at most 255 characters",
    ],
    ["an empty pattern", one({ pathPattern: "" }), "E_PATH_PATTERN", "must not be empty"],
    ["the default behavior's own pattern (HD-75)", one({ pathPattern: "/*" }), "E_PATH_PATTERN", "default behavior"],
    [
      "one pattern twice, with and without a slash (HD-74)",
      { behaviors: [{ pathPattern: "/a*" }, { pathPattern: "a*" }] },
      "E_PATH_PATTERN",
      "got /a* twice",
    ],
    [
      "75 behaviors beside the default one (HD-75)",
      { behaviors: Array.from({ length: 75 }, (_, index) => ({ pathPattern: `/${index}` })) },
      "E_PATH_PATTERN",
      "at most 74 behaviors",
    ],
    [
      "an origin of a behavior's own: it would not fail over",
      one({ pathPattern: "/a", targetOriginId: "primary" }),
      "E_PATH_PATTERN",
      "got targetOriginId",
    ],
    [
      "methods of a behavior's own (FO-9)",
      one({ pathPattern: "/a", allowedMethods: ["POST"] }),
      "E_PATH_PATTERN",
      "got allowedMethods",
    ],
    ["a behavior that is none", one("/a"), "E_PATH_PATTERN", "behaviors[0] must be an object"],
    [
      "a flag as text",
      one({ pathPattern: "/a", httpsOnly: "yes" }),
      "E_ARGUMENT",
      "behaviors[0].httpsOnly must be true or false",
    ],
    [
      "a headers policy that is none",
      one({ pathPattern: "/a", responseHeadersPolicyId: "SecurityHeadersPolicy" }),
      "E_ARGUMENT",
      "behaviors[0].responseHeadersPolicyId must be the id of a response headers policy, a UUID such as",
    ],
    [
      "an empty headers policy",
      one({ pathPattern: "/a", responseHeadersPolicyId: "" }),
      "E_ARGUMENT",
      "behaviors[0].responseHeadersPolicyId",
    ],

    [
      "a cache policy by its name",
      { cachePolicyId: "CachingOptimized" },
      "E_CACHE_POLICY",
      "cachePolicyId must be the id of a cache policy, a UUID such as 658327ea-f89d-4fab-a63d-7e88639e58f6, got CachingOptimized",
    ],
    [
      "more letters than a cache policy's names may have together (HD-22)",
      policy({ queryStrings: long(9), headers: long(1), cookies: [] }),
      "E_CACHE_POLICY",
      "cachePolicy must have names of at most 1024 characters together, got 1030",
    ],
    [
      "two cache policies for one behavior",
      one({ pathPattern: "/a", cachePolicyId: "id", cachePolicy: {} }),
      "E_CACHE_POLICY",
      "only one of behaviors[0].cachePolicyId and behaviors[0].cachePolicy",
    ],
    [
      "two cache policies for the site",
      { cachePolicyId: "id", cachePolicy: {} },
      "E_CACHE_POLICY",
      "only one of cachePolicyId and cachePolicy",
    ],
    [
      "a managed policy with Host in its key (HD-4)",
      { cachePolicyId: "2e54312d-136d-493c-8eb9-b001f22f67d2" },
      "E_CACHE_POLICY",
      "Managed-Amplify has it",
    ],
    [
      "Host in a key, in any case (HD-4)",
      policy({ headers: ["hOST"] }),
      "E_CACHE_POLICY",
      "S3 would look for a bucket",
    ],
    ["Cookie as a header", policy({ headers: ["Cookie"] }), "E_CACHE_POLICY", "list cookies under cookies"],
    ["a header that CloudFront sets itself", policy({ headers: ["Pragma"] }), "E_CACHE_POLICY", "got Pragma"],
    ["one header twice", policy({ headers: ["Accept", "accept"] }), "E_CACHE_POLICY", "accept stands there twice"],
    [
      "a wildcard as a query string",
      policy({ queryStrings: ["a*"] }),
      "E_CACHE_POLICY",
      "cachePolicy.queryStrings must hold names",
    ],
    [
      "eleven cookies",
      policy({ cookies: Array.from({ length: 11 }, (_, index) => `c${index}`) }),
      "E_CACHE_POLICY",
      "at most 10 names",
    ],
    [
      "a minimum over the maximum (CA-3)",
      policy({ minTtlSeconds: 60, maxTtlSeconds: 30 }),
      "E_CACHE_POLICY",
      "minTtlSeconds ≤ defaultTtlSeconds ≤ maxTtlSeconds, got 60,30,30",
    ],
    ["a policy that caches nothing", policy({ maxTtlSeconds: 0 }), "E_CACHE_POLICY", "from 1 to 31536000"],
    ["a misspelt field of a policy", policy({ maxTTL: 5 }), "E_CACHE_POLICY", "got maxTTL"],

    [
      "a shield where there is none (FO-28)",
      { primaryOriginShieldRegion: "eu-north-1" },
      "E_ORIGIN_SHIELD",
      "got eu-north-1",
    ],
    [
      "a replica behind a shield in the primary's region (FO-28)",
      { replicaOriginShieldRegion: usEast.region },
      "E_ORIGIN_SHIELD",
      "whose loss would take both members",
    ],
    [
      "a primary behind a shield in the replica's region (FO-28)",
      { primaryOriginShieldRegion: "eu-west-1" },
      "E_ORIGIN_SHIELD",
      "primaryOriginShieldRegion must differ from replicaRegion, got eu-west-1",
    ],
    [
      "both members behind one shield (FO-28)",
      { primaryOriginShieldRegion: "us-east-2", replicaOriginShieldRegion: "us-east-2" },
      "E_ORIGIN_SHIELD",
      "differ from primaryOriginShieldRegion, got us-east-2; the loss of that one region would take both members",
    ],
    [
      "a restriction without countries",
      { geoRestrictionType: "whitelist" },
      "E_GEO_RESTRICTION",
      "at least one country for a whitelist",
    ],
    [
      "countries without a restriction",
      { geoRestrictionLocations: ["DE"] },
      "E_GEO_RESTRICTION",
      "supply whitelist or blacklist",
    ],
    [
      "a country that is none",
      { geoRestrictionType: "blacklist", geoRestrictionLocations: ["UK"] },
      "E_GEO_RESTRICTION",
      "got UK",
    ],
    [
      "a country twice",
      { geoRestrictionType: "blacklist", geoRestrictionLocations: ["DE", "DE"] },
      "E_GEO_RESTRICTION",
      "DE stands there twice",
    ],
    [
      "an unknown restriction",
      { geoRestrictionType: "allow" },
      "E_GEO_RESTRICTION",
      "one of none, whitelist, blacklist",
    ],
    [
      "a regional web ACL",
      { webAclId: "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/b" },
      "E_WEB_ACL",
      "scope CLOUDFRONT",
    ],
    ["a classic web ACL's id", { webAclId: "473e64fd-f30b-4765-81a0-62ad96dd167a" }, "E_WEB_ACL", "WAFv2"],

    [
      "logs that are kept for no day",
      { accessLogs: true, accessLogRetentionDays: 0 },
      "E_ARGUMENT",
      "accessLogRetentionDays",
    ],
    [
      "days for logs that nobody keeps",
      { accessLogRetentionDays: 30 },
      "E_ARGUMENT",
      "accessLogRetentionDays must be left out without accessLogs, got 30; supply accessLogs true",
    ],
    [
      "a deployment that nobody waits for with an access control",
      { originAccess: "oac", waitForDeployment: false },
      "E_ARGUMENT",
      "waitForDeployment must be true with originAccess oac, got false",
    ],
    [
      "a deployment that nobody waits for on the way to an access control",
      { originAccess: "migrating", waitForDeployment: false },
      "E_ARGUMENT",
      "waitForDeployment must be true with originAccess migrating, got false",
    ],
    ["an unknown version of HTTP", { httpVersion: "http4" }, "E_ARGUMENT", "one of http1.1, http2, http3, http2and3"],
    [
      "staging with HTTP/3, which is the default (DR-3)",
      { staging: "prepared" },
      "E_STAGING",
      "httpVersion must be http2 or http1.1 while staging is prepared, got http2and3",
    ],
    [
      "staging with a response completion timeout (FO-23)",
      { staging: "attached", httpVersion: "http2", replicaResponseCompletionTimeoutSeconds: 90 },
      "E_STAGING",
      "replicaResponseCompletionTimeoutSeconds must not be set while staging is attached",
    ],
    ["an unknown staging", { staging: "on" }, "E_STAGING", "one of none, prepared, attached"],
    [
      "a staging header of another name (DR-3)",
      { ...prepared, stagingHeaderName: "x-staging" },
      "E_STAGING",
      "begin with aws-cf-cd-",
    ],
    [
      "a staging header that is only the prefix (DR-3)",
      { ...prepared, stagingHeaderName: "aws-cf-cd-" },
      "E_STAGING",
      "got aws-cf-cd-",
    ],
    [
      "a staging header without a value",
      { ...prepared, stagingHeaderValue: "" },
      "E_STAGING",
      "stagingHeaderValue must be 1 to 1783 printable",
    ],
    [
      "a staging header without staging",
      { stagingHeaderName: "aws-cf-cd-drill" },
      "E_STAGING",
      "stagingHeaderName must be left out while staging is none, got aws-cf-cd-drill; supply staging prepared",
    ],
    [
      "a staging header's value without staging",
      { staging: "none", stagingHeaderValue: "yes" },
      "E_STAGING",
      "stagingHeaderValue must be left out while staging is none, got yes",
    ],
  ];

describe("StaticSiteHA refuses of its distribution, before anything is registered,", () => {
  for (const [title, args, code, sentence] of refused) {
    it(title, async () => {
      const given = { ...regions, ...args } as unknown as StaticSiteHAArgs;
      const { error, resources } = await runRefused(() => new StaticSiteHA("site", given));
      expect(error).to.be.instanceOf(CodedError).with.property("code", code);
      expect(error).to.have.property("message").that.includes(sentence);
      expect(error).to.have.property("path").that.is.a("string");
      expect(resources).to.deep.equal([]);
    });
  }
});
