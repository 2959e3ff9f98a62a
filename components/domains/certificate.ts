import * as acm from "@pulumi/aws/acm";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { certificateRegion } from "../../aws/certificates";
import { CodedError } from "../../aws/codedError";
import { validationDomains, withoutWildcard } from "../../aws/hostNames";
import type { SiteSettings } from "../settings";

/** Seconds that a resolver may keep a validation record: short, so that a wrong zone is soon put right. */
const validationTtlSeconds = 60;

/** The record by which ACM proves that a domain is yours. */
export interface ValidationOption {
  readonly domainName: string;
  readonly resourceRecordName: string;
  readonly resourceRecordType: string;
  readonly resourceRecordValue: string;
}

/**
 * The option for a domain, by its name: options are a set and come back in any order. A domain and its wildcard have
 * two options with one and the same record.
 *
 * @throws CodedError `E_CERTIFICATE` when ACM offers no record for the domain.
 */
export function validationOptionOf(options: readonly ValidationOption[], domain: string): ValidationOption {
  const found = options.find((option) => withoutWildcard(option.domainName.toLowerCase()) === domain);
  if (found !== undefined) return found;
  const offered = options.map(({ domainName }) => domainName).join(", ");
  throw new CodedError(
    "E_CERTIFICATE",
    `aliases must be names that ACM validates by DNS, got ${domain}; it offers records for ${offered || "none"}`,
    "aliases",
  );
}

/** The certificate's arguments: the first alias is its name, all others stand beside it. */
function certificateArgs({ domains, tags }: Pick<SiteSettings, "domains" | "tags">): acm.CertificateArgs {
  const [domainName, ...others] = domains.hosts;
  return {
    region: certificateRegion,
    ...(domainName === undefined ? {} : { domainName }),
    ...(others.length === 0 ? {} : { subjectAlternativeNames: others }),
    validationMethod: "DNS",
    ...(tags === undefined ? {} : { tags }),
  };
}

/**
 * ARN of the certificate that covers every host: the one that is given, or one that is made and validated in the hosted
 * zone. Undefined without hosts: the distribution then has CloudFront's own.
 */
export function createCertificate(
  name: string,
  settings: Pick<SiteSettings, "domains" | "tags">,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> | undefined {
  const { certificateArn, hostedZoneId, hosts } = settings.domains;
  if (certificateArn !== undefined) return pulumi.output(certificateArn);
  if (hostedZoneId === undefined) return undefined;
  const certificate = new acm.Certificate(`${name}-certificate`, certificateArgs(settings), opts);
  const records = validationDomains(hosts).map((domain) =>
    validationRecord(`${name}-validation-${domain}`, domain, certificate, hostedZoneId, opts),
  );
  const validation = new acm.CertificateValidation(
    `${name}-certificate-validation`,
    {
      region: certificateRegion,
      certificateArn: certificate.arn,
      validationRecordFqdns: records.map(({ fqdn }) => fqdn),
    },
    opts,
  );
  // The validation's and not the certificate's: CloudFront refuses one that is not issued yet.
  return validation.certificateArn;
}

function validationRecord(
  name: string,
  domain: string,
  certificate: acm.Certificate,
  zoneId: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): route53.Record {
  const option = certificate.domainValidationOptions.apply((options) => validationOptionOf(options, domain));
  return new route53.Record(
    name,
    {
      zoneId,
      name: option.resourceRecordName,
      type: option.resourceRecordType,
      records: [option.resourceRecordValue],
      ttl: validationTtlSeconds,
      // Every certificate of an account for one domain is proven by the same record: another may have made it.
      allowOverwrite: true,
    },
    opts,
  );
}
