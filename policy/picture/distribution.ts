import type { StackResource } from "./stackResource";
import { Value } from "./value";

/** One cache behavior. */
export interface Behavior {
  /** As messages call it: `the default cache behavior`, `the cache behavior /api/*`. */
  readonly label: string;
  readonly isDefault: boolean;
  /** The top-level property that it stands in, for what this depends on. */
  readonly property: "defaultCacheBehavior" | "orderedCacheBehaviors";
  readonly value: Value;
}

/** An origin group with the origins of its members, in their order; undefined for one that does not exist. */
export interface Group {
  readonly id: string;
  readonly value: Value;
  readonly members: readonly { readonly id: string; readonly origin: Value | undefined }[];
}

/** What a behavior targets (FO-2). */
export type Target =
  | { readonly kind: "group"; readonly group: Group }
  | { readonly kind: "origin"; readonly origin: Value }
  | { readonly kind: "nothing"; readonly id: string };

/** A distribution in the properties of `aws:cloudfront/distribution:Distribution`, read as rules ask. */
export class Distribution {
  readonly value: Value;

  constructor(readonly resource: StackResource) {
    this.value = new Value(resource.props, resource.name);
  }

  get name(): string {
    return this.resource.name;
  }

  get urn(): string {
    return this.resource.urn;
  }

  /** All behaviors, the default one first. */
  get behaviors(): readonly Behavior[] {
    const ordered = this.value.at("orderedCacheBehaviors").list.map((value): Behavior => {
      const pattern = value.at("pathPattern");
      const label = `the cache behavior ${pattern.isKnown ? (pattern.text ?? "without a pattern") : "with a pattern not known yet"}`;
      return { label, isDefault: false, property: "orderedCacheBehaviors", value };
    });
    const value = this.value.at("defaultCacheBehavior");
    return [
      { label: "the default cache behavior", isDefault: true, property: "defaultCacheBehavior", value },
      ...ordered,
    ];
  }

  get origins(): readonly Value[] {
    return this.value.at("origins").list;
  }

  get groups(): readonly Group[] {
    return this.value.at("originGroups").list.map((value) => ({
      id: value.at("originId").text ?? "",
      value,
      members: value.at("members").list.map((member) => {
        const id = member.at("originId").text ?? "";
        return { id, origin: this.originOf(id) };
      }),
    }));
  }

  /** The groups that a behavior targets: only these ever fail over. */
  get usedGroups(): readonly Group[] {
    const targets = new Set(this.behaviors.map(({ value }) => value.at("targetOriginId").text));
    return this.groups.filter(({ id }) => targets.has(id));
  }

  targetOf(behavior: Behavior): Target {
    const id = behavior.value.at("targetOriginId").text ?? "";
    const group = this.groups.find((one) => one.id === id);
    if (group !== undefined) return { kind: "group", group };
    const origin = this.originOf(id);
    return origin === undefined ? { kind: "nothing", id } : { kind: "origin", origin };
  }

  private originOf(id: string): Value | undefined {
    return this.origins.find((origin) => origin.at("originId").text === id);
  }
}

/** The codes on which a group fails over. */
export function criteriaOf(group: Group): readonly number[] {
  return group.value.at("failoverCriteria", "statusCodes").numbers;
}
