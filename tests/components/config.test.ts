import { expect } from "chai";
import fc from "fast-check";
import { CodedError } from "../../aws/codedError";
import type { ErrorCode } from "../../aws/errorCodes";
import { argumentNames } from "../../components/argumentNames";
import { argsFromConfig } from "../../components/config";
import { headerFields } from "../../components/headers/settings";

const regions = { "static-site-ha:primaryRegion": "us-east-1", "static-site-ha:replicaRegion": "us-west-2" };

describe("the stack's configuration", () => {
  it("needs both regions and nothing else", () => {
    const args = argsFromConfig(regions);
    expect(args).to.include({ primaryRegion: "us-east-1", replicaRegion: "us-west-2" });
    expect(args.failoverStatusCodes).to.equal(undefined);
  });

  it("has every argument under its own name, those of the headers without a prefix", () => {
    const args = argsFromConfig({
      ...regions,
      "static-site-ha:failoverStatusCodes": "[503,504]",
      "static-site-ha:primaryConnectionAttempts": "3",
      "static-site-ha:primaryConnectionTimeoutSeconds": "4",
      "static-site-ha:failoverBudgetSeconds": "120",
      "static-site-ha:replicaConnectionAttempts": "1",
      "static-site-ha:replicaConnectionTimeoutSeconds": "5",
      "static-site-ha:defaultRootObject": "home.html",
      "static-site-ha:errorPage": "/404.html",
      "static-site-ha:errorCachingMinTtlSeconds": "30",
      "static-site-ha:priceClass": "PriceClass_200",
      "static-site-ha:forceDestroy": "true",
      "static-site-ha:tags": '{"team":"web","cost-center":42}',
      "static-site-ha:siteMode": "pages",
      "static-site-ha:viewerRequestCode": "function handler(event) { return event.request; }",
      "static-site-ha:originResponseCode": "exports.handler = async (event) => event.Records[0].cf.response;",
      "static-site-ha:monitoring":
        '{"canaryRegions":["us-west-1"],"canaryRateMinutes":1,"alarmTopicArns":{"us-east-1":"arn:aws:sns:us-east-1:123456789012:mine",' +
        '"us-west-1":"arn:aws:sns:us-west-1:123456789012:mine","us-west-2":"arn:aws:sns:us-west-2:123456789012:mine"}}',
      "static-site-ha:delivery": "lambda",
      "static-site-ha:contentSecurityPolicyDirectives": '[{"name":"default-src","sources":["\'none\'"]}]',
      "static-site-ha:contentSecurityPolicyReportOnly": "img-src *",
      "static-site-ha:pageContentSecurityPolicies": '{"/demo.html":"default-src *"}',
      "static-site-ha:strictTransportSecurityMaxAgeSeconds": "63072000",
      "static-site-ha:strictTransportSecurityIncludeSubdomains": "true",
      "static-site-ha:strictTransportSecurityPreload": "true",
      "static-site-ha:frameOptions": "SAMEORIGIN",
      "static-site-ha:referrerPolicy": "no-referrer",
      "static-site-ha:permissionsPolicy": "camera=()",
      "static-site-ha:crossOriginOpenerPolicy": "unsafe-none",
      "static-site-ha:crossOriginResourcePolicy": "cross-origin",
      "static-site-ha:crossOriginEmbedderPolicy": "require-corp",
      "aws:region": "us-east-1",
    });
    // What stands in no key has the component's default.
    expect(JSON.parse(JSON.stringify(args))).to.deep.equal({
      primaryRegion: "us-east-1",
      replicaRegion: "us-west-2",
      failoverStatusCodes: [503, 504],
      primaryConnectionAttempts: 3,
      primaryConnectionTimeoutSeconds: 4,
      failoverBudgetSeconds: 120,
      replicaConnectionAttempts: 1,
      replicaConnectionTimeoutSeconds: 5,
      defaultRootObject: "home.html",
      errorPage: "/404.html",
      errorCachingMinTtlSeconds: 30,
      priceClass: "PriceClass_200",
      forceDestroy: true,
      siteMode: "pages",
      viewerRequestCode: "function handler(event) { return event.request; }",
      originResponseCode: "exports.handler = async (event) => event.Records[0].cf.response;",
      monitoring: {
        canaryRegions: ["us-west-1"],
        canaryRateMinutes: 1,
        alarmTopicArns: {
          "us-east-1": "arn:aws:sns:us-east-1:123456789012:mine",
          "us-west-1": "arn:aws:sns:us-west-1:123456789012:mine",
          "us-west-2": "arn:aws:sns:us-west-2:123456789012:mine",
        },
      },
      tags: { team: "web", "cost-center": "42" },
      headers: {
        delivery: "lambda",
        contentSecurityPolicyDirectives: [{ name: "default-src", sources: ["'none'"] }],
        contentSecurityPolicyReportOnly: "img-src *",
        pageContentSecurityPolicies: { "/demo.html": "default-src *" },
        strictTransportSecurityMaxAgeSeconds: 63_072_000,
        strictTransportSecurityIncludeSubdomains: true,
        strictTransportSecurityPreload: true,
        frameOptions: "SAMEORIGIN",
        referrerPolicy: "no-referrer",
        permissionsPolicy: "camera=()",
        crossOriginOpenerPolicy: "unsafe-none",
        crossOriginResourcePolicy: "cross-origin",
        crossOriginEmbedderPolicy: "require-corp",
      },
    });
  });

  it("reaches every argument of the component, and every one of the headers", () => {
    const { headers, ...args } = argsFromConfig(regions);
    expect([...Object.keys(args), "headers"]).to.have.members(argumentNames);
    expect(Object.keys(headers ?? {})).to.have.members(headerFields);
  });

  const refused: [title: string, config: Record<string, string>, code: ErrorCode, key: string][] = [
    ["a missing region", { "static-site-ha:primaryRegion": "us-east-1" }, "E_CONFIG_MISSING", "replicaRegion"],
    ["an empty region", { ...regions, "static-site-ha:replicaRegion": "" }, "E_CONFIG_MISSING", "replicaRegion"],
    ["a number that is none", with_("primaryConnectionAttempts", "one"), "E_CONFIG_VALUE", "primaryConnectionAttempts"],
    ["an empty number", with_("primaryConnectionAttempts", ""), "E_CONFIG_VALUE", "primaryConnectionAttempts"],
    ["a flag that is none", with_("forceDestroy", "yes"), "E_CONFIG_VALUE", "forceDestroy"],
    ["a list that is none", with_("failoverStatusCodes", "503,504"), "E_CONFIG_VALUE", "failoverStatusCodes"],
    ["a list of text", with_("failoverStatusCodes", '["503"]'), "E_CONFIG_VALUE", "failoverStatusCodes"],
    ["a map that is none", with_("tags", "[]"), "E_CONFIG_VALUE", "tags"],
    ["an unknown choice", with_("priceClass", "cheap"), "E_CONFIG_VALUE", "priceClass"],
    ["a misspelt field of an object", with_("monitoring", '{"canaryRegion":[]}'), "E_CONFIG_VALUE", "monitoring"],
    ["a path that is none, in an object", with_("monitoring", '{"canaryPath":"a"}'), "E_MONITORING", "monitoring"],
    ["a misspelt key", with_("failoverStatusCode", "[503,504]"), "E_CONFIG_VALUE", "failoverStatusCode"],
    ["criteria without 503", with_("failoverStatusCodes", "[504]"), "E_CRITERIA_503", "failoverStatusCodes"],
    ["the same region twice", with_("replicaRegion", "us-east-1"), "E_SAME_REGION", "replicaRegion"],
    ["a header with a line break", with_("permissionsPolicy", "a\nb"), "E_HEADER_VALUE", "permissionsPolicy"],
    [
      "a page's policy with a line break",
      with_("pageContentSecurityPolicies", '{"/a":"b\\nc"}'),
      "E_HEADER_VALUE",
      "pageContentSecurityPolicies",
    ],
  ];
  for (const [title, config, code, key] of refused) {
    it(`refuses ${title}, and names the key`, () => {
      expect(() => argsFromConfig(config))
        .to.throw(CodedError, `static-site-ha:${key}`)
        .that.includes({ code, path: `static-site-ha:${key}` });
    });
  }

  it("is accepted or refused with a coded error that names a key, whatever stands in it", () => {
    const keys = ["primaryRegion", "failoverStatusCodes", "tags", "forceDestroy", "errorPage", "frameOptions"];
    const value = fc.oneof(fc.string(), fc.json(), fc.constantFrom("true", "us-east-2", "[503,504]", "/404.html"));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), value), (values) => {
        const entries = Object.entries(values).map(([key, text]) => [`static-site-ha:${key}`, text]);
        try {
          argsFromConfig({ ...regions, ...(Object.fromEntries(entries) as Record<string, string>) });
        } catch (error) {
          expect(error)
            .to.be.instanceOf(CodedError)
            .with.property("path")
            .that.matches(/^static-site-ha:/);
        }
      }),
    );
  });
});

function with_(key: string, value: string): Record<string, string> {
  return { ...regions, [`static-site-ha:${key}`]: value };
}
