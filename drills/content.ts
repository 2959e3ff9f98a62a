import { hash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
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

/**
 * Reads a folder. Hidden files, `.well-known` apart, and what is no file or no link to one are left out, and told to
 * `onLeftOut`. Throws `E_CONTENT` when it is missing, not a folder, or has no file.
 */
export async function readContent(
  folder: string,
  onLeftOut: (paths: readonly string[]) => void = () => undefined,
): Promise<readonly ContentFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw contentError(`--content must name a folder that can be read, got ${folder}`, cause);
  });
  const leftOut: string[] = [];
  const files: ContentFile[] = [];
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length));
  // One after the other: a large site must not run into the limit of open files.
  for (const path of paths.sort()) {
    if (isHidden(path) || !(await isFile(join(folder, path)))) leftOut.push(path);
    else files.push(await readOne(folder, path));
  }
  if (files.length === 0) {
    throw contentError(`--content must name a folder with at least one file, got ${folder}, which has none`);
  }
  if (leftOut.length > 0) onLeftOut(leftOut);
  return files;
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
  return hash("sha256", body, "hex");
}

async function readOne(folder: string, path: string): Promise<ContentFile> {
  const body = await readFile(join(folder, path)).catch((cause: unknown) => {
    throw contentError(`every file of --content must be readable, got ${join(folder, path)}`, cause);
  });
  return {
    key: path.split(sep).join("/"),
    body,
    contentType: contentTypeOf(path),
    cacheControl: cacheControlOf(path),
  };
}

/** Follows a link to its end; one that leads nowhere is no file. */
async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

/** `.git` and `.env` are nobody's business; `.well-known` is a part of the site (RFC 8615). */
function isHidden(path: string): boolean {
  return path.split(sep).some((part) => part.startsWith(".") && part !== ".well-known");
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

/** `ENOENT` and its like. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "unknown";
  return "code" in cause ? String(cause.code) : cause.message;
}

function contentError(sentence: string, cause?: unknown): CodedError {
  const why = cause === undefined ? "" : ` (${reasonOf(cause)})`;
  return new CodedError("E_CONTENT", `${sentence}${why}`, "content");
}
