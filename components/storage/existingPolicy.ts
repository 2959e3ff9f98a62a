import { isPublicStatement } from "../../aws/publicPolicy";
import { deniesReads } from "../../aws/readDenials";
import { refusal } from "../refusals";

/** A statement that somebody else wrote: kept as it is. */
export type ExistingStatement = Readonly<Record<string, unknown>>;

/** What is kept of the policy that a bucket has. */
export interface ExistingPolicy {
  readonly id?: string;
  readonly statements: readonly ExistingStatement[];
}

/** The language that the merged policy is written in. */
const version = "2012-10-17";

/**
 * The statements of a policy's JSON text, each as it stands. `taken` are the Sids of the statements that come on top.
 *
 * @throws CodedError `E_BUCKET_POLICY` with `argument` as its path.
 */
export function parseExistingPolicy(argument: string, text: unknown, taken: ReadonlySet<string>): ExistingPolicy {
  const document = jsonObject(text);
  if (document === undefined) {
    throw refusal("E_BUCKET_POLICY", argument, "be the JSON text of a bucket policy, or empty for none", text);
  }
  const { Version, Id, Statement } = document;
  const list: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  const statements = list.filter(isStatement);
  if (statements.length === 0 || statements.length < list.length) {
    throw refusal("E_BUCKET_POLICY", argument, "have statements with an Effect of Allow or Deny", text);
  }
  if (Version !== version && JSON.stringify(statements).includes("${")) {
    const reason = `in the merged policy, whose Version is ${version}, \${ would begin a variable`;
    throw refusal("E_BUCKET_POLICY", argument, `have no \${ unless its Version is ${version}`, Version, reason);
  }
  if (statements.some(isPublicStatement)) {
    const reason = "the site blocks public access to its buckets, and S3 would refuse the policy";
    const takes =
      "allow nothing to everybody without a condition on fixed accounts, organisations, networks or sources";
    throw refusal("E_BUCKET_POLICY", argument, takes, text, reason);
  }
  if (statements.some((statement) => !isComplete(statement))) {
    throw refusal("E_BUCKET_POLICY", argument, "have statements with a principal, an action and a resource", text);
  }
  if (statements.some(deniesReads)) {
    const reason =
      "it denies CloudFront its reads: this member would answer 403 to everything, unnoticed while the other is up";
    throw refusal("E_BUCKET_POLICY", argument, "deny no s3:GetObject or s3:ListBucket to CloudFront", text, reason);
  }
  for (const { Sid } of statements) {
    if (typeof Sid !== "string" || !taken.has(Sid)) continue;
    const reason = "the site's own statements have these Sids: leave out what is the site's, or rename yours";
    throw refusal("E_BUCKET_POLICY", argument, `have no Sid among ${[...taken].join(", ")}`, Sid, reason);
  }
  return { statements, ...(typeof Id === "string" ? { id: Id } : {}) };
}

function isStatement(value: unknown): value is ExistingStatement {
  return isObject(value) && (value["Effect"] === "Allow" || value["Effect"] === "Deny");
}

/** S3 takes no statement of a bucket policy without these. */
function isComplete(statement: ExistingStatement): boolean {
  const has = (name: string): boolean => statement[name] !== undefined || statement[`Not${name}`] !== undefined;
  return has("Principal") && has("Action") && has("Resource");
}

function jsonObject(text: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
