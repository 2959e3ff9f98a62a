import { headerValue, type HeaderMap } from "../../http";
import type { Tag } from "../tags";
import type { Caller } from "./principal";

/** What is known of a request when its conditions are weighed, besides who asks. */
export interface RequestFacts {
  readonly secure: boolean;
  readonly headers?: Readonly<HeaderMap>;
  /** The parameters of a listing or of a versioned read. */
  readonly query: ReadonlyMap<string, string>;
  /** The client's address; absent where it is not modelled, such as CloudFront's own. */
  readonly sourceIp?: string;
  /** When it arrived, in milliseconds since the epoch; absent where nobody knows. */
  readonly arrivedAt?: number;
  /** The tags of the object that is there; default none. */
  readonly existingTags?: () => readonly Tag[];
  /** The tags that the request gives an object; default none. */
  readonly requestTags?: () => readonly Tag[];
}

/**
 * The value of a condition key: a text, several where a key can have more than one, `absent` where S3 would have none,
 * `unknown` where it has one that is not modelled.
 */
export type KeyValue =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "texts"; readonly texts: readonly string[] }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown" };

/** Keys that repeat a header of the request. */
const headerKeys: readonly string[] = [
  "x-amz-acl",
  "x-amz-content-sha256",
  "x-amz-copy-source",
  "x-amz-grant-full-control",
  "x-amz-grant-read",
  "x-amz-grant-read-acp",
  "x-amz-grant-write",
  "x-amz-grant-write-acp",
  "x-amz-metadata-directive",
  "x-amz-server-side-encryption",
  "x-amz-server-side-encryption-aws-kms-key-id",
  "x-amz-server-side-encryption-customer-algorithm",
  "x-amz-storage-class",
  "x-amz-website-redirect-location",
];

/** Keys that name a tag behind a slash. */
const tagKeys = { "s3:existingobjecttag/": "existingTags", "s3:requestobjecttag/": "requestTags" } as const;

/** Keys that tell the time, in whole seconds: as a date, and as a number that operators on numbers take too. */
const timeKeys: Readonly<Record<string, ((now: number) => string) | undefined>> = {
  "aws:currenttime": (now) => new Date(now - (now % 1000)).toISOString(),
  "aws:epochtime": (now) => String(Math.floor(now / 1000)),
};

type Read = (caller: Caller, facts: RequestFacts) => string | undefined;

const header =
  (name: string): Read =>
  (_caller, { headers = {} }) =>
    headerValue(headers, name);
const parameter =
  (name: string): Read =>
  (_caller, { query }) =>
    query.get(name);
const none: Read = () => undefined;

/** What every request has, or has not, by the name of its key: read only where a policy asks for it. */
const known: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["aws:securetransport", (_caller, { secure }) => String(secure)],
  ["aws:sourcearn", ({ sourceArn }) => sourceArn],
  ["aws:sourceaccount", ({ sourceArn }) => sourceArn?.split(":")[4]],
  ["aws:principalisawsservice", ({ services }) => String(services.length > 0)],
  ["aws:principalservicename", ({ services }) => services[0]],
  ["aws:referer", header("referer")],
  ["aws:useragent", header("user-agent")],
  // CloudFront speaks TLS 1.3 to S3 (HD-17); without TLS there is no version.
  ["s3:tlsversion", (_caller, { secure }) => (secure ? "1.3" : undefined)],
  ["s3:prefix", parameter("prefix")],
  ["s3:delimiter", parameter("delimiter")],
  ["s3:max-keys", parameter("max-keys")],
  ["s3:versionid", parameter("versionId")],
  // CloudFront reaches S3 through no VPC endpoint, and its principals stand in no organization of the bucket's owner.
  ["aws:sourcevpc", none],
  ["aws:sourcevpce", none],
  ["aws:vpcsourceip", none],
  ["aws:principalorgid", none],
  ["aws:principalorgpaths", none],
  ...headerKeys.map((name): [string, Read] => [`s3:${name}`, header(name)]),
]);

/** The condition keys of one request. Names of keys do not depend on case. */
export function contextOf(caller: Caller, facts: RequestFacts): (key: string) => KeyValue {
  return (key) => {
    const name = key.toLowerCase();
    const read = known.get(name);
    if (read !== undefined) return textOf(read(caller, facts));
    const tagged = tagOf(key, facts);
    if (tagged !== undefined) return tagged;
    if (name === "aws:sourceip") return facts.sourceIp === undefined ? { kind: "unknown" } : textOf(facts.sourceIp);
    const time = timeKeys[name];
    if (time !== undefined) return facts.arrivedAt === undefined ? { kind: "unknown" } : textOf(time(facts.arrivedAt));
    const principal = principalKeys(caller);
    return Object.hasOwn(principal, name) ? textOf(principal[name]) : { kind: "unknown" };
  };
}

/** An identity of CloudFront's is a user of an account that is not modelled: but for its ARN, its keys stay unknown. */
function principalKeys({ aws, services }: Caller): Readonly<Record<string, string | undefined>> {
  const account = aws.find((name) => /^\d{12}$/.test(name));
  const arn = aws.find((name) => name.startsWith("arn:"));
  if (aws.length > 0 && account === undefined) return { "aws:principalarn": arn };
  const type = services.length > 0 ? undefined : "Anonymous";
  // S3 takes a role in a session of its own, whose id is not modelled.
  if (arn?.includes(":role/") === true) {
    return { "aws:principalaccount": account, "aws:principalarn": arn, "aws:principaltype": "AssumedRole" };
  }
  return {
    "aws:principalaccount": account,
    "aws:principalarn": arn,
    "aws:principaltype": account === undefined ? type : "Account",
    "aws:userid": account,
    // Keys are those of an account's root, which is no user.
    "aws:username": undefined,
  };
}

/** Whether a condition on this key can be weighed. */
export function isConditionKey(key: string): boolean {
  const nobody = { aws: [], canonicalUsers: [], services: [] };
  const facts = { secure: true, query: new Map<string, string>(), sourceIp: "127.0.0.1", arrivedAt: 0 };
  return contextOf(nobody, facts)(key).kind !== "unknown";
}

/** `s3:ExistingObjectTag/Name`, `s3:RequestObjectTag/Name` and the names of all tags; a tag's name depends on case. */
function tagOf(key: string, facts: RequestFacts): KeyValue | undefined {
  const tagsOf = (which: "existingTags" | "requestTags"): readonly Tag[] => facts[which]?.() ?? [];
  if (key.toLowerCase() === "s3:requestobjecttagkeys") {
    const texts = tagsOf("requestTags").map((tag) => tag.key);
    return texts.length === 0 ? { kind: "absent" } : { kind: "texts", texts };
  }
  const slash = key.indexOf("/") + 1;
  const which = Object.entries(tagKeys).find(([prefix]) => prefix === key.slice(0, slash).toLowerCase())?.[1];
  if (which === undefined) return undefined;
  return textOf(tagsOf(which).find((tag) => tag.key === key.slice(slash))?.value);
}

function textOf(text: string | undefined): KeyValue {
  return text === undefined ? { kind: "absent" } : { kind: "text", text };
}
