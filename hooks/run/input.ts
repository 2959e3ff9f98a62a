import type { HookInput } from "../verdict";

/**
 * What a run is given besides the incoming status: only what differs from the ordinary, by path. `null` is a header that
 * is not there.
 *
 * `method`, `uri`, `querystring`, `clientIp`, `origin` (`custom`), `member` (`replica`), `request.header.NAME`,
 * `response.header.NAME`, `origin.header.NAME`, `query.NAME` and `cookie.NAME` of a CloudFront Function, `event.PATH` for
 * any other field, `env.NAME`, `dependencies` (`fail`, `silent`), `dependencies.answers`, `dependencies.status`, `random`,
 * `time` (milliseconds since 1970), `repeat` (how often the same event came before).
 */
export type Input = Readonly<Record<string, InputValue>>;
export type InputValue = string | number | null;

/** What an ordinary request has: `GET /index.html`, nothing failing, noon on a Wednesday. */
export const ordinary = {
  method: "GET",
  uri: "/index.html",
  querystring: "",
  clientIp: "203.0.113.178",
  origin: "s3",
  member: "primary",
  dependencies: "work",
  "dependencies.answers": 0,
  "dependencies.status": 200,
  random: 0.5,
  time: Date.UTC(2026, 5, 17, 12, 0, 0, 250),
  repeat: 0,
} as const;

/** Headers of a request at the origin; a viewer's are the same but for the host. */
export const requestHeaders: Readonly<Record<string, string>> = {
  host: "site-primary.s3.us-east-1.amazonaws.com",
  "user-agent": "Amazon CloudFront",
  via: "2.0 8f22423015641505b8c857a37450d6c0.cloudfront.net (CloudFront)",
  "x-forwarded-for": "203.0.113.178",
};

/** Headers of a response of S3. */
export const responseHeaders: Readonly<Record<string, string>> = {
  "content-type": "text/html",
  "content-length": "1024",
  "cache-control": "max-age=60",
  date: "Wed, 17 Jun 2026 12:00:00 GMT",
  etag: '"9b2cf535f27731c974343645a3985328"',
  "last-modified": "Mon, 15 Jun 2026 08:30:00 GMT",
  server: "AmazonS3",
  "x-amz-request-id": "4442587FB7D0A2F9",
};

/** What stands at a path, `undefined` where nothing does. */
export function valueAt(input: Input, path: string): InputValue | undefined {
  const given = input[path];
  if (given !== undefined) return given ?? undefined;
  if (Object.hasOwn(ordinary, path)) return ordinary[path as keyof typeof ordinary];
  const [, kind, name = ""] = /^(request|response)\.header\.(.*)$/.exec(path) ?? [];
  const headers = kind === "request" ? requestHeaders : kind === "response" ? responseHeaders : {};
  return Object.hasOwn(headers, name) ? headers[name] : undefined;
}

/** Tells one input from another. */
export function keyOf(input: Input): string {
  return JSON.stringify(Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** An input with one path changed; what is ordinary is left out. */
export function withValue(input: Input, path: string, value: InputValue): Input {
  const rest = withoutPath(input, path);
  const usual = valueAt({}, path);
  return value === usual || (value === null && usual === undefined) ? rest : { ...rest, [path]: value };
}

/** An input that is ordinary at one path. */
export function withoutPath(input: Input, path: string): Input {
  return Object.fromEntries(Object.entries(input).filter(([one]) => one !== path));
}

/** The headers of a message as an input has them. */
export function headersOf(input: Input, kind: "request" | "response" | "origin"): Record<string, string> {
  const usual = kind === "request" ? requestHeaders : kind === "response" ? responseHeaders : {};
  const headers: Record<string, string> = { ...usual };
  for (const [path, value] of Object.entries(input)) {
    const prefix = `${kind}.header.`;
    if (!path.startsWith(prefix)) continue;
    const name = path.slice(prefix.length);
    if (value === null) Reflect.deleteProperty(headers, name);
    else setOwn(headers, name, String(value));
  }
  return headers;
}

function setOwn(target: Record<string, string>, name: string, value: string): void {
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
}

/** An input as a verdict tells it: headers that the hook asked for, and all else that is out of the ordinary. */
export function toldInput(input: Input, asked: ReadonlySet<string>, isViewerEvent: boolean): HookInput {
  const headers = (kind: "request" | "response"): Record<string, string> => {
    const prefix = `${kind}.header.`;
    const names = [...asked, ...Object.keys(input)].filter((path) => path.startsWith(prefix));
    const told: Record<string, string> = {};
    for (const path of names) {
      const value = valueAt(input, path);
      if (value !== undefined) setOwn(told, path.slice(prefix.length), String(value));
    }
    return told;
  };
  const known = /^(?:method|uri|querystring|origin|member|dependencies)$|^(?:request|response)\.header\./;
  const others = Object.entries(input).filter(([path]) => !known.test(path));
  const text = (path: "method" | "uri" | "querystring"): string => String(valueAt(input, path));
  return {
    method: text("method"),
    uri: text("uri"),
    querystring: text("querystring"),
    requestHeaders: headers("request"),
    responseHeaders: headers("response"),
    ...(isViewerEvent
      ? {}
      : {
          origin: valueAt(input, "origin") === "custom" ? "custom" : "s3",
          member: valueAt(input, "member") === "replica" ? "replica" : "primary",
        }),
    dependencies: dependenciesOf(input),
    ...(others.length === 0
      ? {}
      : {
          others: Object.fromEntries(others.map(([path, value]) => [path, value === null ? "absent" : String(value)])),
        }),
  };
}

export function dependenciesOf(input: Input): "work" | "fail" | "silent" {
  const value = input["dependencies"];
  return value === "fail" || value === "silent" ? value : "work";
}
