/** What is wrong with a content security policy: in which directive, and what exactly. */
export interface CspFault {
  readonly directive: string;
  readonly reason:
    "unknown-directive" | "duplicate" | "no-value" | "unwanted-value" | "illegal-value" | "none-not-alone" | "empty";
  /** The value that is wrong. */
  readonly value?: string;
}

type Kind = "sources" | "ancestors" | "flag" | "sandbox" | "tokens" | "uris" | "script" | "policies" | "webrtc";

/** The directives of CSP Level 3 and of the specifications that extend it, by what their values are. */
const directives: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...[
    "default-src",
    "child-src",
    "connect-src",
    "fenced-frame-src",
    "font-src",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "prefetch-src",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "worker-src",
    "base-uri",
    "form-action",
  ].map((name) => [name, "sources"] as const),
  ["frame-ancestors", "ancestors"],
  ["upgrade-insecure-requests", "flag"],
  ["block-all-mixed-content", "flag"],
  ["sandbox", "sandbox"],
  ["report-to", "tokens"],
  ["report-uri", "uris"],
  ["require-trusted-types-for", "script"],
  ["trusted-types", "policies"],
  ["webrtc", "webrtc"],
]);

const keywords = new Set([
  "'self'",
  "'none'",
  "'unsafe-inline'",
  "'unsafe-eval'",
  "'unsafe-hashes'",
  "'strict-dynamic'",
  "'report-sample'",
  "'wasm-unsafe-eval'",
  "'inline-speculation-rules'",
  "'trusted-types-eval'",
]);

const scheme = "[A-Za-z][A-Za-z0-9+.-]*";
const host = String.raw`(?:\*|(?:\*\.)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?)`;
const hostSource = new RegExp(String.raw`^(?:${scheme}://)?${host}(?::(?:\d+|\*))?(?:/[^;,\s?#]*)?$`);
const schemeSource = new RegExp(`^${scheme}:$`);
const nonceOrHash = /^'(?:nonce-[A-Za-z0-9+/_-]+={0,2}|sha(?:256|384|512)-[A-Za-z0-9+/_-]+={0,2})'$/;

const sandboxTokens = new Set(
  [
    "downloads",
    "forms",
    "modals",
    "orientation-lock",
    "pointer-lock",
    "popups",
    "popups-to-escape-sandbox",
    "presentation",
    "same-origin",
    "scripts",
    "storage-access-by-user-activation",
    "top-navigation",
    "top-navigation-by-user-activation",
    "top-navigation-to-custom-protocols",
  ].map((token) => `allow-${token}`),
);

/** Whether a value is legal in a directive of this kind. */
const legal: Readonly<Record<Kind, (value: string) => boolean>> = {
  sources: isSource,
  ancestors: (value) => value === "'self'" || value === "'none'" || isPlace(value),
  flag: () => false,
  sandbox: (value) => sandboxTokens.has(value),
  tokens: (value) => /^[A-Za-z0-9_.-]+$/.test(value),
  uris: (value) => /^[!-+\--:<-~]+$/.test(value),
  script: (value) => value === "'script'",
  policies: (value) => /^(?:\*|'none'|'allow-duplicates'|'trusted-types-eval'|[A-Za-z0-9\-#=_/@.%]+)$/.test(value),
  webrtc: (value) => value === "'allow'" || value === "'block'",
};

/** Those that mean something without a value; a list of sources without one means `'none'`, which is better said. */
const mayBeEmpty: ReadonlySet<Kind> = new Set<Kind>(["flag", "sandbox", "policies"]);

function isSource(value: string): boolean {
  return keywords.has(value.toLowerCase()) || nonceOrHash.test(value) || isPlace(value);
}

/** A keyword without its quotes would be the name of a host, which nobody means. */
function isPlace(value: string): boolean {
  return !keywords.has(`'${value.toLowerCase()}'`) && (schemeSource.test(value) || hostSource.test(value));
}

/**
 * The first fault of a policy as a browser would read it (CSP Level 3), or undefined. Browsers ignore what they do not
 * understand, so that a misspelt word is a hole; `*` and `'unsafe-eval'` are legal here.
 */
export function cspFault(policy: string): CspFault | undefined {
  const seen = new Set<string>();
  const parts = policy
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) return { directive: "", reason: "empty" };
  for (const part of parts) {
    const [name = "", ...values] = part.split(/[ \t]+/);
    const directive = name.toLowerCase();
    // A second one of the same name is ignored.
    if (seen.has(directive)) return { directive, reason: "duplicate" };
    seen.add(directive);
    const fault = directiveFault(directive, values);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function directiveFault(directive: string, values: readonly string[]): CspFault | undefined {
  const kind = directives.get(directive);
  if (kind === undefined) return { directive, reason: "unknown-directive" };
  const [first] = values;
  if (first === undefined) return mayBeEmpty.has(kind) ? undefined : { directive, reason: "no-value" };
  if (kind === "flag") return { directive, reason: "unwanted-value", value: first };
  const wrong = values.find((value) => !legal[kind](value));
  if (wrong !== undefined) return { directive, reason: "illegal-value", value: wrong };
  const none = values.some((value) => value.toLowerCase() === "'none'");
  return none && values.length > 1 ? { directive, reason: "none-not-alone" } : undefined;
}
