import { checkLegal, type LegalValues } from "./legal";
import { cloudfrontLimits } from "./limits/cloudfront";
import { otherLimits } from "./limits/others";
import { s3Limits } from "./limits/s3";
import { checkShape, type Finding } from "./shape";
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

/** Legal values by resource type. */
export const limits: Readonly<Record<string, LegalValues>> = { ...cloudfrontLimits, ...s3Limits, ...otherLimits };

/** AWS's rules of tags, which all services share: at most 50, keys of 1 to 128 and values of up to 256 characters. */
const tagCharacters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

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

function checkTags(tags: unknown): readonly Finding[] {
  if (typeof tags !== "object" || tags === null) return [];
  const entries = Object.entries(tags);
  const many = entries.length > 50 ? [{ path: "tags", fault: `must have at most 50, got ${entries.length}` }] : [];
  const wrong = entries.filter(
    ([key, value]) =>
      key === "" ||
      key.length > 128 ||
      /^aws:/i.test(key) ||
      !tagCharacters.test(key) ||
      String(value).length > 256 ||
      !tagCharacters.test(String(value)),
  );
  return [...many, ...wrong.map(([key]) => ({ path: `tags["${key}"]`, fault: "is not a tag that AWS takes" }))];
}
