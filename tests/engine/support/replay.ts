import * as pulumi from "@pulumi/pulumi";
import { type HandStack, Reference, type Source } from "../../policy/support/handStack";

/** Registers a stack made by hand as a program would: what refers to an output is one, unknown in a preview. */
export function replay({ asWritten }: HandStack): void {
  const made = new Map<string, pulumi.CustomResource>();
  const read = asWritten.flatMap(({ properties }) => sourcesIn(properties));
  const outputOf = ({ urn, output }: Source): unknown => {
    const resource = made.get(urn);
    if (resource === undefined) throw new Error(`${urn} is referred to before it is made`);
    return output === "id" ? resource.id : (Reflect.get(resource, output) as unknown);
  };
  const real = (value: unknown): unknown => {
    if (value instanceof Reference)
      return textOf(value.parts.map((part) => (typeof part === "string" ? part : outputOf(part))));
    if (isMarked(value)) return assetOf(value);
    if (Array.isArray(value)) return value.map(real);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, real(item)]));
  };
  // Nobody refers to a replication, and it needs the versioning of both buckets.
  const isReplication = ({ type }: { readonly type: string }): boolean => type.endsWith(":BucketReplicationConfig");
  const inOrder = [...asWritten.filter((one) => !isReplication(one)), ...asWritten.filter(isReplication)];
  for (const { type, name, urn, properties } of inOrder) {
    // Whatever somebody reads has to be announced: the SDK makes an output of each key.
    const outputs: readonly (readonly [string, undefined])[] = read
      .filter((one) => one.urn === urn && one.output !== "id")
      .map(({ output }) => [output, undefined] as const);
    const all: Record<string, unknown> = { ...Object.fromEntries(outputs), ...(real(properties) as object) };
    made.set(urn, new AnyResource(type, name, all, isReplication({ type }) ? { dependsOn: [...made.values()] } : {}));
  }
}

/** A resource of whatever type. */
class AnyResource extends pulumi.CustomResource {}

/** One output as it is; with text around it a text. */
function textOf(parts: readonly unknown[]): unknown {
  return parts.length === 1
    ? parts[0]
    : pulumi.output(Promise.resolve([...parts])).apply((texts: unknown[]) => texts.join(""));
}

function sourcesIn(value: unknown): readonly Source[] {
  if (value instanceof Reference) return value.parts.filter((part) => typeof part !== "string");
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(sourcesIn) : [];
}

interface Marked {
  readonly assets?: Readonly<Record<string, { readonly text: string }>>;
  readonly path?: string;
}

/** Assets as they travel carry this mark. */
function isMarked(value: unknown): value is Marked {
  return typeof value === "object" && value !== null && "4dabf18193072939515e22adb298388d" in value;
}

function assetOf({ assets, path }: Marked): pulumi.asset.Archive {
  if (path !== undefined) return new pulumi.asset.FileArchive(path);
  const files = Object.entries(assets ?? {}).map(
    ([name, { text }]) => [name, new pulumi.asset.StringAsset(text)] as const,
  );
  return new pulumi.asset.AssetArchive(Object.fromEntries(files));
}
