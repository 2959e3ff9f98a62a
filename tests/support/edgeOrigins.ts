import type { Clock } from "../../simulator/clock";
import type { HeaderMap } from "../../simulator/http";
import type {
  OriginFailure,
  OriginLimits,
  OriginOutcome,
  OriginRequest,
  OriginTransport,
} from "../../simulator/s3/transport";

/** What an origin does with one exchange. */
export type Script = (
  request: OriginRequest,
  limits: OriginLimits,
  clock: Clock,
) => Promise<OriginOutcome> | OriginOutcome;

/** Origins that do what they are told, and what they were asked. */
export class ScriptedOrigins implements OriginTransport {
  readonly seen: OriginRequest[] = [];
  private readonly scripts: Map<string, Script>;

  constructor(
    scripts: Readonly<Record<string, Script>>,
    private readonly clock: Clock,
  ) {
    this.scripts = new Map(Object.entries(scripts));
  }

  /** The ids of the origins whose names do not resolve (LE-11). */
  readonly nameless = new Set<string>();

  resolves({ originId }: Pick<OriginRequest, "originId">): Promise<boolean> {
    return Promise.resolve(!this.nameless.has(originId));
  }

  /** From here on the origin does this. */
  set(origin: string, script: Script): void {
    this.scripts.set(origin, script);
  }

  requestsTo(origin: string): OriginRequest[] {
    return this.seen.filter(({ originId }) => originId === origin);
  }

  /** How often each origin was asked, such as `{ primary: 3, replica: 1 }`. */
  get calls(): Record<string, number> {
    const calls: Record<string, number> = {};
    for (const { originId } of this.seen) calls[originId] = (calls[originId] ?? 0) + 1;
    return calls;
  }

  async exchange(request: OriginRequest, limits: OriginLimits): Promise<OriginOutcome> {
    this.seen.push(request);
    const script = this.scripts.get(request.originId);
    if (script === undefined) throw new Error(`no script for the origin ${request.originId}`);
    return script(request, limits, this.clock);
  }
}

/** Answers at once, with the length of its body. */
export function answers(status: number, body = `body ${status}`, headers: HeaderMap = {}): Script {
  return ({ method }) => {
    const bytes = Buffer.from(body);
    return {
      kind: "response",
      response: {
        status,
        headers: {
          "content-length": String(bytes.byteLength),
          "content-type": "text/html",
          server: "AmazonS3",
          ...headers,
        },
        body: method === "HEAD" || status === 304 ? new Uint8Array() : bytes,
      },
    };
  };
}

export function fails(failure: OriginFailure): Script {
  return () => ({ kind: "failure", failure });
}

/** No packet ever comes back: the connection timeout passes. */
export const blackHole: Script = async (_request, limits, clock) => {
  await clock.sleep(limits.connectTimeoutMs);
  return { kind: "failure", failure: "connection-timeout" };
};

/** Accepts at once, then says nothing: the response timeout passes. */
export const hangs: Script = async (_request, limits, clock) => {
  await clock.sleep(limits.readTimeoutMs);
  return { kind: "failure", failure: "response-timeout" };
};

/** Takes its time before it does that. */
export function after(milliseconds: number, script: Script): Script {
  return async (request, limits, clock) => {
    await clock.sleep(milliseconds);
    return script(request, limits, clock);
  };
}

/** One script after the other, the last one for good. */
export function inTurn(...scripts: readonly [Script, ...Script[]]): Script {
  let turn = 0;
  return (request, limits, clock) => {
    const script = scripts[Math.min(turn++, scripts.length - 1)] ?? scripts[0];
    return script(request, limits, clock);
  };
}

/** By the path that is asked for; whatever is not listed is 404. */
export function byPath(pages: Readonly<Record<string, Script>>): Script {
  return (request, limits, clock) => (pages[request.path] ?? answers(404, "not found"))(request, limits, clock);
}

/** S3's way with validators: 304 when the tag is the one that the edge has. */
export function tagged(body: string, etag: string, headers: HeaderMap = {}): Script {
  return (request, limits, clock) =>
    request.headers["if-none-match"] === etag
      ? answers(304, "", { etag, ...headers })(request, limits, clock)
      : answers(200, body, { etag, ...headers })(request, limits, clock);
}
