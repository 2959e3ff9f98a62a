import { checkKeyValueStore } from "../../simulator/functions";
import { keyValueFileOf } from "../../simulator/model/file/keyValueFile";
import { readJsonOf, type NamedFile } from "./files";

/** Key-value stores by ARN, which the console may change. */
export type Stores = Readonly<Record<string, Map<string, string>>>;

/** Reads the files of `--kvs`. Throws `E_FILE`, `E_KEY_VALUE_STORE` (CF-12). */
export async function readStores(files: readonly NamedFile[]): Promise<Stores> {
  const stores: Record<string, Map<string, string>> = {};
  for (const { name, file } of files) {
    const entries = keyValueFileOf(await readJsonOf("--kvs", file));
    checkKeyValueStore(name, entries);
    stores[name] = new Map(entries);
  }
  return stores;
}
