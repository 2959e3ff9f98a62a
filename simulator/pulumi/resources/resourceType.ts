import { ownerAccountId } from "../../model/account";
import type { Ids } from "../urn";
import type { Properties } from "../wire";

/** Where everything is created: the account that owns the buckets. */
export const accountId = ownerAccountId;

export interface ResourceContext {
  /** The name in the program. */
  readonly name: string;
  /** Of the resource itself, of its provider, or of the stack, in this order. */
  readonly region: string;
  readonly ids: Ids;
}

/** What the provider adds to a resource that it has created. */
export interface Created {
  readonly id: string;
  readonly outputs: Readonly<Properties>;
}

export interface ResourceType {
  /** The property that gets a name of its own when the program gives none, and the one that gives its beginning. */
  readonly autoName?: { readonly property: string; readonly prefix?: string; readonly lowerCase?: boolean };
  create(inputs: Readonly<Properties>, context: ResourceContext): Created;
}

/** A table of a service's types by token. */
export type ResourceTypes = Readonly<Record<string, ResourceType>>;

/** A property that must be text; another one is as good as absent. */
export function text(properties: Readonly<Properties>, name: string): string {
  const value = properties[name];
  return typeof value === "string" ? value : "";
}
