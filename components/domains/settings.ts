import type * as pulumi from "@pulumi/pulumi";
import { CodedError } from "../../aws/codedError";
import { refusal } from "../refusals";
import type { DomainArgs } from "./args";
import { hostNameFault, type HostNameFault, isWildcard } from "./hostNames";
import { certificateArnFault, hostedZoneIdFault } from "./identifiers";

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

/** CloudFront's alternate domain names of one distribution (its documented quota). */
const maximumHosts = 100;

/** ACM takes no longer name as the first of a certificate (its documented limit of the common name). */
const maximumCommonName = 64;

const hostReasons: Record<HostNameFault, string> = {
  "not-a-string": "supply plain strings",
  address: "supply the host name alone, without scheme, port and path",
  "not-a-host-name": "supply names such as www.example.com, internationalised ones in punycode",
  "wildcard-inside": "an asterisk may only be the whole first label, as in *.example.com",
  "single-label": "supply full names such as www.example.com",
  "too-long": "DNS has no names of more than 253 characters",
};

/**
 * @throws CodedError `E_ALIAS`, `E_REDIRECT_HOST`, `E_CERTIFICATE` or `E_HOSTED_ZONE`, with the argument as its path.
 */
export function resolveDomains(args: DomainArgs): DomainSettings {
  const aliases = hostNames("E_ALIAS", "aliases", args.aliases);
  const redirectHosts = hostNames("E_REDIRECT_HOST", "redirectHosts", args.redirectHosts);
  judgeRedirectHosts(aliases, redirectHosts);
  const hosts = [...aliases, ...redirectHosts];
  if (hosts.length > maximumHosts) {
    const takes = `have at most ${maximumHosts} names together with redirectHosts`;
    throw refusal("E_ALIAS", "aliases", takes, hosts.length);
  }
  judgeCertificate(args, aliases);
  return {
    aliases,
    redirectHosts,
    hosts,
    ...(args.certificateArn === undefined ? {} : { certificateArn: args.certificateArn }),
    ...(args.hostedZoneId === undefined ? {} : { hostedZoneId: args.hostedZoneId }),
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

function judgeCertificate({ certificateArn, hostedZoneId }: DomainArgs, aliases: readonly string[]): void {
  const [first] = aliases;
  const [one, two] = [certificateArn !== undefined, hostedZoneId !== undefined];
  if (first === undefined) {
    if (one) throw refusal("E_CERTIFICATE", "certificateArn", "come with aliases", certificateArn, "supply aliases");
    if (two) throw refusal("E_HOSTED_ZONE", "hostedZoneId", "come with aliases", hostedZoneId, "supply aliases");
    return;
  }
  if (one === two) {
    const got = one ? "both" : "neither";
    throw new CodedError(
      "E_CERTIFICATE",
      `aliases must come with either certificateArn or hostedZoneId, got ${first} and ${got}; supply the ARN of a certificate in us-east-1, or the hosted zone to make one in`,
      "certificateArn",
    );
  }
  const arnFault = certificateArnFault(certificateArn);
  if (arnFault !== undefined) throw refusal("E_CERTIFICATE", "certificateArn", ...arnFault);
  const zoneFault = hostedZoneIdFault(hostedZoneId);
  if (zoneFault !== undefined) throw refusal("E_HOSTED_ZONE", "hostedZoneId", ...zoneFault);
  if (two && first.length > maximumCommonName) {
    const why = "supply a shorter alias first: it is the certificate's common name";
    throw refusal("E_ALIAS", "aliases", `begin with a name of at most ${maximumCommonName} characters`, first, why);
  }
}
