import type { BufferPart } from "./buffer";
import type { FunctionPowers } from "./powers";

export interface CloudFrontPart {
  readonly module: unknown;
  /** Forgets the run and gives what it asked for: the origin to go to, as JSON can hold it. */
  readonly originOf: (run: number) => unknown;
  /** Tells where the run takes place (CF-20). */
  readonly located: (run: number, place: unknown) => void;
  /** Whether the run waits for an answer of the parent's. */
  readonly waits: (run: number) => boolean;
  readonly answered: (question: number, ok: boolean, answer: string) => void;
}

/**
 * The `cloudfront` module of a CloudFront Function's context (CF-12, CF-14..CF-17, CF-20). The calls that change the
 * origin are kept as data; the edge judges them. It is read as text and stands alone.
 */
export function cloudFrontPart(
  { currentRun, ask }: Pick<FunctionPowers, "currentRun" | "ask">,
  { bytesOf }: BufferPart,
): CloudFrontPart {
  const { parse } = JSON;
  interface Question {
    readonly run: number;
    readonly resolve: (answer: unknown) => void;
    readonly reject: (error: unknown) => void;
  }
  const questions = Object.create(null) as Record<number, Question | undefined>;
  const open = Object.create(null) as Record<number, number | undefined>;
  const origins = Object.create(null) as Record<number, unknown>;
  const places = Object.create(null) as Record<number, unknown>;
  const nowhere = Object.freeze({});

  const question = (store: string, operation: string, key = ""): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const run = currentRun();
      questions[ask(run, store, operation, key)] = { run, resolve, reject };
      open[run] = (open[run] ?? 0) + 1;
    });
  const shaped = (text: unknown, format: unknown): unknown => {
    if (format === undefined || format === "string") return text;
    if (format === "json") return parse(String(text));
    if (format === "bytes") return bytesOf(text);
    throw new TypeError(`format must be string, json or bytes, got ${format as string}`);
  };
  const kvs = (id: unknown): unknown => {
    const store = id === undefined ? "" : (id as string);
    return Object.freeze({
      get: async (key: unknown, options?: { format?: unknown }) =>
        shaped(await question(store, "get", String(key)), options?.format),
      exists: (key: unknown) => question(store, "exists", String(key)),
      count: () => question(store, "count"),
      meta: () => question(store, "meta"),
    });
  };
  const change = (kind: string, value: Record<string, unknown>): void => {
    origins[currentRun()] = { kind, ...value };
  };
  const module = {
    kvs,
    get edgeLocation(): unknown {
      return places[currentRun()] ?? nowhere;
    },
    updateRequestOrigin: (overrides: unknown) => {
      change("update", { overrides });
    },
    selectRequestOriginById: (originId: unknown, overrides?: unknown) => {
      change("select", { originId, ...(overrides === undefined ? {} : { overrides }) });
    },
    createRequestOriginGroup: (group: unknown) => {
      change("group", { group });
    },
  };
  return {
    module,
    originOf(run) {
      const origin = origins[run];
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- numbers of the process's
      delete origins[run];
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- as above
      delete open[run];
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- as above
      delete places[run];
      return origin;
    },
    located(run, place) {
      places[run] = place;
    },
    waits: (run) => (open[run] ?? 0) > 0,
    answered(number, ok, answer) {
      const asked = questions[number];
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- as above
      delete questions[number];
      if (asked === undefined) return;
      open[asked.run] = (open[asked.run] ?? 1) - 1;
      if (ok) asked.resolve(parse(answer));
      else asked.reject(new Error(String(parse(answer))));
    },
  };
}
