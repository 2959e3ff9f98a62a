/** The four events that code at the edge can be tied to, and the two of CloudFront Functions among them. */
export type HookEvent = "viewer-request" | "origin-request" | "origin-response" | "viewer-response";

/** What runs the code: CloudFront Functions (`cloudfront-js-2.0`) or Lambda@Edge. */
export type HookRuntime = "cloudfront-function" | "lambda";

/**
 * What a hook does to the status of a response that it receives (HA-EDGE-01).
 *
 * - `keeps-status`: no input that the examination could reach or reason about changes it.
 * - `rewrites-status`: an input that CloudFront can send was run, and the answer's status was another one.
 * - `may-rewrite`: a path that touches the status stands behind a condition on the outside world, or one that could
 *   not be solved.
 * - `opaque`: the code cannot be read or run to a conclusion.
 * - `not-a-response-hook`: it never touches a received response.
 */
export type Verdict = "keeps-status" | "rewrites-status" | "may-rewrite" | "opaque" | "not-a-response-hook";

/** A piece of code to examine: one file, or the files of an archive with the one that is loaded named. */
export interface HookSource {
  /** What the code is called in messages: a path, a resource's name. */
  readonly name: string;
  /** The text of the file that is loaded. */
  readonly text: string;
  /** Further files by path, relative to the one that is loaded, for `require` and `import` of relative names. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface ExamineOptions {
  /** The event that the code is tied to; left out, every event that its shape could serve is examined. */
  readonly event?: HookEvent;
  /** The export (Lambda@Edge) or global function (CloudFront Functions) that is called; left out, it is looked for. */
  readonly entry?: string;
  /** Left out, it is told from the code: exports are Lambda@Edge, a global `handler` is a CloudFront Function. */
  readonly runtime?: HookRuntime;
  /** The failover criteria of the origin groups that the hook serves; default all nine legal codes (FO-4). */
  readonly criteria?: readonly number[];
}

/** A place in the hook's own text, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
  /** The file, where it is not the one that is loaded. */
  readonly file?: string;
}

/** What a hook was given when it changed a status. */
export interface HookInput {
  readonly method: string;
  readonly uri: string;
  readonly querystring: string;
  /** Request headers that the hook asked for, by lower-case name. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** Response headers that the hook asked for. */
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** Which kind of origin the event names; viewer events have none. */
  readonly origin?: "s3" | "custom";
  /** Which member of the group answered. */
  readonly member?: "primary" | "replica";
  /** What the network, storage and SDKs did: worked, failed or never answered. */
  readonly dependencies: "work" | "fail" | "silent";
  /** Values of the event beyond these that the hook asked for, by dotted path. */
  readonly others?: Readonly<Record<string, string>>;
}

/** One change of a status that was seen in a run. */
export interface Rewrite {
  readonly from: number;
  /** The status in the serialised answer; 503 where the hook threw or gave no answer, 502 where its answer is invalid. */
  readonly to: number;
  readonly input: HookInput;
  /** The line of the hook's text that set the status, where it is known. */
  readonly line?: number;
  /** How it came about, in one sentence with the rule: "it threw TypeError: … (LE-9)". Left out for a plain assignment. */
  readonly because?: string;
  /**
   * What of the outside world has to be as it was: with all else as in `input`, and this otherwise, the status was kept.
   * Left out where every request that is like `input` is answered so.
   */
  readonly hangsOn?: readonly World[];
}

/** What a hook may hang on besides the event. */
export type World = "dependencies" | "chance" | "time" | "environment";

/** How much of the hook the runs saw. */
export interface Coverage {
  readonly branches: number;
  readonly reached: number;
  readonly unreached: readonly Position[];
}

/** A ground of the verdict that is not a rewrite: what is opaque, what stands behind which condition. */
export interface Reason {
  /** Stable, for machines: `eval`, `remote-code`, `syntax`, `condition`, `unsolved`, `unreached-write`, … */
  readonly kind: string;
  readonly message: string;
  readonly position?: Position;
}

/** What the examination of one entry at one event came to. */
export interface HookVerdict {
  readonly file: string;
  readonly entry: string;
  readonly event: HookEvent;
  readonly runtime: HookRuntime;
  readonly verdict: Verdict;
  readonly rewrites: readonly Rewrite[];
  /** Incoming statuses for which it throws although the event is complete only when a dependency fails (advisory). */
  readonly throwsOn: readonly string[];
  /** The criteria that no longer reach CloudFront as such, so that it does not fail over (LE-4..6, SIM-5). */
  readonly disablesFailoverOn: readonly number[];
  /** Good statuses that it turns into one of the criteria, which forces a failover. */
  readonly forcesFailoverOn: readonly number[];
  readonly reasons: readonly Reason[];
  readonly coverage: Coverage;
  /** Exports of the file that no event could call, as far as their shape tells; on the file's first verdict. */
  readonly leftOut?: readonly string[];
}
