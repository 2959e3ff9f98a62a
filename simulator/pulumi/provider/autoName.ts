import { autoNamedProperty, namedInputs } from "../resources";
import { nameOf } from "./cloudResource";
import { isBucketSide } from "./sides";
import { plainProperties, type Properties } from "../wire";

/** The inputs that the provider chose itself stand here by their names, as the AWS provider keeps them. */
export const defaultsKey = "__defaults";

export interface Naming {
  readonly urn: string;
  readonly type: string;
  /** Of the resource that there is; empty for a new one. */
  readonly olds: Readonly<Properties>;
  readonly news: Readonly<Properties>;
  /** Of the engine: another one for every resource that it makes. */
  readonly seed: string;
}

/** The inputs with a name for what has none: the one it has already, as long as the provider chose it; else a new one. */
export function withName({ urn, type, olds, news, seed }: Naming): Properties {
  const property = autoNamedProperty(type);
  if (property === undefined || (news[property] ?? undefined) !== undefined) return { ...news };
  const before = olds[property];
  const chosen = isChosen(olds, property) && typeof before === "string" && startsAlike(olds, news);
  if (chosen) return { ...news, [property]: before, [defaultsKey]: [property] };
  const plain = plainProperties(news);
  const named = namedInputs({ urn, type, name: nameOf(urn), inputs: plain, region: undefined, preview: false, seed });
  return { ...news, [property]: named[property], [defaultsKey]: [property] };
}

/** Whether two of these resources could not stand side by side, so that one is deleted before the other replaces it. */
export function isNamedByProgram(type: string, inputs: Readonly<Properties>): boolean {
  const property = autoNamedProperty(type);
  return property === undefined ? isBucketSide(type) : !isChosen(inputs, property);
}

function isChosen(inputs: Readonly<Properties>, property: string): boolean {
  const defaults = inputs[defaultsKey];
  return Array.isArray(defaults) && defaults.includes(property);
}

/** A name is kept as long as what it begins with is. */
function startsAlike(olds: Readonly<Properties>, news: Readonly<Properties>): boolean {
  return ["namePrefix", "bucketPrefix"].every((prefix) => (olds[prefix] ?? undefined) === (news[prefix] ?? undefined));
}
