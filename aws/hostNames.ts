/** Why a name cannot be an alternate domain name of a distribution. */
export type HostNameFault =
  "not-a-string" | "address" | "not-a-host-name" | "wildcard-inside" | "single-label" | "too-long" | "amazons-own";

/** Alternate domain names of one distribution ("Quotas on distributions", Developer Guide). */
export const maximumAliases = 100;

/** The longest host name that DNS has, in characters (RFC 1035, section 2.3.4, without the root's dot). */
const maximumLength = 253;

/** Amazon's own domains: CloudFront takes no name of the first, and ACM proves none of either to anybody else. */
const amazonsOwn = /(?:^|\.)(?:cloudfront\.net|amazonaws\.com)$/;

/** 1 to 63 letters, digits and inner hyphens (RFC 1035, section 2.3.1; a digit may come first since RFC 1123). */
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Why CloudFront would not take a name as an alias; undefined when it would. `*` is allowed as the whole first label
 * only, before at least two others. Case does not matter.
 */
export function hostNameFault(name: unknown): HostNameFault | undefined {
  if (typeof name !== "string") return "not-a-string";
  const host = name.toLowerCase();
  if (/[/:@?#]/.test(host)) return "address";
  const base = withoutWildcard(host);
  if (base.includes("*")) return "wildcard-inside";
  const labels = base.split(".");
  if (!labels.every((part) => label.test(part))) return "not-a-host-name";
  if (labels.length < 2) return "single-label";
  // The last label of an IPv4 address is a number, that of a host name never is.
  if (/^[0-9]+$/.test(labels.at(-1) ?? "")) return "not-a-host-name";
  if (host.length > maximumLength) return "too-long";
  return amazonsOwn.test(base) ? "amazons-own" : undefined;
}

/** Whether the name stands for every name one level below. */
export function isWildcard(host: string): boolean {
  return host.startsWith("*.");
}

/** `example.com` for both `example.com` and `*.example.com`: ACM proves the two by one and the same record. */
export function withoutWildcard(host: string): string {
  return isWildcard(host) ? host.slice(2) : host;
}

/** The domains whose ownership a certificate for these hosts has to prove, each once, in the hosts' order. */
export function validationDomains(hosts: readonly string[]): readonly string[] {
  return [...new Set(hosts.map(withoutWildcard))];
}
