import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { z } from "zod";
import { CodedError } from "../../../aws/codedError";
import type { CloudStore } from "./cloud";
import { type CloudResource, keyOf } from "./cloudResource";

const properties = z.record(z.string(), z.unknown());

const fileShape = z.object({
  version: z.literal(1),
  resources: z.array(
    z.object({ urn: z.string(), type: z.string(), id: z.string(), inputs: properties, computed: properties }),
  ),
});

/**
 * The embedded cloud's resources in a file: all of them or, after whatever crash, all of those before the last change.
 * Throws `E_FILE` for a file that is not one of ours; one that is not there is an empty cloud.
 */
export function openCloudFile(file: string): CloudStore {
  const resources = new Map(readCloudFile(file).map((one) => [keyOf(one.type, one.id), one]));
  return {
    resources,
    save() {
      writeWhole(file, `${JSON.stringify({ version: 1, resources: [...resources.values()] }, null, 1)}\n`);
    },
  };
}

/** The resources in a file. Throws `E_FILE`. */
export function readCloudFile(file: string): readonly CloudResource[] {
  const text = textOf(file);
  if (text === undefined) return [];
  const result = fileShape.safeParse(jsonOf(text));
  if (result.success) return result.data.resources;
  const sentence = `${file} must hold the embedded cloud's resources, got something else; delete it to begin anew`;
  throw new CodedError("E_FILE", sentence, file);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new CodedError("E_FILE", `${file} cannot be read: ${String(error)}`, file);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A reader finds the old text or the new one, never a part of either. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  const handle = openSync(draft, "w", 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}
