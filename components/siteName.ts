import { refusal } from "./refusals";

/**
 * The longest name of a site. Its resources' names are made from it, and a function's has at most 64 characters, of which
 * `-viewer-response-` and Pulumi's seven random ones take 24.
 */
export const maximumNameLength = 40;

/** What buckets (S3), roles (IAM) and functions and policies (CloudFront) all accept. */
const nameSyntax = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

/** Refuses, before anything is registered, a name that AWS would refuse in one of the resources. Throws `E_NAME`. */
export function refuseSiteName(name: unknown): void {
  if (typeof name === "string" && nameSyntax.test(name) && name.length <= maximumNameLength) return;
  throw refusal(
    "E_NAME",
    "name",
    `begin with a lower-case letter and hold at most ${maximumNameLength} lower-case letters, digits and inner hyphens`,
    name,
    "the names of buckets, roles and functions are made from it",
  );
}
