import type { Coverage, HookEvent, HookRuntime, Position, Reason, Rewrite } from "./verdict";

/** One function of the code that an event could call. */
export interface Entry {
  readonly name: string;
  readonly runtime: HookRuntime;
  readonly event: HookEvent;
}

/** A status that changed where a branch was entered by force; never a rewrite by itself. */
export interface ForcedWrite {
  readonly branch: Position;
  readonly from: number;
  readonly to: number;
}

/** What running one entry at one event showed (`run/`). */
export interface RunFindings {
  /** Whether any run read or handed back the received response. */
  readonly touchesResponse: boolean;
  /** Whether any run handed back the request of its event, as a request hook does. */
  readonly handsBackRequest?: boolean;
  readonly rewrites: readonly Rewrite[];
  readonly throwsOn: readonly string[];
  readonly forced: readonly ForcedWrite[];
  readonly coverage: Coverage;
  /** The places where the text sets a status, and whether any run came there. */
  readonly writes?: readonly SeenWrite[];
  /** What kept runs from a conclusion: out of time or memory, a module that is not there, code made from data. */
  readonly reasons: readonly Reason[];
}

/** A place in the text that sets a status. */
export interface SeenWrite {
  readonly position: Position;
  readonly reached: boolean;
}

/** A place where the code gives, or may give, an answer another status than the one received (`read/`). */
export interface StatusWrite {
  readonly position: Position;
  /**
   * `sure`: this is the received response, or what is returned, and its status; `possible`: what it is could not be
   * told (a computed key, a call into code that is not here).
   */
  readonly target: "sure" | "possible";
  /** The value where it is a constant, `same` where it is the received status itself. */
  readonly value?: number | "same";
  /** What the value hangs on, where it is neither. */
  readonly valueOn?: Condition["on"];
  /** The conditions it stands under, as source text, outermost first. */
  readonly conditions: readonly Condition[];
  /** Where the branches and functions around it start, as {@link Coverage.unreached} names them. */
  readonly within?: readonly Position[];
}

export interface Condition {
  readonly position: Position;
  readonly text: string;
  /** What the condition hangs on: the event, the outside world (network, time, chance, environment), or not told. */
  readonly on: "event" | "world" | "unknown" | "constant";
}

/** What reading one entry at one event showed (`read/`). */
export interface Reading {
  /** Whether the received response can flow anywhere: it is read, changed or handed back. */
  readonly touchesResponse: boolean;
  readonly writes: readonly StatusWrite[];
  /** What makes the code unreadable: `eval`, `new Function`, code that was fetched, a module that is not there and gets the response. */
  readonly opaque: readonly Reason[];
  /** Branches that are never entered at this event: their conditions are constants, the kind of the event among them. */
  readonly dead?: readonly Span[];
}

/** A part of a file's text, its end not included. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}
