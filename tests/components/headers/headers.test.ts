import type { ResponseHeadersPolicyArgs } from "@pulumi/aws/cloudfront";
import { expect } from "chai";
import fc from "fast-check";
import { functionBytes } from "../../../aws/functionSize";
import { maximumCspLength, maximumCustomHeaders } from "../../../aws/headerValues";
import { CrossOriginEmbedderPolicy, FrameOptions, ReferrerPolicy, type SiteHeadersArgs } from "../../../components";
import { headerFunctionCode, responseHeadersPolicy, securityHeaders } from "../../../components/headers/headers";
import { resolveHeaders } from "../../../components/headers/settings";

describe("the security headers", () => {
  it("are a strict set that a static site works with, unless told otherwise", () => {
    expect(securityHeaders(resolveHeaders({}, "index.html"))).to.deep.equal({
      "content-security-policy":
        "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'",
      "strict-transport-security": "max-age=31536000",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "strict-origin-when-cross-origin",
      "permissions-policy":
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
  });

  it("say for how long, for what and to whom https is a must", () => {
    const headers = resolveHeaders(
      {
        strictTransportSecurityMaxAgeSeconds: 63_072_000,
        strictTransportSecurityIncludeSubdomains: true,
        strictTransportSecurityPreload: true,
      },
      "index.html",
    );
    expect(securityHeaders(headers)["strict-transport-security"]).to.equal(
      "max-age=63072000; includeSubDomains; preload",
    );
  });

  it("accept a policy of exactly 1,783 characters (RH-4)", () => {
    const contentSecurityPolicy = `default-src ${"a".repeat(maximumCspLength - 12)}`;
    expect(resolveHeaders({ contentSecurityPolicy }, "index.html")).to.include({ contentSecurityPolicy });
  });

  it("are the same in the response headers policy and in the edge function, whatever the arguments", () => {
    fc.assert(
      fc.property(anyHeaders, (args) => {
        const headers = resolveHeaders(args, "index.html");
        expect(sentBy(responseHeadersPolicy(headers))).to.deep.equal(securityHeaders(headers));
      }),
    );
  });

  it("override what an object's metadata says, and fit into the policy (RH-3, RH-4)", () => {
    const policy = responseHeadersPolicy(
      resolveHeaders({ crossOriginEmbedderPolicy: CrossOriginEmbedderPolicy.RequireCorp }, "index.html"),
    );
    expect(JSON.stringify(policy)).not.to.include('"override":false');
    expect(plain(policy).customHeadersConfig.items).to.have.length.at.most(maximumCustomHeaders);
  });
});

describe("headers by Lambda@Edge", () => {
  it("have the policy leave a page the policy of its own, and override everywhere else (RH-3, PL-11)", () => {
    const overrides = (args: SiteHeadersArgs): boolean[] => {
      const { securityHeadersConfig } = JSON.parse(
        JSON.stringify(responseHeadersPolicy(resolveHeaders(args, "index.html"))),
      ) as { securityHeadersConfig: Record<string, { override: boolean }> };
      return Object.entries(securityHeadersConfig)
        .filter(([name]) => name === "contentSecurityPolicy")
        .map(([, { override }]) => override);
    };
    const pageContentSecurityPolicies = { "/a.html": "img-src *" };
    expect(overrides({ delivery: "lambda", pageContentSecurityPolicies })).to.deep.equal([false]);
    expect(overrides({ delivery: "lambda" })).to.deep.equal([true]);
    expect(overrides({ pageContentSecurityPolicies })).to.deep.equal([true]);
  });
});

describe("the edge function's code", () => {
  it("leaves at least 7 KB for the policies of pages", () => {
    const headers = resolveHeaders({}, "index.html");
    expect(
      functionBytes(headerFunctionCode({ headers, distribution: { defaultRootObject: "index.html" } })),
    ).to.be.below(3_000);
  });

  it("is ASCII, so that every character is one byte and no line separator breaks it", () => {
    const headers = resolveHeaders(
      { pageContentSecurityPolicies: { "/%E2%80%A8": "img-src a", "/%F0%9F%8E%82": "img-src b" } },
      "i",
    );
    const code = headerFunctionCode({ headers, distribution: { defaultRootObject: "i" } });
    expect(code).to.match(/^[\n\x20-\x7e]*$/);
    expect(code)
      .to.include(String.raw`"/\u2028":"img-src a"`)
      .and.to.include(String.raw`"/\ud83c\udf82":"img-src b"`);
  });
});

const anyTransport: fc.Arbitrary<SiteHeadersArgs> = fc.constantFrom<SiteHeadersArgs[]>(
  {},
  { strictTransportSecurityMaxAgeSeconds: 0 },
  { strictTransportSecurityIncludeSubdomains: true },
  { strictTransportSecurityIncludeSubdomains: true, strictTransportSecurityPreload: true },
);

const anyHeaders: fc.Arbitrary<SiteHeadersArgs> = fc
  .tuple(
    anyTransport,
    fc.record(
      {
        contentSecurityPolicy: fc.stringMatching(/^default-src [a-z]{1,40}(; img-src [*])?$/),
        contentSecurityPolicyReportOnly: fc.constant("default-src https:"),
        frameOptions: fc.constantFrom(...Object.values(FrameOptions)),
        referrerPolicy: fc.constantFrom(...Object.values(ReferrerPolicy)),
        permissionsPolicy: fc.stringMatching(/^[a-z]{1,9}=\(\)$/),
        crossOriginEmbedderPolicy: fc.constantFrom(...Object.values(CrossOriginEmbedderPolicy)),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([transport, others]) => ({ ...transport, ...others }));

/** What a policy without outputs holds. */
interface PlainPolicy {
  securityHeadersConfig: {
    contentSecurityPolicy: { contentSecurityPolicy: string };
    contentTypeOptions: unknown;
    frameOptions: { frameOption: string };
    referrerPolicy: { referrerPolicy: string };
    strictTransportSecurity: { accessControlMaxAgeSec: number; includeSubdomains: boolean; preload: boolean };
  };
  customHeadersConfig: { items: { header: string; value: string }[] };
}

function plain(policy: ResponseHeadersPolicyArgs): PlainPolicy {
  return JSON.parse(JSON.stringify(policy)) as PlainPolicy;
}

/** The headers that CloudFront makes of a policy. */
function sentBy(policy: ResponseHeadersPolicyArgs): Record<string, string> {
  const { securityHeadersConfig: security, customHeadersConfig: custom } = plain(policy);
  const sts = security.strictTransportSecurity;
  return {
    "content-security-policy": security.contentSecurityPolicy.contentSecurityPolicy,
    "strict-transport-security": [
      `max-age=${sts.accessControlMaxAgeSec}`,
      ...(sts.includeSubdomains ? ["includeSubDomains"] : []),
      ...(sts.preload ? ["preload"] : []),
    ].join("; "),
    "x-content-type-options": "nosniff",
    "x-frame-options": security.frameOptions.frameOption,
    "referrer-policy": security.referrerPolicy.referrerPolicy,
    ...Object.fromEntries(custom.items.map(({ header, value }) => [header, value])),
  };
}
