import type * as pulumi from "@pulumi/pulumi";
import { maximumCertificateNames, maximumCommonNameLength } from "../../aws/certificates";
import { CodedError } from "../../aws/codedError";
import { hostNameFault, type HostNameFault, isWildcard, maximumAliases } from "../../aws/hostNames";
import { refusal } from "../refusals";
import type { DomainArgs } from "./args";
import { certificateArnInput, hostedZoneIdInput } from "./identifiers";

/** The arguments about host names with every value judged. Names are in lower case. */
export interface DomainSettings {
  /** The names that are served, that of the site's address first. */
  readonly aliases: readonly string[];
  /** The names that redirect to the first alias. */
  readonly redirectHosts: readonly string[];
  /** Every name that the distribution answers to and the certificate covers: aliases, then redirect hosts. */
  readonly hosts: readonly string[];
  /** Of a certificate that is there already; without it and with hosts the certificate is made. */
  readonly certificateArn?: pulumi.Input<string>;
  /** Where the certificate is validated and the names get records. */
  readonly hostedZoneId?: pulumi.Input<string>;
}

const hostReasons: Record<HostNameFault, string> = {
  "not-a-string": "supply plain strings",
  address: "supply the host name alone, without scheme, port and path",
  "not-a-host-name": "supply names such as www.example.com, internationalised ones in punycode",
  "wildcard-inside": "an asterisk may only be the whole first label, as in *.example.com",
  "single-label": "supply full names such as www.example.com",
  "too-long": "DNS has no names of more than 253 characters",
  "amazons-own": "names below cloudfront.net and amazonaws.com are Amazon's: supply names of a domain of your own",
};

/**
 * @throws CodedError `E_ALIAS`, `E_REDIRECT_HOST`, `E_CERTIFICATE` or `E_HOSTED_ZONE`, with the argument as its path.
 */
export function resolveDomains(args: DomainArgs): DomainSettings {
  const aliases = hostNames("E_ALIAS", "aliases", args.aliases);
  const redirectHosts = hostNames("E_REDIRECT_HOST", "redirectHosts", args.redirectHosts);
  judgeRedirectHosts(aliases, redirectHosts);
  const hosts = [...aliases, ...redirectHosts];
  if (hosts.length > maximumAliases) {
    const takes = `have at most ${maximumAliases} names together with redirectHosts`;
    throw refusal("E_ALIAS", "aliases", takes, hosts.length);
  }
  const certificate = resolveCertificate(args, aliases);
  if (certificate.hostedZoneId !== undefined) judgeNames(hosts);
  return {
    aliases,
    redirectHosts,
    hosts,
    ...certificate,
  };
}

function hostNames(code: "E_ALIAS" | "E_REDIRECT_HOST", argument: string, given: unknown): readonly string[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw refusal(code, argument, "be a list of host names", given);
  const names: string[] = [];
  for (const value of given as readonly unknown[]) {
    const fault = hostNameFault(value);
    if (fault !== undefined || typeof value !== "string") {
      throw refusal(code, argument, "be host names", value, hostReasons[fault ?? "not-a-string"]);
    }
    const host = value.toLowerCase();
    if (names.includes(host)) throw refusal(code, argument, "name each host once", value);
    names.push(host);
  }
  return names;
}

function judgeRedirectHosts(aliases: readonly string[], redirectHosts: readonly string[]): void {
  const [first] = redirectHosts;
  if (first === undefined) return;
  const target = aliases[0];
  if (target === undefined || isWildcard(target)) {
    const why = "supply as the first alias the name that they redirect to, one without an asterisk";
    throw refusal("E_REDIRECT_HOST", "redirectHosts", "have somewhere to redirect to", first, why);
  }
  const both = redirectHosts.find((host) => aliases.includes(host));
  if (both !== undefined) {
    throw refusal("E_REDIRECT_HOST", "redirectHosts", "not name an alias", both, "a host is served or redirects");
  }
  const wildcard = redirectHosts.find(isWildcard);
  if (wildcard !== undefined) {
    const why = "the first alias could be among the names that it stands for: supply each name";
    throw refusal("E_REDIRECT_HOST", "redirectHosts", "be names without an asterisk", wildcard, why);
  }
}

/** Where the certificate comes from: nowhere without aliases. */
function resolveCertificate(
  { certificateArn, hostedZoneId }: DomainArgs,
  aliases: readonly string[],
): Pick<DomainSettings, "certificateArn" | "hostedZoneId"> {
  const [first] = aliases;
  const [one, two] = [certificateArn !== undefined, hostedZoneId !== undefined];
  if (first === undefined) {
    if (one) throw refusal("E_CERTIFICATE", "certificateArn", "come with aliases", certificateArn, "supply aliases");
    if (two) throw refusal("E_HOSTED_ZONE", "hostedZoneId", "come with aliases", hostedZoneId, "supply aliases");
    return {};
  }
  if (one === two) {
    const got = one ? "both" : "neither";
    throw new CodedError(
      "E_CERTIFICATE",
      `aliases must come with either certificateArn or hostedZoneId, got ${first} and ${got}; supply the ARN of a certificate in us-east-1, or the hosted zone to make one in`,
      "certificateArn",
    );
  }
  return {
    ...(certificateArn === undefined ? {} : { certificateArn: certificateArnInput(certificateArn) }),
    ...(hostedZoneId === undefined ? {} : { hostedZoneId: hostedZoneIdInput(hostedZoneId) }),
  };
}

/** What ACM would refuse of the names of a certificate that is made here. */
function judgeNames([first = "", ...others]: readonly string[]): void {
  if (first.length > maximumCommonNameLength) {
    const takes = `begin with a name of at most ${maximumCommonNameLength} characters`;
    const why = "supply a shorter alias first: it is the certificate's common name";
    throw refusal("E_ALIAS", "aliases", takes, first, why);
  }
  const count = others.length + 1;
  if (count > maximumCertificateNames) {
    const takes = `have at most ${maximumCertificateNames} names together with redirectHosts while the certificate is made here`;
    const why =
      "ACM's quota is no higher unless AWS has raised it: supply fewer names, a wildcard, or certificateArn of a certificate that holds them all";
    throw refusal("E_ALIAS", "aliases", takes, count, why);
  }
}
