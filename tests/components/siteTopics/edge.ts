import fc from "fast-check";
import {
  CrossOriginEmbedderPolicy,
  CrossOriginOpenerPolicy,
  CrossOriginResourcePolicy,
  type CspDirectiveArgs,
  FrameOptions,
  HeadersDelivery,
  ReferrerPolicy,
  SiteMode,
} from "../../../components";
import { anyOf, someOf, type Topic, word } from "./topic";

const source = fc.constantFrom(
  "'self'",
  "https:",
  "https://cdn.example.com",
  "'unsafe-inline'",
  "data:",
  "*.example.net",
);

const directive: fc.Arbitrary<CspDirectiveArgs> = fc.oneof(
  fc.record({
    name: fc.constantFrom("default-src", "script-src", "img-src", "connect-src", "form-action"),
    sources: fc.uniqueArray(source, { maxLength: 4 }).map((list) => (list.length === 0 ? ["'none'"] : list)),
  }),
  fc.constant({ name: "upgrade-insecure-requests" }),
);

const directives = fc.uniqueArray(directive, { selector: ({ name }) => name, minLength: 1, maxLength: 4 });

const policyText = directives.map((list) =>
  list.map(({ name, sources = [] }) => [name, ...sources].join(" ")).join("; "),
);

/** The policy as text, as directives, or by default. */
const csp = fc.oneof(
  fc.constant({}),
  fc.record({ contentSecurityPolicy: policyText }),
  fc.record({ contentSecurityPolicyDirectives: directives }),
);

/** No page has a policy of its own where no code runs. */
const delivery = fc.oneof(
  fc.constantFrom({}, { delivery: HeadersDelivery.Policy }),
  fc
    .tuple(
      fc.constantFrom(HeadersDelivery.Function, HeadersDelivery.Lambda),
      fc.dictionary(
        word("abc/", 8).map((path) => `/${path}.html`),
        policyText,
        { maxKeys: 3 },
      ),
    )
    .map(([way, pageContentSecurityPolicies]) => ({ delivery: way, pageContentSecurityPolicies })),
);

/** Browsers preload a site only with its subdomains and for a year. */
const strictTransportSecurity = fc.oneof(
  fc.record(
    {
      strictTransportSecurityMaxAgeSeconds: fc.nat(100_000_000),
      strictTransportSecurityIncludeSubdomains: fc.boolean(),
    },
    someOf,
  ),
  fc.constant({ strictTransportSecurityIncludeSubdomains: true, strictTransportSecurityPreload: true }),
);

const others = fc.record(
  {
    contentSecurityPolicyReportOnly: policyText,
    frameOptions: anyOf(FrameOptions),
    referrerPolicy: anyOf(ReferrerPolicy),
    permissionsPolicy: fc.constantFrom("camera=()", "fullscreen=(self)"),
    crossOriginOpenerPolicy: anyOf(CrossOriginOpenerPolicy),
    crossOriginResourcePolicy: anyOf(CrossOriginResourcePolicy),
    crossOriginEmbedderPolicy: anyOf(CrossOriginEmbedderPolicy),
  },
  someOf,
);

/** The security headers, delivered in any of the three ways. */
export const headers: Topic = fc
  .tuple(csp, delivery, strictTransportSecurity, others)
  .map((parts) => ({ headers: Object.assign({}, ...parts) as object }));

const viewerHook = (message: "request" | "response") =>
  fc.constantFrom(
    `function handler(event) { return event.${message}; }`,
    `const mark = "own"; async function handler(event) { await mark; return event.${message}; }`,
    `import cf from "cloudfront";\nfunction handler(event) { return event.${message}; }`,
  );

const originHook = (message: "request" | "response") =>
  fc.constantFrom(
    `exports.handler = async (event) => event.Records[0].cf.${message};`,
    `module.exports = { handler: async ({ Records: [{ cf }] }) => cf.${message} };`,
  );

/** Code on every event, the site's and the component's. */
export const edgeCode: Topic = fc.record(
  {
    siteMode: anyOf(SiteMode),
    viewerRequestCode: viewerHook("request"),
    viewerResponseCode: viewerHook("response"),
    originRequestCode: originHook("request"),
    originResponseCode: originHook("response"),
  },
  someOf,
);

const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";

/** Names of which the first is the site's, in any case of letters; some redirect, and some stand for many. */
export const domains: Topic = fc
  .record({
    first: fc.constantFrom("example.com", "www.example.com", "WWW.Example.NET"),
    aliases: fc.subarray(["*.example.com", "a.example.com", "b.example.org", "*.b.example.org"]),
    redirectHosts: fc.subarray(["old.example", "www.old.example"]),
    certificate: fc.constantFrom({ certificateArn }, { hostedZoneId: "Z0123456789ABC" }),
  })
  .map(({ first, aliases, redirectHosts, certificate }) => ({
    aliases: [first, ...aliases],
    redirectHosts,
    ...certificate,
  }));
