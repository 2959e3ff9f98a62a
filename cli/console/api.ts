import { z } from "zod";
import { CodedError } from "../../aws/codedError";
import { faultTargetOf, parseFault, type DrillTarget } from "../../drills";
import { proofJson, type Proof } from "../../drills/proof";
import { parseAs } from "../../drills/schema";
import { checkKeyValueStore } from "../../simulator/functions";
import type { Stores } from "../options/stores";
import { pageAssets } from "./assets";
import type { DrillRuns } from "./drillRuns";
import type { LiveFeed } from "./liveFeed";
import type { RequestLog } from "./requestLog";
import { parseVisits, visitAll } from "./visits";

/** What the console shows and breaks. */
export interface ConsoleSite {
  readonly target: DrillTarget;
  /** What was proved of it before it was served. */
  readonly proof: Proof;
  readonly drills: DrillRuns;
  /** Empties the caches of every point of presence of what these paths name. */
  readonly invalidate: (paths: readonly string[]) => void;
  readonly log: RequestLog;
  /** The same requests, summed up for pages. */
  readonly feed: LiveFeed;
  /** Where viewers reach the site. */
  readonly edge: string;
  /** What edge code reads by `cf.kvs()`, by the store's ARN. */
  readonly keyValueStores: Stores;
  /** The answer to `GET /api/site`. */
  readonly description: Readonly<Record<string, unknown>>;
}

export interface ConsoleRequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly wantsEvents: boolean;
  /** A browser that opens a page; everybody else gets text. */
  readonly wantsPage: boolean;
}

/** One server-sent event; `data` is sent as JSON. */
export interface ServerEvent {
  readonly event?: string;
  readonly id?: string;
  readonly data: unknown;
}

export type Answer =
  | {
      readonly kind: "body";
      readonly status: number;
      readonly contentType: string;
      readonly body: string | Uint8Array;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "events";
      /** What the events are, for whoever reads them by eye. */
      readonly comment: string;
      /** Sends events until it is told to stop. */
      readonly follow: (send: (event: ServerEvent) => void) => () => void;
    };

type Handler = (
  site: ConsoleSite,
  request: ConsoleRequest,
  rest: string,
  query: URLSearchParams,
) => Answer | Promise<Answer>;

/** Path, then method. A path that ends with `/` takes what follows as an argument. */
const routes: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  "/": { GET: (_site, { wantsPage }) => (wantsPage ? pageAssets.page() : text(index)) },
  "/console.js": { GET: () => pageAssets.script() },
  "/style.css": { GET: () => pageAssets.style() },
  "/api": { GET: () => text(index) },
  "/api/site": { GET: ({ description }) => json(description) },
  "/api/proof": {
    GET: ({ proof }) => ({ kind: "body", status: 200, contentType: "application/json", body: `${proofJson(proof)}\n` }),
  },
  "/api/faults": {
    GET: ({ target }) => json(target.origins.faults()),
    DELETE: ({ target }) => {
      target.origins.heal();
      return json({});
    },
  },
  "/api/faults/": {
    GET: ({ target }, _request, rest) => json(target.origins.faults()[faultTargetOf(target, rest)] ?? null),
    PUT: ({ target }, { body }, rest) => {
      target.origins.setFault(faultTargetOf(target, rest), parseFault(body));
      return json(target.origins.faults());
    },
    DELETE: ({ target }, _request, rest) => {
      target.origins.heal(faultTargetOf(target, rest));
      return json(target.origins.faults());
    },
  },
  "/api/drills": {
    GET: ({ drills }) => json(drills.list()),
    POST: ({ drills }, { body }) => {
      const { experiment, attended } = parseAs(
        drillRequest,
        body,
        "E_USAGE",
        'a drill must be {"experiment":"deleted-index"}',
      );
      return json(drills.start(experiment, { attended }), 201);
    },
  },
  "/api/drills/": {
    GET: ({ drills }, { wantsEvents }, rest, query) => {
      const format = query.get("format");
      if (format !== null) return download(drills.report(rest, format));
      if (!wantsEvents) return json(drills.get(rest));
      // Whoever asks for one that there is not gets an answer, not an empty stream.
      drills.get(rest);
      return { kind: "events", comment: "how far the drill is", follow: (send) => drills.follow(rest, send) };
    },
    DELETE: async ({ drills }, _request, rest) => json(await drills.interrupt(rest)),
  },
  "/api/invalidations": {
    POST: ({ invalidate }, { body }) => {
      const { paths } = parseAs(invalidation, body, "E_USAGE", 'an invalidation must be {"paths":["/*"]}');
      invalidate(paths);
      return json({ paths });
    },
  },
  "/api/kvs/": {
    GET: ({ keyValueStores }, _request, rest) => {
      const { store, key } = keyOf(keyValueStores, rest);
      return json({ value: store.get(key) ?? null });
    },
    PUT: ({ keyValueStores }, { body }, rest) => {
      const { arn, store, key } = keyOf(keyValueStores, rest);
      const { value } = parseAs(keyValue, body, "E_USAGE", 'a value must be {"value":"…"}');
      checkKeyValueStore(arn, new Map(store).set(key, value));
      store.set(key, value);
      return json({ value });
    },
    DELETE: ({ keyValueStores }, _request, rest) => {
      const { store, key } = keyOf(keyValueStores, rest);
      store.delete(key);
      return json({ value: null });
    },
  },
  "/api/log": {
    GET: ({ log }, { wantsEvents }, _rest, query) => {
      const since = query.get("since");
      if (since === null && wantsEvents) {
        return {
          kind: "events",
          comment: "the requests of the edge, one event each",
          follow: (send) =>
            log.follow((record) => {
              send({ id: record.id, data: record });
            }),
        };
      }
      const lines = log.since(since ?? "").map((record) => `${JSON.stringify(record)}\n`);
      return { kind: "body", status: 200, contentType: "application/x-ndjson", body: lines.join("") };
    },
  },
  "/api/live": {
    GET: ({ feed }) => ({
      kind: "events",
      comment: "what happens at the edge, summed up four times a second",
      follow: (send) => feed.follow(send),
    }),
  },
  "/api/visits": {
    POST: async ({ edge, invalidate }, { body }) => json(await visitAll(parseVisits(body), { edge, invalidate })),
  },
};

const drillRequest = z.strictObject({
  experiment: z.unknown(),
  attended: z.boolean("must be true or false").default(false),
});
const keyValue = z.strictObject({ value: z.string() });

/** An ARN has slashes of its own: the store is the known one that the path starts with. */
function keyOf(
  stores: Stores,
  path: string,
): { readonly arn: string; readonly store: Map<string, string>; readonly key: string } {
  for (const [arn, store] of Object.entries(stores)) {
    if (path.startsWith(`${arn}/`) && path.length > arn.length + 1)
      return { arn, store, key: path.slice(arn.length + 1) };
  }
  const known = Object.keys(stores).join(", ") || "none";
  throw new CodedError(
    "E_KEY_VALUE_STORE",
    `a path must be /api/kvs/ARN/KEY with the ARN of a store that --kvs names, one of ${known}, got ${path}`,
  );
}

const pathMessage = 'must be a list of paths that start with "/"';
const invalidation = z.strictObject({
  paths: z.array(z.string(pathMessage).startsWith("/", pathMessage), pathMessage).min(1, pathMessage),
});

const index = `static-site-ha console

GET    /api/site            the site: its edge, members, group and worst-case delays
GET    /api/proof           the proof: verdict, promises, every case of the matrix
GET    /api/faults[/ORIGIN] the faults in force
PUT    /api/faults/ORIGIN   {"type":"down"}: break an origin (its id, primary, replica) or region:NAME
DELETE /api/faults[/ORIGIN] heal it
GET    /api/drills          the experiments, and the drills that run or ran
POST   /api/drills          {"experiment":"deleted-index"} or an experiment itself: run a drill, one at a time;
                            with "attended":true it is interrupted when nobody follows its events for 5 s
GET    /api/drills/ID       how far it is, or its report; also as server-sent events; ?format=text, json, junit,
                            markdown or html: the report alone
DELETE /api/drills/ID       interrupt it: every fault is lifted, every object restored
POST   /api/invalidations   {"paths":["/*"]}: empty the edge's cache
PUT    /api/kvs/ARN/KEY     {"value":"…"}: what edge code reads; GET and DELETE too
GET    /api/log             the edge's requests: NDJSON (?since=ID), or server-sent events
GET    /api/live            the same summed up four times a second, and what is broken: server-sent events
POST   /api/visits          {"paths":["/"],"cold":true}: visit pages; cold ones are no longer cached
`;

/** Answers one request. Throws coded errors, which the server turns into 4xx. */
export function answer(site: ConsoleSite, request: ConsoleRequest): Answer | Promise<Answer> {
  const [pathname = "/", query = ""] = request.url.split("?", 2);
  const prefix = Object.keys(routes).find(
    (path) => path.length > 1 && path.endsWith("/") && pathname.startsWith(path) && pathname !== path,
  );
  const methods = routes[prefix ?? pathname];
  if (methods === undefined)
    return json({ error: { code: "E_USAGE", message: `no such path: ${pathname}; GET /api lists them` } }, 404);
  const handler = methods[request.method];
  if (handler === undefined) {
    const allowed = Object.keys(methods).join(", ");
    const error = { code: "E_USAGE", message: `${pathname} takes ${allowed}, got ${request.method}` };
    return { ...json({ error }, 405), headers: { allow: allowed } };
  }
  return handler(
    site,
    request,
    prefix === undefined ? "" : decode(pathname.slice(prefix.length)),
    new URLSearchParams(query),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function json(value: unknown, status = 200): Extract<Answer, { kind: "body" }> {
  return { kind: "body", status, contentType: "application/json", body: `${JSON.stringify(value)}\n` };
}

/** A file to keep: the console's own policy would not let a report's page look as it does. */
function download(report: { readonly contentType: string; readonly body: string; readonly format: string }): Answer {
  const extension = extensions[report.format] ?? report.format;
  const headers = { "content-disposition": `attachment; filename="drill.${extension}"` };
  return { kind: "body", status: 200, contentType: report.contentType, body: report.body, headers };
}

const extensions: Readonly<Record<string, string>> = { text: "txt", junit: "xml", markdown: "md" };

function text(body: string): Answer {
  return { kind: "body", status: 200, contentType: "text/plain; charset=utf-8", body };
}
