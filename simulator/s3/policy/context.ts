import type { Caller } from "./principal";

/** What is known of a request when its conditions are weighed, besides who asks. */
export interface RequestFacts {
  readonly secure: boolean;
  /** Lower-case names. */
  readonly referer?: string;
  readonly userAgent?: string;
  /** The parameters of a listing or of a versioned read. */
  readonly query: ReadonlyMap<string, string>;
}

/**
 * The value of a condition key: a text, `absent` where S3 would have none, `unknown` where it has one that is not
 * modelled (such as `aws:SourceIp`, CloudFront's own address).
 */
export type KeyValue =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "absent" } | { readonly kind: "unknown" };

/** The condition keys of one request. Names of keys do not depend on case. */
export function contextOf(caller: Caller, facts: RequestFacts): (key: string) => KeyValue {
  const { sourceArn } = caller;
  const service = caller.services[0];
  const known: Readonly<Record<string, string | undefined>> = {
    "aws:securetransport": String(facts.secure),
    "aws:sourcearn": sourceArn,
    "aws:sourceaccount": sourceArn?.split(":")[4],
    "aws:principalisawsservice": String(service !== undefined),
    "aws:principalservicename": service,
    "aws:referer": facts.referer,
    "aws:useragent": facts.userAgent,
    // CloudFront speaks TLS 1.3 to S3 (HD-17); without TLS there is no version.
    "s3:tlsversion": facts.secure ? "1.3" : undefined,
    "s3:prefix": facts.query.get("prefix"),
    "s3:delimiter": facts.query.get("delimiter"),
    "s3:max-keys": facts.query.get("max-keys"),
    "s3:versionid": facts.query.get("versionId"),
    // CloudFront reaches S3 through no VPC endpoint, and its principals stand in no organization of the bucket's owner.
    "aws:sourcevpc": undefined,
    "aws:sourcevpce": undefined,
    "aws:vpcsourceip": undefined,
    "aws:principalorgid": undefined,
    "aws:principalorgpaths": undefined,
  };
  return (key) => {
    const name = key.toLowerCase();
    if (!Object.hasOwn(known, name)) return { kind: "unknown" };
    const text = known[name];
    return text === undefined ? { kind: "absent" } : { kind: "text", text };
  };
}
