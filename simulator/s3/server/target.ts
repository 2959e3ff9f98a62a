import { invalidUri } from "../errors";
import { Refused } from "./refused";

/** What a host name stands for: the service (path style), or one bucket (virtual-host style). */
export interface Endpoint {
  readonly bucket?: string;
  /** The region that the name stands for; absent: all of them, on this machine. */
  readonly region?: string;
}

/** The bucket and key that a request is for. */
export interface Target {
  readonly bucket?: string;
  readonly key?: string;
}

const loopback = /^(?:(?:(.+)\.)?s3\.localhost|(?:(.+)\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const regional = /^(?:(.+)\.)?s3(?:[.-]([a-z]{2}(?:-[a-z]+)+-\d))?\.amazonaws\.com$/;

/** Undefined for a foreign name, which a page elsewhere may have pointed here: it is not served. */
export function endpointOf(host: string | undefined): Endpoint | undefined {
  const name = (host ?? "").toLowerCase().replace(/:\d*$/, "");
  const local = loopback.exec(name);
  if (local !== null) return withBucket(local[1] ?? local[2]);
  const amazon = regional.exec(name);
  if (amazon === null) return undefined;
  return { ...withBucket(amazon[1]), region: amazon[2] ?? "us-east-1" };
}

/** Reads the path as it stands on the wire; `+` is a space (HD-78), no segment is removed (HD-70). Throws `Refused` with 400. */
export function targetOf(rawPath: string, { bucket }: Endpoint): Target {
  const path = decoded(rawPath);
  if (!path.startsWith("/")) throw new Refused(invalidUri(rawPath));
  const rest = path.slice(1);
  if (bucket !== undefined) return rest === "" ? { bucket } : { bucket, key: rest };
  if (rest === "") return {};
  const slash = rest.indexOf("/");
  if (slash === 0) throw new Refused(invalidUri(rawPath));
  if (slash < 0 || slash === rest.length - 1) return { bucket: slash < 0 ? rest : rest.slice(0, slash) };
  return { bucket: rest.slice(0, slash), key: rest.slice(slash + 1) };
}

function withBucket(bucket: string | undefined): Endpoint {
  return bucket === undefined ? {} : { bucket };
}

function decoded(rawPath: string): string {
  try {
    return decodeURIComponent(rawPath.replace(/\+/g, " "));
  } catch {
    throw new Refused(invalidUri(rawPath));
  }
}
