import type { OriginAccessIdentity, PolicyStatement } from "../../model/siteModel";
import type { OriginPrincipal } from "../transport";

/** Who signs a request, by all the names that a bucket policy can call it. */
export interface Caller {
  readonly aws: readonly string[];
  readonly canonicalUsers: readonly string[];
  readonly services: readonly string[];
  /** The distribution that CloudFront signs for (S3-1). */
  readonly sourceArn?: string;
}

/** A request without a signature: only `*` means it. */
const anonymous: Caller = { aws: [], canonicalUsers: [], services: [] };

/**
 * The names of what CloudFront signs as: an identity is an IAM user of CloudFront's own account with a canonical user
 * id (S3-2), an access control is CloudFront's service principal (S3-1).
 */
export function callerOf(principal: OriginPrincipal | undefined, identities: readonly OriginAccessIdentity[]): Caller {
  if (principal === undefined) return anonymous;
  if (principal.type === "origin-access-control") {
    return {
      aws: [],
      canonicalUsers: [],
      services: ["cloudfront.amazonaws.com"],
      sourceArn: principal.distributionArn,
    };
  }
  return {
    aws: [`arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${principal.id}`],
    canonicalUsers: identities
      .filter(({ id }) => id === principal.id)
      .map(({ s3CanonicalUserId }) => s3CanonicalUserId),
    services: [],
  };
}

/** Whether a `Principal` element means this caller. Names are compared whole: IAM allows no wildcard but a lone `*`. */
export function principalMatches(principal: PolicyStatement["Principal"], caller: Caller): boolean {
  if (principal === undefined) return false;
  if (principal === "*") return true;
  const names = (type: string): readonly string[] => listOf(principal[type] ?? []);
  return (
    names("AWS").some((name) => name === "*" || caller.aws.includes(name)) ||
    names("CanonicalUser").some((name) => caller.canonicalUsers.includes(name)) ||
    names("Service").some((name) => caller.services.includes(name))
  );
}

/** One or many, as policy documents write it. */
export function listOf<T extends string | boolean>(value: T | readonly T[]): readonly T[] {
  return typeof value === "object" ? value : [value];
}
