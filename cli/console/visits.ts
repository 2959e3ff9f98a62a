import { z } from "zod";
import { CodedError } from "../../aws/codedError";
import { parseAs } from "../../drills/schema";
import type { Visit } from "./wire";

const maximumPaths = 50;
/** A page that hangs takes half a minute; those who ask on meanwhile must not pile up. */
const maximumUnderWay = 200;

const pathMessage = `must be a list of 1 to ${maximumPaths} paths that start with one "/"`;
const visits = z.strictObject({
  paths: z
    .array(z.string(pathMessage).regex(/^\/(?![/\\])/, pathMessage), pathMessage)
    .min(1, pathMessage)
    .max(maximumPaths, pathMessage),
  /** Whether the edge forgets the pages first, so that an origin is asked. */
  cold: z.boolean("must be true or false").default(false),
});

type Visits = z.infer<typeof visits>;

/** Reads what `POST /api/visits` got. Throws `E_USAGE`. */
export function parseVisits(body: unknown): Visits {
  return parseAs(visits, body, "E_USAGE", 'visits must be {"paths":["/"]}');
}

interface Site {
  readonly edge: string;
  readonly invalidate: (paths: readonly string[]) => void;
}

let underWay = 0;

/** Visits pages of the site as a viewer does, over a socket, all at once. Throws `E_USAGE` while too many wait. */
export async function visitAll({ paths, cold }: Visits, { edge, invalidate }: Site): Promise<readonly Visit[]> {
  if (underWay + paths.length > maximumUnderWay) {
    throw new CodedError(
      "E_USAGE",
      `at most ${maximumUnderWay} visits can be under way, got ${underWay + paths.length}; wait until some have ended`,
    );
  }
  underWay += paths.length;
  try {
    if (cold) invalidate(paths.map((path) => path.split("?", 1)[0] ?? path));
    return await Promise.all(paths.map((path) => visit(path, edge)));
  } finally {
    underWay -= paths.length;
  }
}

async function visit(path: string, edge: string): Promise<Visit> {
  const start = performance.now();
  let status = 0;
  try {
    const response = await fetch(`${edge}${path}`, { redirect: "manual" });
    status = response.status;
    await response.arrayBuffer();
  } catch {
    // A broken body or a reset connection: what a viewer would see as such.
  }
  return { path, status, ms: Math.round(performance.now() - start) };
}
