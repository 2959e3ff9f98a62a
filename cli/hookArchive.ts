import { posix } from "node:path";
import { maximumLambdaEdgeBytes } from "../aws/edgeFunctions";
import { CodedError } from "../aws/codedError";
import type { HookSource } from "../hooks";

/** Bytes that an archive may unpack to: Lambda takes five times what it takes packed. */
const maximumUnpackedBytes = 5 * maximumLambdaEdgeBytes;
const scripts = /(?<!\.d)\.[cm]?[jt]s$/i;
const texts = /\.(?:[cm]?[jt]s|json)$/i;

/**
 * The hooks in an archive as Lambda takes one: the file that `entry` names (`src/app.handler`), else its `index`, else
 * every script that is not in a folder; all of its files come along. Throws `E_FILE`.
 */
export async function hooksInArchive(name: string, bytes: Uint8Array, entry?: string): Promise<HookSource[]> {
  const files = await unpacked(name, bytes);
  const loaded = loadedFiles(Object.keys(files), entry);
  if (loaded.length > 0) return loaded.map((path) => hookOf(name, path, files));
  const wanted = entryFile(entry);
  if (wanted === undefined) throw refused("hold a .js file", `${name}, which holds none`);
  throw refused(`hold the file of --entry ${String(entry)}`, `${name} without ${wanted}.js`);
}

/** The export that is called: of `src/app.handler` what follows the last dot. */
export function exportOf(entry: string): string {
  return entry.slice(entry.lastIndexOf(".") + 1);
}

function entryFile(entry: string | undefined): string | undefined {
  const at = entry?.lastIndexOf(".") ?? -1;
  return at > 0 ? entry?.slice(0, at) : undefined;
}

async function unpacked(name: string, bytes: Uint8Array): Promise<Readonly<Record<string, string>>> {
  const { unzipSync } = await import("fflate");
  let size = 0;
  let found: Readonly<Record<string, Uint8Array>>;
  try {
    found = unzipSync(bytes, {
      filter: ({ name: path, originalSize }) => {
        if (!texts.test(path)) return false;
        size += originalSize;
        if (size > maximumUnpackedBytes) throw new Error(`more than ${maximumUnpackedBytes} bytes unpacked (LE-16)`);
        return true;
      },
    });
  } catch (error) {
    throw refused("be a ZIP archive", `${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const decoder = new TextDecoder();
  const entries = Object.entries(found).map(([path, content]) => [cleanPath(path), decoder.decode(content)] as const);
  return Object.fromEntries(entries);
}

function cleanPath(path: string): string {
  return posix.normalize(path.replaceAll("\\", "/")).replace(/^(?:\.{0,2}\/)+/, "");
}

function loadedFiles(paths: readonly string[], entry: string | undefined): readonly string[] {
  const wanted = entryFile(entry);
  const own = paths.filter((path) => scripts.test(path) && !path.includes("node_modules/"));
  const withoutEnding = (path: string): string => path.replace(/\.[cm]?[jt]s$/i, "");
  if (wanted !== undefined) return own.filter((path) => withoutEnding(path) === wanted).slice(0, 1);
  const top = own.filter((path) => !path.includes("/"));
  const index = top.filter((path) => withoutEnding(path) === "index");
  if (index.length > 0) return index.slice(0, 1);
  return top.length > 0 ? top : own;
}

/** Other files as the one that is loaded calls them. */
function hookOf(archive: string, path: string, all: Readonly<Record<string, string>>): HookSource {
  const folder = posix.dirname(path);
  const files: Record<string, string> = {};
  for (const [other, text] of Object.entries(all)) {
    if (other !== path) files[posix.relative(folder, other)] = text;
  }
  return { name: `${archive}/${path}`, text: all[path] ?? "", files };
}

function refused(takes: string, got: string): CodedError {
  return new CodedError("E_FILE", `FILE must ${takes}, got ${got}; supply the archive that Lambda is given`, "FILE");
}
