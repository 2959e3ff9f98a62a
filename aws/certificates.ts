/** CloudFront takes certificates of this region only, wherever its origins are. */
export const certificateRegion = "us-east-1";

/** Characters that the first name of a certificate may have, which is its common name (ACM, `RequestCertificate`). */
export const maximumCommonNameLength = 64;

/** Names that one certificate holds by ACM's default quota ("Quotas", AWS Certificate Manager User Guide). */
export const maximumCertificateNames = 10;

/** Why a certificate cannot be CloudFront's. */
export type CertificateArnFault = "not-an-arn" | "other-region";

const certificateArn = /^arn:aws:acm:([a-z0-9-]+):[0-9]{12}:certificate\/[\w-]+$/;

/** Why `arn` is not that of a certificate that a distribution can have, or undefined when it is. */
export function certificateArnFault(arn: unknown): CertificateArnFault | undefined {
  const match = typeof arn === "string" ? certificateArn.exec(arn) : null;
  if (match === null) return "not-an-arn";
  return match[1] === certificateRegion ? undefined : "other-region";
}
