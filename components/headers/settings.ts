import {
  headerValueFault,
  type HeaderValueFault,
  maximumAgeSeconds,
  maximumCspLength,
  minimumPreloadAgeSeconds,
} from "../../aws/headerValues";
import { canonicalPage, pagePathFault } from "../../aws/pagePaths";
import type { SiteHeadersArgs } from "./args";
import * as enums from "./enums";
import { flag, integer, oneOf, pathReasons, refusal } from "../refusals";

/** The security headers of a site with every default filled in. */
export interface HeaderSettings {
  readonly contentSecurityPolicy: string;
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

/** Everything from the site itself, no plugins, no frames. Without upgrade-insecure-requests, so that localhost works. */
export const defaultContentSecurityPolicy =
  "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

/** What a static site has no use for. */
export const defaultPermissionsPolicy =
  "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

const valueReasons: Record<HeaderValueFault, string> = {
  "not-a-string": "be a plain string",
  empty: "not be empty",
  "line-break": "be one line without a line break",
  "illegal-character": "be printable ASCII",
  "outer-space": "not begin or end with a space",
};

/**
 * Fills in the defaults and judges every value.
 *
 * @throws CodedError `E_HEADER_VALUE`, `E_CSP_LENGTH`, `E_PAGE_PATH` or `E_ARGUMENT`, with the argument as its path.
 */
export function resolveHeaders(args: SiteHeadersArgs, defaultRootObject: string): HeaderSettings {
  const strictTransportSecurity = resolveStrictTransportSecurity(args);
  const embedder = args.crossOriginEmbedderPolicy;
  return {
    contentSecurityPolicy: policy(
      "headers.contentSecurityPolicy",
      args.contentSecurityPolicy ?? defaultContentSecurityPolicy,
    ),
    pageContentSecurityPolicies: resolvePages(args.pageContentSecurityPolicies ?? {}, defaultRootObject),
    strictTransportSecurity,
    frameOptions: choice("frameOptions", args.frameOptions ?? "DENY", enums.FrameOptions),
    referrerPolicy: choice(
      "referrerPolicy",
      args.referrerPolicy ?? "strict-origin-when-cross-origin",
      enums.ReferrerPolicy,
    ),
    permissionsPolicy: headerValue("headers.permissionsPolicy", args.permissionsPolicy ?? defaultPermissionsPolicy),
    crossOriginOpenerPolicy: choice(
      "crossOriginOpenerPolicy",
      args.crossOriginOpenerPolicy ?? "same-origin",
      enums.CrossOriginOpenerPolicy,
    ),
    crossOriginResourcePolicy: choice(
      "crossOriginResourcePolicy",
      args.crossOriginResourcePolicy ?? "same-origin",
      enums.CrossOriginResourcePolicy,
    ),
    ...(embedder === undefined
      ? {}
      : {
          crossOriginEmbedderPolicy: choice("crossOriginEmbedderPolicy", embedder, enums.CrossOriginEmbedderPolicy),
        }),
  };
}

function choice<T extends string>(name: string, value: unknown, choices: Readonly<Record<string, T>>): T {
  return oneOf("E_HEADER_VALUE", `headers.${name}`, value, choices);
}

function headerValue(argument: string, value: unknown): string {
  const fault = headerValueFault(value);
  if (fault === undefined && typeof value === "string") return value;
  throw refusal("E_HEADER_VALUE", argument, valueReasons[fault ?? "not-a-string"], value);
}

function policy(argument: string, value: unknown): string {
  const text = headerValue(argument, value);
  if (text.length <= maximumCspLength) return text;
  throw refusal(
    "E_CSP_LENGTH",
    argument,
    `have at most ${maximumCspLength} characters (RH-4)`,
    text.length,
    "move what only some pages need to headers.pageContentSecurityPolicies",
  );
}

function resolvePages(pages: Record<string, string>, defaultRootObject: string): Record<string, string> {
  const argument = "headers.pageContentSecurityPolicies";
  // Code from JavaScript and YAML is not held to the type.
  const given: unknown = pages;
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw refusal("E_ARGUMENT", argument, "map paths to policies", given);
  }
  const resolved = new Map<string, string>();
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
    resolved.set(page, policy(entry, value));
  }
  return Object.fromEntries(resolved);
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
