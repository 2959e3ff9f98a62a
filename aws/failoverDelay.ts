import { defaultReadTimeoutSeconds } from "./originTimeouts";

/** How long a viewer may wait while the primary fails, where nobody says otherwise: S3's own read timeout, and a little. */
export const defaultBudgetSeconds = 35;

/** Every way in which the members of an origin group can fail a viewer, as far as it decides how long the viewer waits. */
export const failureClasses = [
  /** The primary refuses the connection, or its name, certificate or address fails at once: no wait. */
  "connection-refused",
  /** The primary does not answer the attempt to connect: attempts × connection timeout (FO-T1). */
  "connection-timeout",
  /** The primary accepts and falls silent on a GET or HEAD, which CloudFront retries (FO-25, FO-T3). */
  "response-timeout",
  /** The same on OPTIONS, whose read timeout is not retried (FO-25, FO-T4). */
  "response-timeout-options",
  /** The primary answers at once with a status that fails over: one round trip (FO-T6). */
  "error-status",
  /** Neither member can be connected to: the wait before the viewer's error (FO-T2). */
  "both-connection-timeout",
  /** Both members accept and fall silent on a GET or HEAD: the wait before the viewer's error (FO-T5). */
  "both-response-timeout",
] as const;

/** One of `failureClasses`. */
export type FailureClass = (typeof failureClasses)[number];

/** The settings of one member of an origin group that decide how long its failure takes. */
export interface MemberTimeouts {
  /** 1–3 (FO-20). */
  readonly connectionAttempts: number;
  /** 1–10 s (FO-21). */
  readonly connectionTimeoutSeconds: number;
  /** 1–120 s, default 30 (FO-22). */
  readonly readTimeoutSeconds?: number;
  /** A cap on the whole exchange with the member, all attempts included; none by default (FO-23). */
  readonly responseCompletionTimeoutSeconds?: number;
}

/**
 * The longest that a viewer waits on a cache miss, per failure class, in milliseconds: until the replica is asked, or
 * for the `both-…` classes until the error. It is an upper bound: where the primary hangs after the connection, each
 * attempt is counted with its whole connection timeout. The network's own round trips are not in it.
 */
export function worstCaseDelays(members: {
  readonly primary: MemberTimeouts;
  readonly replica: MemberTimeouts;
}): Record<FailureClass, number> {
  const { primary, replica } = members;
  const connecting = (member: MemberTimeouts) => milliseconds(member, "connection-timeout");
  const hanging = (member: MemberTimeouts) => milliseconds(member, "response-timeout");
  return {
    "connection-refused": 0,
    "connection-timeout": connecting(primary),
    "response-timeout": hanging(primary),
    "response-timeout-options": milliseconds(primary, "response-timeout-options"),
    "error-status": 0,
    "both-connection-timeout": connecting(primary) + connecting(replica),
    "both-response-timeout": hanging(primary) + hanging(replica),
  };
}

/** How each of the worst-case delays comes about: `1 × (2 + 30) = 32 s (FO-T3)`, in seconds as they are configured. */
export function delayReasons(members: {
  readonly primary: MemberTimeouts;
  readonly replica: MemberTimeouts;
}): Record<FailureClass, string> {
  const { primary, replica } = members;
  const both = (failure: MemberFailure): string =>
    `${arithmeticOf(primary, failure)} on the primary and ${arithmeticOf(replica, failure)} on the replica`;
  return {
    "connection-refused": "a refused connection is known at once (FO-T6)",
    "connection-timeout": `${arithmeticOf(primary, "connection-timeout")} (FO-T1)`,
    "response-timeout": `${arithmeticOf(primary, "response-timeout")} (FO-T3)`,
    "response-timeout-options": `${arithmeticOf(primary, "response-timeout-options")} (FO-T4)`,
    "error-status": "a status is known at once (FO-T6)",
    "both-connection-timeout": `${both("connection-timeout")} (FO-T2)`,
    "both-response-timeout": `${both("response-timeout")} (FO-T5)`,
  };
}

function arithmeticOf(member: MemberTimeouts, failure: MemberFailure): string {
  const delay = memberDelays(member).find((one) => one.failure === failure);
  if (delay === undefined) return "";
  const cap = member.responseCompletionTimeoutSeconds ?? Infinity;
  return cap < delay.seconds ? `${delay.arithmetic}, cut off at ${cap} s (FO-23)` : delay.arithmetic;
}

/** A failure of one member that costs time. */
export type MemberFailure = "connection-timeout" | "response-timeout" | "response-timeout-options";

/** How long one failure of one member takes at most, and how that comes about: `3 × (10 + 30) = 120 s`. */
interface MemberDelay {
  readonly failure: MemberFailure;
  readonly seconds: number;
  readonly arithmetic: string;
}

/** The longest that each failure of this member takes (FO-T1, FO-T3, FO-T4), before any completion timeout. */
export function memberDelays(member: MemberTimeouts): readonly MemberDelay[] {
  const attempts = member.connectionAttempts;
  const connect = member.connectionTimeoutSeconds;
  const read = member.readTimeoutSeconds ?? defaultReadTimeoutSeconds;
  const delay = (failure: MemberFailure, seconds: number, terms: string): MemberDelay => ({
    failure,
    seconds,
    arithmetic: `${terms} = ${seconds} s`,
  });
  return [
    delay("connection-timeout", attempts * connect, `${attempts} × ${connect}`),
    delay("response-timeout", attempts * (connect + read), `${attempts} × (${connect} + ${read})`),
    // A read timeout of OPTIONS is not retried (FO-25).
    delay("response-timeout-options", attempts * connect + read, `${attempts} × ${connect} + ${read}`),
  ];
}

function milliseconds(member: MemberTimeouts, failure: MemberFailure): number {
  const seconds = memberDelays(member).find((delay) => delay.failure === failure)?.seconds ?? 0;
  return Math.min(seconds, member.responseCompletionTimeoutSeconds ?? Infinity) * 1000;
}
