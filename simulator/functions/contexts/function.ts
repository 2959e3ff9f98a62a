import type { CloudFrontPart } from "./cloudFront";
import type { FunctionContext, FunctionPowers } from "./powers";

/**
 * What runs inside a CloudFront Function's context besides its code: it starts runs, keeps their logs apart and writes
 * their outcomes. It is read as text and stands alone.
 */
export function functionPart(
  { currentRun }: Pick<FunctionPowers, "currentRun">,
  modules: Readonly<Record<string, unknown>>,
  cloudFront: CloudFrontPart,
  logLimit: number,
): FunctionContext {
  const { parse, stringify } = JSON;
  const { defineProperty, create } = Object;
  interface Run {
    outcome: string | undefined;
    readonly log: string[];
    room: number;
  }
  // A record and not a map: a function may replace `Map.prototype.get`, and so make up what it is asked for.
  const runs = create(null) as Record<number, Run | undefined>;
  let handler: unknown;

  const said = (value: unknown): string => {
    try {
      return String(value);
    } catch {
      return "something that cannot be shown";
    }
  };
  const shown = (value: unknown): string => {
    try {
      if (typeof value === "string") return value;
      const text = stringify(value) as string | undefined;
      return text ?? said(value);
    } catch {
      return said(value);
    }
  };
  const log = (...values: unknown[]): void => {
    const run = runs[currentRun()];
    if (run === undefined || run.room <= 0) return;
    const line = values.map(shown).join(" ");
    run.log.push(line.slice(0, run.room));
    run.room -= line.length;
  };
  const define = (name: string, value: unknown): void => {
    defineProperty(globalThis, name, { value, writable: true, configurable: true });
  };
  const console = create(null) as Record<string, unknown>;
  for (const name of ["log", "error", "warn", "info", "debug"]) console[name] = log;
  define("console", console);
  define("require", (name: unknown) => {
    const found = modules[String(name)];
    if (found === undefined) throw new Error(`Cannot find module "${String(name)}"`);
    return found;
  });

  const settle = (number: number, run: Run, kind: "returned" | "failed", value: unknown): void => {
    if (run.outcome !== undefined) return;
    try {
      const origin = cloudFront.originOf(number);
      run.outcome = stringify({ kind, value, log: run.log, origin });
    } catch (error) {
      run.outcome = stringify({ kind: "failed", value: `the result is not JSON: ${said(error)}`, log: run.log });
    }
  };

  return {
    keep(found) {
      handler = found;
    },
    start(number, text) {
      const run: Run = { outcome: undefined, log: [], room: logLimit };
      runs[number] = run;
      try {
        if (typeof handler !== "function") throw new ReferenceError("the code has no function named handler");
        const [event, more] = parse(text) as [{ request?: object }, { query?: string; location?: unknown } | null];
        if (more !== null) {
          // CF-20. It is no part of what a function gives back.
          if (event.request !== undefined) defineProperty(event.request, "rawQueryString", { value: () => more.query });
          cloudFront.located(number, more.location);
        }
        const result = (handler as (event: unknown) => unknown)(event);
        if (typeof result === "object" && result !== null && "then" in result) {
          Promise.resolve(result).then(
            (value) => {
              settle(number, run, "returned", value);
            },
            (error: unknown) => {
              settle(number, run, "failed", said(error));
            },
          );
        } else {
          settle(number, run, "returned", result);
        }
      } catch (error) {
        settle(number, run, "failed", said(error));
      }
    },
    finish(number) {
      const run = runs[number];
      if (run === undefined) return "";
      if (run.outcome === undefined && cloudFront.waits(number)) return undefined;
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a number of the process's
      delete runs[number];
      settle(number, run, "failed", "its promise is never settled");
      return run.outcome ?? "";
    },
    answered: cloudFront.answered,
  };
}
