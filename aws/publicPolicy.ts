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

/** A statement of a bucket policy as it is written, whatever it holds. */
interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/**
 * Whether S3 calls a statement of a bucket policy public: it allows something to everybody, and no condition holds that
 * to fixed values (S3 User Guide, "The meaning of public"). An identity or a service by name is not public.
 */
export function isPublicStatement({ Effect, Principal, Condition }: Statement): boolean {
  return Effect === "Allow" && meansEverybody(Principal) && !entriesOf(Condition).some(narrows);
}

function meansEverybody(principal: unknown): boolean {
  // Without a Principal the statement has a NotPrincipal, which means everybody else.
  if (principal === undefined || principal === "*") return true;
  return entriesOf(principal).some(([kind, names]) => kind === "AWS" && listOf(names).includes("*"));
}

function narrows([operator, keys]: readonly [string, unknown]): boolean {
  return (
    narrowingOperators.test(operator) &&
    entriesOf(keys).some(([key, values]) => narrowingKeys.has(key.toLowerCase()) && areFixed(listOf(values)))
  );
}

function areFixed(values: readonly unknown[]): boolean {
  return values.length > 0 && values.every((value) => typeof value === "string" && isFixed(value));
}

function isFixed(value: string): boolean {
  return !/[*?]|\$\{|^0\.0\.0\.0\/0$|^::\/0$/.test(value);
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
