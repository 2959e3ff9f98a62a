import { isFields } from "./yamlFile";

/** What stands for a value that is not known yet, in previews. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The field that tells what an object on the wire is (pulumi, sdk/go/common/resource/properties.go). */
const signature = "4dabf18193072939515e22adb298388d";

const signatures = {
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  secret: "1b47061264138c4ac30d75fd1eb44270",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
} as const;

export type Properties = Record<string, unknown>;

/**
 * Properties as they are meant: secrets and outputs unwrapped, a resource as its id (its URN when it has none), assets
 * as `{ text }`, `{ path }` or `{ uri }`, archives as `{ assets }`, `{ path }` or `{ uri }`. What is null is left out.
 */
export function plainProperties(properties: Readonly<Properties>): Properties {
  return Object.fromEntries(
    Object.entries(properties)
      .map(([name, value]) => [name, plainValue(value)] as const)
      .filter(([, value]) => value !== null && value !== undefined),
  );
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (!isFields(value)) return value;
  switch (value[signature]) {
    case undefined:
      return plainProperties(value);
    case signatures.secret:
      return plainValue(value["value"]);
    case signatures.output:
      return "value" in value ? plainValue(value["value"]) : unknownValue;
    case signatures.resource:
      return value["id"] === "" ? unknownValue : (value["id"] ?? value["urn"]);
    default: {
      const { [signature]: kind, ...rest } = value;
      return kind === signatures.archive || kind === signatures.asset ? plainProperties(rest) : plainProperties(value);
    }
  }
}

/** Whether some part of it is not known yet. */
export function hasUnknown(value: unknown): boolean {
  if (typeof value === "string") return value === unknownValue;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isFields(value) && Object.values(value).some(hasUnknown);
}
