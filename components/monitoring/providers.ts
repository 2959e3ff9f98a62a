import type * as pulumi from "@pulumi/pulumi";
import type { Native } from "./native";

/** The provider of a region, the same one for the same region. */
export type NativeProviders = (region: string) => pulumi.ProviderResource;

/** Makes providers as they are asked for: a resource of `@pulumi/aws-native` stands where its provider does. */
export function nativeProviders(name: string, { Provider }: Native, opts: pulumi.ResourceOptions): NativeProviders {
  const made = new Map<string, pulumi.ProviderResource>();
  return (region) => {
    const known = made.get(region);
    if (known !== undefined) return known;
    const provider = new Provider(`${name}-native-${region}`, { region }, opts);
    made.set(region, provider);
    return provider;
  };
}
