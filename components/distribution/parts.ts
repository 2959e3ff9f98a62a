import type * as pulumi from "@pulumi/pulumi";
import type { EdgeAssociations } from "../edgeCode/associations";

/** What the distribution takes from other topics. */
export interface DistributionParts extends OriginAccess {
  readonly primaryDomainName: pulumi.Input<string>;
  readonly replicaDomainName: pulumi.Input<string>;
  readonly responseHeadersPolicyId: pulumi.Input<string>;
  /** The functions of every behavior. */
  readonly edge: EdgeAssociations;
  /** Absent without aliases. */
  readonly viewerCertificate?: ViewerCertificateParts;
}

/** How CloudFront proves itself to both buckets: an identity or an access control, never both on an origin (D3). */
export interface OriginAccess {
  /** `origin-access-identity/cloudfront/ID` (S3-2). */
  readonly identityPath?: pulumi.Input<string>;
  /** Taken where it is given, and the identity then not. */
  readonly originAccessControlId?: pulumi.Input<string>;
}

/** What the distribution takes altogether. */
export interface DistributionInputs extends DistributionParts {
  readonly cachePolicies: CachePolicyIds;
}

/** Ids of the cache policies, the site's own and those that exist. */
export interface CachePolicyIds {
  /** Of the default behavior, and of each other one that asks for none. */
  readonly site: pulumi.Input<string>;
  /** By path pattern. */
  readonly behaviors: ReadonlyMap<string, pulumi.Input<string>>;
}

/** The names that the distribution answers to beside its own, and the certificate for them. */
export interface ViewerCertificateParts {
  readonly aliases: readonly string[];
  /** Of a certificate in us-east-1. */
  readonly certificateArn: pulumi.Input<string>;
}
