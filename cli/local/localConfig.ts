import { isDeepStrictEqual } from "node:util";
import { fieldsOf, isFields } from "../../simulator/pulumi/yamlFile";

type Yaml = Readonly<Record<string, unknown>>;

/** What says with which key secrets are kept: here it is a passphrase of the folder's own, whatever the user has. */
const secretKeys: readonly string[] = ["secretsprovider", "encryptedkey", "encryptionsalt"];

export interface ConfigFiles {
  /** The stack's own file. */
  readonly own: Yaml;
  /** The same when the copy was last made; what differs in the copy since then was set there. */
  readonly base: Yaml;
  /** Empty where there is none yet. */
  readonly copy: Yaml;
}

export interface LocalConfig {
  readonly copy: Yaml;
  /** Keys whose values are encrypted with the user's own key, and which nothing replaces. */
  readonly unreadable: readonly string[];
}

/** The user's configuration under what was set for the embedded cloud alone, with the copy's own mark of secrets. Pure. */
export function localConfig({ own, base, copy }: ConfigFiles): LocalConfig {
  const isMark = (key: string): boolean => secretKeys.includes(key);
  const [owns, bases, copies] = [own, base, copy].map((file) => fieldsOf(file["config"]));
  const set = Object.keys(copy).length === 0 ? [] : changed(readable(bases ?? {}), copies ?? {});
  const values = { ...owns, ...Object.fromEntries(set.map((key) => [key, copies?.[key]])) };
  const config = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const unreadable = Object.keys(config).filter((key) => !set.includes(key) && isEncrypted(config[key]));
  return {
    copy: {
      ...Object.fromEntries(Object.entries(own).filter(([key]) => !isMark(key) && key !== "config")),
      config: Object.fromEntries(Object.entries(config).filter(([key]) => !unreadable.includes(key))),
      ...Object.fromEntries(Object.entries(copy).filter(([key]) => isMark(key))),
    },
    unreadable,
  };
}

/** The keys whose values differ, whatever scalars Pulumi has written as text. */
function changed(one: Yaml, other: Yaml): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (key) => !isDeepStrictEqual(asTexts(one[key]), asTexts(other[key])),
  );
}

function readable(config: Yaml): Yaml {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => !isEncrypted(value)));
}

function isEncrypted(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isEncrypted);
  if (!isFields(value)) return false;
  return typeof value["secure"] === "string" || Object.values(value).some(isEncrypted);
}

function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  if (isFields(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asTexts(one)]));
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
