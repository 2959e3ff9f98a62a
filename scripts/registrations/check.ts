import { checkLegal } from "../../simulator/pulumi/provider/check/legal";
import { limits } from "../../simulator/pulumi/provider/check/limits";
import { checkShape, type Finding } from "../../simulator/pulumi/provider/check/shape";
import { checkTags } from "../../simulator/pulumi/provider/check/tags";
import type { ResourceTyping } from "./typings";

/** A resource as a program registers it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Whether it exists already and is only read: it has no arguments then. */
  readonly wasRead?: boolean;
}

/** A finding with the resource that it is about. */
export interface ResourceFinding extends Finding {
  readonly resource: string;
}

/** The types of the AWS provider's resources in a program. */
export function awsTypes(resources: readonly Registered[]): readonly string[] {
  return [...new Set(resources.filter(isAws).map(({ type }) => type))].sort();
}

/** Everything in the resources that the AWS provider would refuse or call deprecated. Pure. */
export function checkRegistrations(
  resources: readonly Registered[],
  typings: ReadonlyMap<string, ResourceTyping>,
): readonly ResourceFinding[] {
  return resources.filter(isAws).flatMap(({ type, name, inputs }) => {
    const typing = typings.get(type);
    const found: readonly Finding[] =
      typing === undefined
        ? [{ path: "", fault: "is of a type that the provider does not declare" }]
        : [...deprecation(typing), ...checkShape(typing.shape, inputs)];
    return [...found, ...checkLegal(limits[type] ?? {}, inputs), ...checkTags(inputs.tags)].map((finding) => ({
      resource: `${type} ${name}`,
      ...finding,
    }));
  });
}

function isAws({ type, custom, wasRead }: Registered): boolean {
  return custom && wasRead !== true && type.startsWith("aws:");
}

function deprecation({ deprecated }: ResourceTyping): readonly Finding[] {
  return deprecated === undefined ? [] : [{ path: "", fault: `is deprecated: ${deprecated}` }];
}
