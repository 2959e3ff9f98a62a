import type { Ids } from "../urn";
import { unknownValue, type Properties } from "../wire";
import { accountId, type ResourceTypes, text } from "./resourceType";

export const acmTypes: ResourceTypes = {
  "aws:acm/certificate:Certificate": {
    create(inputs, { ids, region }) {
      const arn = `arn:aws:acm:${region}:${accountId}:certificate/${ids.uuid()}`;
      const names = namesOf(inputs);
      const byDns = text(inputs, "validationMethod") === "DNS";
      return {
        id: arn,
        outputs: {
          arn,
          region,
          subjectAlternativeNames: names,
          domainValidationOptions: byDns ? names.map((name) => validationOption(name, ids)) : [],
          status: "PENDING_VALIDATION",
          type: "AMAZON_ISSUED",
        },
      };
    },
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    create: (_inputs, { region }) => ({ id: "2026-01-01 00:00:00 +0000 UTC", outputs: { region } }),
  },
};

/** ACM counts the domain's name among the alternative ones, and gives them sorted, as sets come back. */
function namesOf(inputs: Readonly<Properties>): readonly string[] {
  const others = inputs["subjectAlternativeNames"];
  const names = [inputs["domainName"], ...(Array.isArray(others) ? (others as unknown[]) : [])];
  const known = names.filter((name): name is string => typeof name === "string" && name !== unknownValue);
  return [...new Set(known)].sort();
}

/** The record that proves a domain: one and the same for the domain and its wildcard. */
function validationOption(domainName: string, ids: Ids): Properties {
  const base = domainName.replace(/^\*\./, "");
  return {
    domainName,
    resourceRecordName: `_${ids.alphanumeric(32, base).toLowerCase()}.${base}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${ids.alphanumeric(32, `${base} value`).toLowerCase()}.acm-validations.aws.`,
  };
}
