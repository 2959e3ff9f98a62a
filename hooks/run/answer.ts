import { isProxy } from "node:util/types";
import type { HookRuntime } from "../verdict";

/** What CloudFront makes of one answer. */
export type Answer =
  | { readonly kind: "status"; readonly status: number }
  /** 503 for a throw or no answer (LE-9, CF-7), 502 for an answer that is none (LE-13, CF-7). */
  | { readonly kind: "fault"; readonly status: 502 | 503; readonly because: string }
  /** The run was ended before the code was. */
  | { readonly kind: "unfinished" };

/** What the code threw. */
export function thrown(runtime: HookRuntime, error: unknown): Answer {
  return { kind: "fault", status: 503, because: `it threw ${said(error)} (${runtime === "lambda" ? "LE-9" : "CF-7"})` };
}

/** It never answered. */
export function noAnswer(runtime: HookRuntime): Answer {
  return { kind: "fault", status: 503, because: `it gave no answer (${runtime === "lambda" ? "LE-9" : "CF-7"})` };
}

/** The answer as it is after JSON, which is how CloudFront gets it. */
export function judged(runtime: HookRuntime, value: unknown): Answer {
  const isLambda = runtime === "lambda";
  if (value === undefined || value === null) return noAnswer(runtime);
  let fields: unknown;
  try {
    const text = JSON.stringify(value) as string | undefined;
    const plain = plainStatusOf(value, isLambda ? "status" : "statusCode");
    if (plain !== undefined) return { kind: "status", status: plain };
    fields = text === undefined ? undefined : JSON.parse(text);
  } catch (error) {
    return thrown(runtime, error);
  }
  if (fields === undefined || fields === null) return noAnswer(runtime);
  const rule = isLambda ? "LE-13" : "CF-7";
  if (typeof fields !== "object" || Array.isArray(fields)) {
    return { kind: "fault", status: 502, because: `its answer is no response, but ${shortly(fields)} (${rule})` };
  }
  const name = isLambda ? "status" : "statusCode";
  const status = (fields as Record<string, unknown>)[name];
  if (status === undefined) return { kind: "fault", status: 502, because: `its answer has no ${name} (${rule})` };
  const isText = typeof status === "string" || typeof status === "number";
  const number = isText && /^\d{3}$/.test(String(status)) ? Number(status) : NaN;
  if (number >= 200 && number <= 599) return { kind: "status", status: number };
  return { kind: "fault", status: 502, because: `its ${name} is ${shortly(status)}, not one of 200 to 599 (${rule})` };
}

/** The status of an answer that JSON says nothing else about: most are, and hundreds are judged of every hook. */
function plainStatusOf(value: unknown, name: string): number | undefined {
  if (typeof value !== "object" || value === null || isProxy(value) || Array.isArray(value)) return undefined;
  const property = "toJSON" in value ? undefined : Object.getOwnPropertyDescriptor(value, name);
  const status: unknown = property?.enumerable === true ? property.value : undefined;
  const number = typeof status === "string" && /^\d{3}$/.test(status) ? Number(status) : status;
  return Number.isInteger(number) && (number as number) >= 200 && (number as number) <= 599
    ? (number as number)
    : undefined;
}

function said(error: unknown): string {
  try {
    return shortly(
      error instanceof Error || isErrorLike(error) ? `${error.name}: ${error.message}` : String(error),
      "",
    );
  } catch {
    return "something that cannot be shown";
  }
}

function isErrorLike(value: unknown): value is Error {
  return typeof value === "object" && value !== null && "name" in value && "message" in value;
}

function shortly(value: unknown, quote = '"'): string {
  const text = typeof value === "string" ? `${quote}${value}${quote}` : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
