import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { lookup } from "mime-types";
import { CodedError } from "../aws/codedError";

/** One file of a site, ready to be put under its key. */
export interface ContentFile {
  /** The object's key: the path below the folder, with `/`. */
  readonly key: string;
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly cacheControl: string;
}

/** What is right, known from the content alone and never from the simulator's own answers (D18). */
export type Manifest = ReadonlyMap<
  string,
  { readonly sha256: string; readonly size: number; readonly contentType: string }
>;

/** Reads a folder. Throws `E_CONTENT` when it is missing, not a folder, or has no file. Hidden files are left out. */
export async function readContent(folder: string): Promise<readonly ContentFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new CodedError(
      "E_CONTENT",
      `--content must name a folder that can be read, got ${folder} (${errnoOf(cause)})`,
      "content",
    );
  });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length))
    .filter((path) => !path.split(sep).some((part) => part.startsWith(".")))
    .sort();
  if (paths.length === 0) {
    throw new CodedError(
      "E_CONTENT",
      `--content must name a folder with at least one file, got ${folder}, which has none`,
      "content",
    );
  }
  return Promise.all(paths.map((path) => readOne(folder, path)));
}

/** The manifest of these files. */
export function manifestOf(files: readonly ContentFile[]): Manifest {
  return new Map(
    files.map((file) => [
      file.key,
      { sha256: sha256(file.body), size: file.body.byteLength, contentType: file.contentType },
    ]),
  );
}

/** Lower-case hex. */
export function sha256(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

async function readOne(folder: string, path: string): Promise<ContentFile> {
  const body = await readFile(join(folder, path)).catch((cause: unknown) => {
    throw new CodedError(
      "E_CONTENT",
      `every file of --content must be readable, got ${join(folder, path)} (${errnoOf(cause)})`,
      "content",
    );
  });
  return { key: path.split(sep).join("/"), body, contentType: contentTypeOf(path), cacheControl: cacheControlOf(path) };
}

function contentTypeOf(path: string): string {
  const type = lookup(path);
  if (type === false) return "application/octet-stream";
  return type.startsWith("text/") || type === "application/javascript" ? `${type}; charset=utf-8` : type;
}

/** Pages turn over quickly and may be served stale while both regions fail; the rest is kept for an hour. */
function cacheControlOf(path: string): string {
  return path.endsWith(".html") ? "public, max-age=60, stale-if-error=86400" : "public, max-age=3600";
}

function errnoOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
}
