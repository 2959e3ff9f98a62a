/** A statement of a bucket policy as it is written, whatever it holds. */
interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Condition?: unknown;
}

/** What CloudFront needs of a bucket (S3-1, S3-5). */
const reads = ["s3:getobject", "s3:listbucket"];

/** Conditions that a request of CloudFront's never meets, by operator and key: it comes over current TLS. */
const neverMet: ReadonlySet<string> = new Set(["bool aws:securetransport", "numericlessthan s3:tlsversion"]);

/**
 * Whether a statement denies CloudFront its reads: to everybody, to CloudFront, or to everybody but some, and under no
 * condition that CloudFront never meets. Such a member answers 403 to every request, and nobody notices while the other
 * one is up.
 */
export function deniesReads({ Effect, Principal, NotPrincipal, Action, NotAction, Condition }: Statement): boolean {
  if (Effect !== "Deny") return false;
  const concerned = NotPrincipal !== undefined || namesCloudFront(Principal);
  const denied =
    NotAction === undefined
      ? reads.some((read) => listOf(Action).some((action) => covers(action, read)))
      : reads.some((read) => !listOf(NotAction).some((action) => covers(action, read)));
  return concerned && denied && !entriesOf(Condition).some(isNeverMet);
}

function namesCloudFront(principal: unknown): boolean {
  if (principal === "*") return true;
  return entriesOf(principal).some(([, names]) =>
    listOf(names).some((name) => name === "*" || (typeof name === "string" && /cloudfront/i.test(name))),
  );
}

function covers(pattern: unknown, action: string): boolean {
  if (typeof pattern !== "string") return false;
  const source = pattern.toLowerCase().replace(/[\\^$.+()[\]{}|]/g, "\\$&");
  return new RegExp(`^${source.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(action);
}

function isNeverMet([operator, keys]: readonly [string, unknown]): boolean {
  return entriesOf(keys).some(([key, value]) => {
    if (!neverMet.has(`${operator} ${key}`.toLowerCase())) return false;
    return operator.toLowerCase() !== "bool" || listOf(value).every((one) => String(one) === "false");
  });
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
