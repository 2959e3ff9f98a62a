import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { CodedError } from "../../aws/codedError";
import type { ErrorCode } from "../../aws/errorCodes";
import { StaticSiteHA, type StaticSiteHAArgs } from "../../components";
import { runRefused } from "../support/pulumi";
import { regions } from "../support/pulumiSite";

/** What a program in JavaScript may pass, whatever the types say. */
type Untyped = Record<string, unknown>;

const refused: [title: string, args: Untyped, code: ErrorCode, sentence: string][] = [
  [
    "one region twice",
    { replicaRegion: "us-east-1" },
    "E_SAME_REGION",
    "replicaRegion must differ from primaryRegion: supply two different regions, got us-east-1 twice",
  ],
  ["no region", { primaryRegion: undefined }, "E_REGION", "primaryRegion must name a region"],
  ["a region that is an output", { replicaRegion: pulumi.output("eu-west-1") }, "E_REGION", "got an output"],
  ["a misspelt region", { primaryRegion: "us-eats-1" }, "E_REGION", "got us-eats-1"],
  [
    "a region that an identity cannot read (S3-3)",
    { replicaRegion: "il-central-1" },
    "E_REGION",
    "launched after 2022",
  ],
  ["a region of another partition", { replicaRegion: "cn-north-1" }, "E_REGION", "commercial partition"],
  [
    "criteria without 503 (FO-11)",
    { failoverStatusCodes: [403, 404, 500, 502, 504] },
    "E_CRITERIA_503",
    "failoverStatusCodes must contain 503, got 403,404,500,502,504; " +
      "without it CloudFront does not fail over when the primary cannot be reached (FO-11)",
  ],
  [
    "criteria without 504 (FO-12)",
    { failoverStatusCodes: [503] },
    "E_CRITERIA_504",
    "failoverStatusCodes must contain 504, got 503; " +
      "without it CloudFront does not fail over when the primary times out (FO-12)",
  ],
  ["no criteria at all", { failoverStatusCodes: [] }, "E_CRITERIA_503", "got an empty list"],
  [
    "a code that is none of CloudFront's (FO-5)",
    { failoverStatusCodes: [503, 504, 501] },
    "E_CRITERIA_CODE",
    "got 501",
  ],
  ["a code twice", { failoverStatusCodes: [503, 504, 503] }, "E_CRITERIA_CODE", "503 stands there twice"],
  ["criteria that are no list", { failoverStatusCodes: 503 }, "E_CRITERIA_CODE", "got 503"],
  ["no attempt", { primaryConnectionAttempts: 0 }, "E_CONNECTION_ATTEMPTS", "from 1 to 3 (FO-20), got 0"],
  ["four attempts", { replicaConnectionAttempts: 4 }, "E_CONNECTION_ATTEMPTS", "replicaConnectionAttempts must"],
  ["half an attempt", { primaryConnectionAttempts: 1.5 }, "E_CONNECTION_ATTEMPTS", "whole number"],
  ["no time", { primaryConnectionTimeoutSeconds: 0 }, "E_CONNECTION_TIMEOUT", "from 1 to 10 (FO-21), got 0"],
  ["eleven seconds", { replicaConnectionTimeoutSeconds: 11 }, "E_CONNECTION_TIMEOUT", "got 11"],
  ["seconds as text", { primaryConnectionTimeoutSeconds: "2" }, "E_CONNECTION_TIMEOUT", "whole number"],
  ["a root object with a slash (PL-4)", { defaultRootObject: "/index.html" }, "E_ROOT_OBJECT", "got /index.html"],
  ["no root object (S3-7)", { defaultRootObject: "" }, "E_ROOT_OBJECT", "listing"],
  ["an error page without a slash", { errorPage: "404.html" }, "E_PAGE_PATH", "errorPage must begin with a slash"],
  ["a negative TTL", { errorCachingMinTtlSeconds: -1 }, "E_ARGUMENT", "errorCachingMinTtlSeconds"],
  ["an unknown price class", { priceClass: "PriceClass_1" }, "E_ARGUMENT", "PriceClass_100"],
  ["a price class that is an object", { priceClass: {} }, "E_ARGUMENT", "priceClass must be one of"],
  ["forceDestroy as text", { forceDestroy: "yes" }, "E_ARGUMENT", "forceDestroy must be true or false, got yes"],
  ["waitForDeployment as text", { waitForDeployment: "yes" }, "E_ARGUMENT", "waitForDeployment must be true or false"],
  ["an id that is an object", { cachePolicyId: { then: "later" } }, "E_CACHE_POLICY", "got an object"],
  ["tags as text", { tags: "x" }, "E_TAG", "tags must map keys to text, got x"],
  [
    "a misspelt argument",
    { replicaRegoin: "eu-west-1" },
    "E_ARGUMENT",
    "args must have only fields that are known, got replicaRegoin; did you mean replicaRegion?",
  ],
  [
    "a misspelt header",
    { headers: { frameOption: "DENY" } },
    "E_ARGUMENT",
    "headers must have only fields that are known, got frameOption; did you mean frameOptions?",
  ],
  ["headers as text", { headers: "x" }, "E_ARGUMENT", "headers must be an object with fields such as delivery, "],
  [
    "a misspelt field of a directive",
    { headers: { contentSecurityPolicyDirectives: [{ name: "img-src", source: ["*"] }] } },
    "E_CSP",
    "headers.contentSecurityPolicyDirectives[0] must have only fields that are known, got source; did you mean sources?",
  ],
  [
    "a directive that is an entry of a list alone",
    { headers: { contentSecurityPolicyDirectives: { name: "img-src" } } },
    "E_CSP",
    "headers.contentSecurityPolicyDirectives must be a list",
  ],
  [
    "a header value with a line break",
    { headers: { contentSecurityPolicy: "default-src 'self'\r\nset-cookie: a=b" } },
    "E_HEADER_VALUE",
    "headers.contentSecurityPolicy must be one line without a line break",
  ],
  ["an empty header value", { headers: { permissionsPolicy: "" } }, "E_HEADER_VALUE", "must not be empty"],
  [
    "a header value that is longer than a policy holds (HD-15)",
    { headers: { permissionsPolicy: "camera=(), ".repeat(170).trim() } },
    "E_HEADER_VALUE",
    "headers.permissionsPolicy must have at most 1783 characters (HD-15), got 1869",
  ],
  ["a header value beyond ASCII", { headers: { permissionsPolicy: "é" } }, "E_HEADER_VALUE", "printable ASCII"],
  ["an unknown frame option", { headers: { frameOptions: "ALLOW" } }, "E_HEADER_VALUE", "one of DENY, SAMEORIGIN"],
  [
    "a policy of 1,784 characters (RH-4)",
    { headers: { contentSecurityPolicy: "a".repeat(1784) } },
    "E_CSP_LENGTH",
    "at most 1783 characters (RH-4), got 1784",
  ],
  [
    "a page's policy with a line break",
    { headers: { pageContentSecurityPolicies: { "/a": "b\nc" } } },
    "E_HEADER_VALUE",
    'headers.pageContentSecurityPolicies["/a"]',
  ],
  [
    "a policy with a directive that no browser knows",
    { headers: { contentSecurityPolicy: "defualt-src 'self'" } },
    "E_CSP",
    "got defualt-src",
  ],
  [
    "a policy as text and as directives",
    { headers: { contentSecurityPolicy: "img-src *", contentSecurityPolicyDirectives: [{ name: "img-src" }] } },
    "E_CSP",
    "not come with contentSecurityPolicy, got both",
  ],
  [
    "a page's own policy without code that could deliver it",
    { headers: { delivery: "policy", pageContentSecurityPolicies: { "/a": "img-src *" } } },
    "E_HEADERS_DELIVERY",
    "function or lambda",
  ],
  [
    "a site mode that is none",
    { siteMode: "hugo" },
    "E_ARGUMENT",
    "siteMode must be one of files, pages, spa, got hugo",
  ],
  ["a hook that is no JavaScript", { viewerRequestCode: "function handler(" }, "E_HOOK_CODE", "be JavaScript"],
  ["a hook without a handler", { viewerResponseCode: "let a = 1;" }, "E_HOOK_CODE", "have a handler"],
  ["a module where CommonJS is asked for", { originResponseCode: "export const a = 1;" }, "E_HOOK_CODE", "CommonJS"],
  ["a hook that is no text", { originRequestCode: { path: "a.js" } }, "E_HOOK_CODE", "be plain text, got an object"],
  [
    "a hook that is larger than a CloudFront Function may be (CF-8)",
    { viewerRequestCode: `function handler(event) {} // ${"a".repeat(10_240)}` },
    "E_FUNCTION_SIZE",
    "viewerRequestCode must have at most 10240 bytes (CF-8)",
  ],
  [
    "a hook that does not fit into one function with the headers (CF-8)",
    { viewerResponseCode: `function handler(event) { return event.response; } // ${"a".repeat(10_000)}` },
    "E_FUNCTION_SIZE",
    "viewerResponseCode must leave the edge function at most 10240 bytes (CF-8)",
  ],
  ["a page that is no path", { headers: { pageContentSecurityPolicies: { a: "b" } } }, "E_PAGE_PATH", "got a"],
  [
    "one page by two names",
    { headers: { pageContentSecurityPolicies: { "/": "img-src *", "/index.html": "img-src *" } } },
    "E_PAGE_PATH",
    "name each page once",
  ],
  [
    "preloading without subdomains",
    { headers: { strictTransportSecurityPreload: true } },
    "E_HEADER_VALUE",
    "strictTransportSecurityIncludeSubdomains true",
  ],
  ["a flag as text", { headers: { strictTransportSecurityPreload: "yes" } }, "E_ARGUMENT", "true or false, got yes"],
  [
    "more policies for pages than the edge function holds (CF-8)",
    { headers: { pageContentSecurityPolicies: pages(10, 1000) } },
    "E_FUNCTION_SIZE",
    "at most 10240 bytes (CF-8)",
  ],
];

describe("StaticSiteHA refuses, before anything is registered,", () => {
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

function pages(count: number, length: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`/${index}`, `default-src ${"a".repeat(length - 12)}`]),
  );
}
