import { asset } from "@pulumi/pulumi";

/** By what name the SDK's proxy, which throws on what is unknown, gives what it stands for. */
const proxyTarget = "__getSpecialProxyTarget";

/**
 * The properties that an analyzer gets as plain values: what is unknown stays as the engine's mark, assets are read out
 * of their objects, whose members are promises.
 */
export async function plainProperties(props: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const target: unknown = Reflect.get(props, proxyTarget) ?? props;
  const entries = Object.entries(target as Record<string, unknown>);
  return Object.fromEntries(await Promise.all(entries.map(async ([key, value]) => [key, await plain(value)] as const)));
}

async function plain(value: unknown): Promise<unknown> {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (value instanceof asset.AssetArchive) return { assets: await plainProperties(await value.assets) };
  if (value instanceof asset.StringAsset) return { text: await value.text };
  if (value instanceof asset.FileAsset || value instanceof asset.FileArchive) return { path: await value.path };
  if (value instanceof asset.RemoteAsset || value instanceof asset.RemoteArchive) return { uri: await value.uri };
  return plainProperties(value as Record<string, unknown>);
}
