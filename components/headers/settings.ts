import { maximumAgeSeconds, maximumCustomHeaderValueLength, minimumPreloadAgeSeconds } from "../../aws/headerValues";
import { canonicalPage, pagePathFault } from "../../aws/pagePaths";
import type { SiteHeadersArgs } from "./args";
import { entryOf, fieldsOf } from "../entries";
import { cspValue, headerValue, sitePolicy } from "./csp";
import * as enums from "./enums";
import { flag, integer, oneOf, pathReasons, refusal } from "../refusals";

/** The security headers of a site with every default filled in. */
export interface HeaderSettings {
  readonly delivery: enums.HeadersDelivery;
  readonly contentSecurityPolicy: string;
  readonly contentSecurityPolicyReportOnly?: string;
  /** By canonical page (`canonicalPage`). */
  readonly pageContentSecurityPolicies: Readonly<Record<string, string>>;
  readonly strictTransportSecurity: {
    readonly maxAgeSeconds: number;
    readonly includeSubdomains: boolean;
    readonly preload: boolean;
  };
  readonly frameOptions: enums.FrameOptions;
  readonly referrerPolicy: enums.ReferrerPolicy;
  readonly permissionsPolicy: string;
  readonly crossOriginOpenerPolicy: enums.CrossOriginOpenerPolicy;
  readonly crossOriginResourcePolicy: enums.CrossOriginResourcePolicy;
  readonly crossOriginEmbedderPolicy?: enums.CrossOriginEmbedderPolicy;
}

/** Every field of `headers`. */
export const headerFields = fieldsOf<SiteHeadersArgs>({
  delivery: true,
  contentSecurityPolicy: true,
  contentSecurityPolicyDirectives: true,
  contentSecurityPolicyReportOnly: true,
  pageContentSecurityPolicies: true,
  strictTransportSecurityMaxAgeSeconds: true,
  strictTransportSecurityIncludeSubdomains: true,
  strictTransportSecurityPreload: true,
  frameOptions: true,
  referrerPolicy: true,
  permissionsPolicy: true,
  crossOriginOpenerPolicy: true,
  crossOriginResourcePolicy: true,
  crossOriginEmbedderPolicy: true,
});

/** What a static site has no use for. */
const defaultPermissionsPolicy =
  "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

/**
 * Fills in the defaults and judges every value.
 *
 * @throws CodedError `E_HEADER_VALUE`, `E_CSP_LENGTH`, `E_CSP`, `E_HEADERS_DELIVERY`, `E_PAGE_PATH` or `E_ARGUMENT`, with the argument as its path.
 */
export function resolveHeaders(given: SiteHeadersArgs, defaultRootObject: string): HeaderSettings {
  const args = entryOf("E_ARGUMENT", "headers", given, headerFields);
  const strictTransportSecurity = resolveStrictTransportSecurity(args);
  const delivery = oneOf(
    "E_HEADERS_DELIVERY",
    "headers.delivery",
    args.delivery ?? enums.HeadersDelivery.Function,
    enums.HeadersDelivery,
  );
  const pageContentSecurityPolicies = resolvePages(args.pageContentSecurityPolicies ?? {}, defaultRootObject);
  judgeDelivery(delivery, pageContentSecurityPolicies);
  const reportOnly = args.contentSecurityPolicyReportOnly;
  const embedder = args.crossOriginEmbedderPolicy;
  return {
    delivery,
    contentSecurityPolicy: sitePolicy(args),
    ...(reportOnly === undefined
      ? {}
      : { contentSecurityPolicyReportOnly: cspValue("headers.contentSecurityPolicyReportOnly", reportOnly) }),
    pageContentSecurityPolicies,
    strictTransportSecurity,
    frameOptions: choice("frameOptions", args.frameOptions ?? enums.FrameOptions.Deny, enums.FrameOptions),
    referrerPolicy: choice(
      "referrerPolicy",
      args.referrerPolicy ?? enums.ReferrerPolicy.StrictOriginWhenCrossOrigin,
      enums.ReferrerPolicy,
    ),
    permissionsPolicy: customHeaderValue(
      "headers.permissionsPolicy",
      args.permissionsPolicy ?? defaultPermissionsPolicy,
    ),
    crossOriginOpenerPolicy: choice(
      "crossOriginOpenerPolicy",
      args.crossOriginOpenerPolicy ?? enums.CrossOriginOpenerPolicy.SameOrigin,
      enums.CrossOriginOpenerPolicy,
    ),
    crossOriginResourcePolicy: choice(
      "crossOriginResourcePolicy",
      args.crossOriginResourcePolicy ?? enums.CrossOriginResourcePolicy.SameOrigin,
      enums.CrossOriginResourcePolicy,
    ),
    ...(embedder === undefined
      ? {}
      : {
          crossOriginEmbedderPolicy: choice("crossOriginEmbedderPolicy", embedder, enums.CrossOriginEmbedderPolicy),
        }),
  };
}

/** The value of a header that the response headers policy lists among its custom ones. */
function customHeaderValue(argument: string, value: unknown): string {
  const text = headerValue(argument, value);
  if (text.length <= maximumCustomHeaderValueLength) return text;
  const takes = `have at most ${maximumCustomHeaderValueLength} characters (HD-15)`;
  throw refusal("E_HEADER_VALUE", argument, takes, text.length, "supply fewer features");
}

/** Without code nobody could tell a page from another: the response headers policy says the same of all. */
function judgeDelivery(delivery: enums.HeadersDelivery, pages: Readonly<Record<string, string>>): void {
  const [page] = Object.keys(pages);
  if (delivery !== enums.HeadersDelivery.Policy || page === undefined) return;
  throw refusal(
    "E_HEADERS_DELIVERY",
    "headers.delivery",
    "be function or lambda for a page with a policy of its own",
    `${delivery} and ${page}`,
    "supply one of them, or no headers.pageContentSecurityPolicies",
  );
}

function choice<T extends string>(name: string, value: unknown, choices: Readonly<Record<string, T>>): T {
  return oneOf("E_HEADER_VALUE", `headers.${name}`, value, choices);
}

function resolvePages(pages: Record<string, string>, defaultRootObject: string): Record<string, string> {
  const argument = "headers.pageContentSecurityPolicies";
  // Code from JavaScript and YAML is not held to the type.
  const given: unknown = pages;
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw refusal("E_ARGUMENT", argument, "map paths to policies", given);
  }
  const resolved = new Map<string, { entry: string; value: unknown }>();
  for (const [path, value] of Object.entries(given)) {
    const entry = `${argument}["${path}"]`;
    const fault = pagePathFault(path);
    if (fault !== undefined) throw refusal("E_PAGE_PATH", argument, `have keys that ${pathReasons[fault]}`, path);
    const page = canonicalPage(path, defaultRootObject);
    if (resolved.has(page)) {
      throw refusal(
        "E_PAGE_PATH",
        argument,
        "name each page once",
        path,
        `it is the same page as another key: ${page}`,
      );
    }
    resolved.set(page, { entry, value });
  }
  return Object.fromEntries([...resolved].map(([page, { entry, value }]) => [page, cspValue(entry, value)]));
}

function resolveStrictTransportSecurity(args: SiteHeadersArgs): HeaderSettings["strictTransportSecurity"] {
  const maxAgeSeconds = integer(
    "E_HEADER_VALUE",
    "headers.strictTransportSecurityMaxAgeSeconds",
    args.strictTransportSecurityMaxAgeSeconds,
    { minimum: 0, maximum: maximumAgeSeconds, default: minimumPreloadAgeSeconds },
  );
  const includeSubdomains = flag(
    "headers.strictTransportSecurityIncludeSubdomains",
    args.strictTransportSecurityIncludeSubdomains,
  );
  const preload = flag("headers.strictTransportSecurityPreload", args.strictTransportSecurityPreload);
  if (preload && (!includeSubdomains || maxAgeSeconds < minimumPreloadAgeSeconds)) {
    throw refusal(
      "E_HEADER_VALUE",
      "headers.strictTransportSecurityPreload",
      "be false unless subdomains are included and the max-age is at least a year",
      preload,
      `supply strictTransportSecurityIncludeSubdomains true and strictTransportSecurityMaxAgeSeconds ${minimumPreloadAgeSeconds} or more`,
    );
  }
  return { maxAgeSeconds, includeSubdomains, preload };
}
