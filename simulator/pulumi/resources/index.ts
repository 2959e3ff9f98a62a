import { idsOf } from "../urn";
import { hasUnknown, type Properties, unknownValue } from "../wire";
import { acmTypes } from "./acm";
import { cloudfrontTypes } from "./cloudfront";
import { cloudwatchTypes } from "./cloudwatch";
import { iamTypes } from "./iam";
import { kmsTypes } from "./kms";
import { lambdaTypes } from "./lambda";
import { nativeTypes } from "./native";
import { accountId, type ResourceType } from "./resourceType";
import { route53Types } from "./route53";
import { bucketSide, readableTypes, s3Types } from "./s3";
import { snsTypes } from "./sns";

const types: Readonly<Record<string, ResourceType>> = {
  ...acmTypes,
  ...kmsTypes,
  ...route53Types,
  ...s3Types,
  ...cloudfrontTypes,
  ...cloudwatchTypes,
  ...iamTypes,
  ...lambdaTypes,
  ...nativeTypes,
  ...snsTypes,
};

/** Services of AWS without regions: their resources take no `region`. */
const globalServices: ReadonlySet<string> = new Set(["cloudfront", "iam", "route53"]);

/** What one creation needs to know. */
export interface Creation {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Properties>;
  /** Of the provider or the stack; undefined when neither says. */
  readonly region: string | undefined;
  /** In a preview what AWS would compute is not known. */
  readonly preview: boolean;
  /** The id that the program gives with `import`. */
  readonly importId?: string;
  /** Gives other ids and names to a resource of the same URN; default: the URN alone decides. */
  readonly seed?: string;
}

export interface CreatedResource {
  readonly id: string;
  /** The program's, with the names that it left to the provider. */
  readonly inputs: Properties;
  /** What comes on top of the inputs. */
  readonly computed: Properties;
}

/** Whether a resource of this type must know a region. */
export function isRegional(type: string): boolean {
  const [provider, rest = ""] = type.split(":");
  return provider === "aws" && !globalServices.has(rest.split("/")[0] ?? "");
}

/** What the provider would make of a resource: the same for the same URN and inputs. */
export function createResource(creation: Creation): CreatedResource {
  const { type, name, preview } = creation;
  const ids = idsOf(seedOf(creation));
  const kind = typeOf(type);
  const inputs = withAutoName(creation, kind);
  const own = inputs["region"];
  const region = typeof own === "string" ? own : (creation.region ?? "");
  const created = kind.create(inputs, { name, region, ids });
  if (!preview) return { id: creation.importId ?? created.id, inputs, computed: { ...created.outputs } };
  const computed = Object.fromEntries(
    Object.entries(created.outputs).map(([key, value]) => [
      key,
      knownInPreview(key, value, inputs) ? value : unknownValue,
    ]),
  );
  return { id: "", inputs, computed };
}

/** The property that gets a name when the program gives none; undefined for a type without one. */
export function autoNamedProperty(type: string): string | undefined {
  return typeOf(type).autoName?.property;
}

/** The inputs with the name that the provider gives to what has none. */
export function namedInputs(creation: Creation): Properties {
  return withAutoName(creation, typeOf(creation.type));
}

/** What a read of a resource answers that exists already; undefined for one that nothing is known of. */
export function readResource(type: string, id: string, region = ""): Properties | undefined {
  const outputs = readableTypes[type]?.(id, region);
  return outputs === undefined ? undefined : { ...outputs };
}

/** The provider plans a resource's region, and repeats what the program gave. */
function knownInPreview(key: string, value: unknown, inputs: Readonly<Properties>): boolean {
  return (key === "region" || key in inputs) && !hasUnknown(value);
}

function typeOf(type: string): ResourceType {
  const known = types[type];
  if (known !== undefined) return known;
  return type.startsWith("aws:s3/bucket") ? bucketSide : other(type);
}

/** A type that the model does not look into: an id and, at AWS, an ARN, so that whoever refers to it gets something. */
function other(type: string): ResourceType {
  const [provider, module = ""] = type.split(":");
  const service = module.split("/")[0] ?? "";
  return {
    create: (_inputs, { name, region, ids }) => ({
      id: `${name}-${ids.hex(7)}`,
      outputs:
        provider !== "aws"
          ? {}
          : isRegional(type)
            ? { region, arn: `arn:aws:${service}:${region}:${accountId}:${name}-${ids.hex(7)}` }
            : { arn: `arn:aws:${service}::${accountId}:${name}-${ids.hex(7)}` },
    }),
  };
}

/** As the AWS provider names what has no name: the program's name, a dash and seven hexadecimal digits. */
function withAutoName(creation: Creation, { autoName }: ResourceType): Properties {
  const { name, inputs } = creation;
  if (autoName === undefined || inputs[autoName.property] !== undefined) return { ...inputs };
  const prefix = autoName.prefix === undefined ? undefined : inputs[autoName.prefix];
  const start = typeof prefix === "string" ? prefix : `${name}-`;
  const whole = start + idsOf(seedOf(creation)).hex(7);
  return { ...inputs, [autoName.property]: autoName.lowerCase === true ? whole.toLowerCase() : whole };
}

function seedOf({ urn, seed = "" }: Creation): string {
  return urn + seed;
}
