import type { PolicyDocument, PolicyStatement } from "../../model/siteModel";
import { listOf } from "./principal";

/** The condition keys that make a grant to everybody a grant to somebody, by S3's meaning of "public". */
const narrowingKeys: ReadonlySet<string> = new Set([
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceip",
  "aws:sourceorgid",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

const narrowingOperators = /^(?:StringEquals|StringLike|ArnEquals|ArnLike|IpAddress)$/;

/**
 * Whether S3 calls a bucket policy public: one of its statements allows something to everybody, and no condition holds
 * that to fixed values. An identity or a service by name is not public, with or without conditions.
 */
export function isPublicPolicy(policy: PolicyDocument | undefined): boolean {
  return (policy?.Statement ?? []).some(
    (one) => one.Effect === "Allow" && meansEverybody(one.Principal) && !narrowed(one),
  );
}

function meansEverybody(principal: PolicyStatement["Principal"]): boolean {
  // Without a Principal the statement has a NotPrincipal, which means everybody else.
  if (principal === undefined || principal === "*") return true;
  return listOf(principal["AWS"] ?? []).includes("*");
}

function narrowed({ Condition }: PolicyStatement): boolean {
  return Object.entries(Condition ?? {}).some(
    ([operator, keys]) =>
      narrowingOperators.test(operator) &&
      Object.entries(keys).some(
        ([key, values]) => narrowingKeys.has(key.toLowerCase()) && listOf(values).every(isFixed),
      ),
  );
}

function isFixed(value: string | boolean): boolean {
  return !/[*?]|\$\{|^0\.0\.0\.0\/0$|^::\/0$/.test(String(value));
}
