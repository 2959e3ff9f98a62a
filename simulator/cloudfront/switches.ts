import { CodedError } from "../../aws/codedError";

interface SwitchRow {
  readonly number: number;
  readonly name: string;
  /** The default first. */
  readonly values: readonly [string, ...string[]];
}

/** Every point that AWS does not document, as a switch (SIM-1..SIM-37): number, name, values with the default first. */
export const switchTable = [
  { number: 1, name: "connect-gate", values: ["documented", "pessimistic", "lenient"] },
  { number: 2, name: "completion-timeout-fails-over", values: ["yes", "no"] },
  { number: 3, name: "primary-failure-remembered", values: ["no", "yes"] },
  { number: 4, name: "lambda-on-error-page", values: ["yes", "no"] },
  { number: 5, name: "failover-status", values: ["after", "before"] },
  { number: 6, name: "generated-triggers-failover", values: ["no", "yes"] },
  { number: 7, name: "function-error-triggers-failover", values: ["no", "yes"] },
  { number: 8, name: "viewer-response-skip", values: ["raw", "final"] },
  { number: 9, name: "select-group-by-id", values: ["no", "yes"] },
  { number: 10, name: "headers-on-edge-errors", values: ["yes", "no"] },
  { number: 11, name: "kms-disabled-status", values: ["400", "403"] },
  { number: 12, name: "origin-response-on-no-connection", values: ["yes", "no"] },
  { number: 13, name: "policy-mode-headers", values: ["strip", "legacy-table"] },
  { number: 14, name: "head-miss", values: ["head", "get"] },
  { number: 15, name: "conditional-miss", values: ["forward", "strip"] },
  { number: 16, name: "edge-304", values: ["weak", "strong"] },
  { number: 17, name: "range-fetch", values: ["as-is", "whole", "aligned-1MiB"] },
  { number: 18, name: "multi-range", values: ["multipart", "whole"] },
  { number: 19, name: "path-normalise", values: ["rfc3986", "literal"] },
  { number: 20, name: "key-path", values: ["raw", "normalised"] },
  { number: 21, name: "early-close", values: ["502-retry", "504-no-retry"] },
  { number: 22, name: "bad-reply", values: ["no-retry", "retry"] },
  { number: 23, name: "mid-body", values: ["abort", "resume"] },
  { number: 24, name: "unknown-method", values: ["400", "403"] },
  { number: 25, name: "bad-host", values: ["as-written", "403"] },
  { number: 26, name: "age-base", values: ["origin-fetch", "pop-store"] },
  { number: 27, name: "merge-304", values: ["rfc9111", "freshness"] },
  { number: 28, name: "stale-x-cache", values: ["Hit", "RefreshHit", "Error"] },
  { number: 29, name: "header-edges", values: ["lenient", "strict"] },
  { number: 30, name: "vary-s3", values: ["filter", "pass"] },
  { number: 31, name: "s3-read-timeout-retry", values: ["yes", "no"] },
  // LE-12: what becomes of an answer of Lambda@Edge on viewer-response that has another status.
  { number: 32, name: "viewer-response-status", values: ["502", "ignored"] },
  // CF-19: what becomes of a `hostHeader` for the S3 primary of a group that a function makes. AWS documents the field, its
  // users report 502.
  { number: 33, name: "group-host-header", values: ["502", "as-written"] },
  // RP-2 says when the tags of a rule are looked at where an object is written, not where its tags change later.
  { number: 34, name: "replica-tag-rules", values: ["when-written", "always"] },
  // RP-9 lists what a role needs for objects.
  { number: 35, name: "marker-role", values: ["replicate-delete", "read-version"] },
  { number: 36, name: "origin-latency", values: ["answering-member", "all-attempts"] },
  { number: 37, name: "missing-signature", values: ["AccessDenied", "MissingKey"] },
] as const satisfies readonly SwitchRow[];

type Row = (typeof switchTable)[number];

/** A value for every switch, by the switch's name. */
export type Switches = { readonly [R in Row as R["name"]]: R["values"][number] };

/** Every switch at its default. */
export const defaultSwitches: Switches = Object.fromEntries(
  switchTable.map(({ name, values }) => [name, values[0]]),
  // The table is the type's source: each name is there with one of its own values.
) as Switches;

/**
 * Reads `SIM-5=before` (or `failover-status=before`). Throws `E_USAGE` for a switch or a value that does not exist.
 */
export function parseSwitch(text: string): Partial<Switches> {
  const equals = text.indexOf("=");
  const key = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? "" : text.slice(equals + 1);
  const row: SwitchRow | undefined = switchTable.find(({ number, name }) => key === `SIM-${number}` || key === name);
  if (row === undefined) {
    throw new CodedError(
      "E_USAGE",
      `--switch must name one of SIM-1 to SIM-${switchTable.length}, got ${text}`,
      "switch",
    );
  }
  if (!row.values.includes(value)) {
    const legal = row.values.join(", ");
    throw new CodedError(
      "E_USAGE",
      `SIM-${row.number} (${row.name}) must be one of ${legal}, got ${value || "nothing"}`,
      "switch",
    );
  }
  return { [row.name]: value };
}

/** The same switches, telling when one is asked for. */
export function watched(switches: Switches, onSwitch: ((name: keyof Switches) => void) | undefined): Switches {
  if (onSwitch === undefined) return switches;
  return new Proxy(switches, {
    get: (target, name: keyof Switches) => {
      onSwitch(name);
      return target[name];
    },
  });
}
