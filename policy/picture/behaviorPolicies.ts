import { CodedError } from "../../aws/codedError";
import {
  managedCachePolicies,
  managedOriginRequestPolicies,
  managedResponseHeadersPolicies,
} from "../../aws/managedPolicies";
import { cachePolicyOf, originRequestPolicyOf, responseHeadersPolicyOf } from "../../simulator/model/fromPolicies";
import { Fields } from "../../simulator/model/fromFields";
import type { CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy } from "../../simulator/model/policies";
import type { Behavior, Distribution } from "./distribution";
import type { StackPicture } from "./picture";
import type { StackResource } from "./stackResource";
import { NotDecided, Value, isMark } from "./value";

/** What a behavior names by the id of a policy: the policy, `elsewhere` for one that the stack does not hold, or nothing. */
export type Named<T> = T | "elsewhere" | undefined;

/** The cache policy of a behavior, managed or of the stack. */
export function cachePolicyFor(picture: StackPicture, of: Distribution, behavior: Behavior): Named<CachePolicy> {
  const type = "aws:cloudfront/cachePolicy:CachePolicy";
  return named<CachePolicy>(picture, of, behavior, "cachePolicyId", type, managedCachePolicies, cachePolicyOf);
}

/** The origin request policy of a behavior. */
export function originRequestPolicyFor(
  picture: StackPicture,
  of: Distribution,
  behavior: Behavior,
): Named<OriginRequestPolicy> {
  const type = "aws:cloudfront/originRequestPolicy:OriginRequestPolicy";
  return named<OriginRequestPolicy>(
    picture,
    of,
    behavior,
    "originRequestPolicyId",
    type,
    managedOriginRequestPolicies,
    originRequestPolicyOf,
  );
}

/** The response headers policy of a behavior. */
export function responseHeadersPolicyFor(
  picture: StackPicture,
  of: Distribution,
  behavior: Behavior,
): Named<ResponseHeadersPolicy> {
  const type = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
  const managed = managedResponseHeadersPolicies;
  return named<ResponseHeadersPolicy>(
    picture,
    of,
    behavior,
    "responseHeadersPolicyId",
    type,
    managed,
    responseHeadersPolicyOf,
  );
}

function named<T extends { readonly Id: string }>(
  picture: StackPicture,
  distribution: Distribution,
  behavior: Behavior,
  property: string,
  type: string,
  managed: readonly T[],
  map: (fields: Fields, id: string) => T,
): Named<T> {
  const id = behavior.value.at(property);
  const own = picture.resources.filter((one) => one.type === type);
  if (!id.isKnown) return mapped(onlyDependency(distribution, behavior, own, id), map);
  if (!id.isGiven) return undefined;
  const known = managed.find((one) => one.Id === id.text);
  if (known !== undefined) return known;
  const found = own.find((one) => one.props["id"] === id.text);
  return found === undefined ? "elsewhere" : mapped(found, map);
}

/** Before the update an id is not known, but what the behaviors are made of is. */
function onlyDependency(
  { resource }: Distribution,
  { property }: Behavior,
  own: readonly StackResource[],
  id: Value,
): StackResource {
  const dependencies = resource.propertyDependencies[property] ?? [];
  const [only, ...others] = own.filter(({ urn }) => dependencies.includes(urn));
  if (only === undefined || others.length > 0) throw new NotDecided(id.place);
  return only;
}

function mapped<T>(resource: StackResource, map: (fields: Fields, id: string) => T): T | "elsewhere" {
  const guarded = { name: resource.name, ...(guard(resource.props, resource.name) as Record<string, unknown>) };
  const id = resource.props["id"];
  try {
    return map(new Fields(guarded, resource.name), typeof id === "string" ? id : "");
  } catch (error) {
    // AWS refuses a policy of another shape itself.
    if (error instanceof CodedError) return "elsewhere";
    throw error;
  }
}

/** The properties, with everything unknown in them throwing when it is read. */
function guard(value: unknown, owner: string, path = ""): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => guard(item, owner, `${path}[${index}]`));
  const guarded = {};
  for (const [key, item] of Object.entries(value)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (isMark(item)) {
      // The name and id of a policy decide nothing.
      if (at === "name" || at === "id") continue;
      Object.defineProperty(guarded, key, { enumerable: true, get: () => new Value(item, owner, at).raw });
    } else {
      Object.defineProperty(guarded, key, { enumerable: true, value: guard(item, owner, at) });
    }
  }
  return guarded;
}
