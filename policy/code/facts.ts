import { addFacts } from "./reading";
import { namesOf } from "./names";
import { sourcesOf } from "./sources";

/** Where something stands in the code. */
export interface Place {
  readonly line: number;
  /** Left out for the file that is loaded. */
  readonly file?: string;
}

/** A header of a response or a request that the code sets or removes; `name` in lower case. */
export interface HeaderChange {
  readonly name: string;
  readonly does: "set" | "remove";
  readonly place: Place;
}

/** What a reading of the code of a function finds, in all files that it loads of its own. Empty: what is not there. */
export interface CodeFacts {
  /** Assignments to a body, or an answer with one. */
  readonly bodies: readonly Place[];
  /** How large the bodies that are written out are at least. */
  readonly bodySizes: readonly { readonly bytes: number; readonly place: Place }[];
  /** Removals of the header content-type. */
  readonly contentTypeRemovals: readonly Place[];
  readonly headers: readonly HeaderChange[];
  /** Changes of the request's origin, host or an origin's custom headers. */
  readonly originChanges: readonly Place[];
  /** Calls of chance, and counters that outlive a call. */
  readonly unequalRuns: readonly Place[];
  /** Calls of `cf.updateRequestOrigin` and of the like. */
  readonly originUpdates: readonly Place[];
  /** Calls of `cf.createRequestOriginGroup` with the codes that stand there as numbers. */
  readonly originGroups: readonly { readonly place: Place; readonly codes: readonly number[] }[];
  readonly evals: readonly Place[];
  /** Requests over the network without a timeout anywhere in the code. */
  readonly untimedCalls: readonly Place[];
  /** Texts that look like keys or passwords. */
  readonly secrets: readonly Place[];
  /** Names of headers that the code has as texts, in lower case. */
  readonly texts: ReadonlySet<string>;
}

type Lists = Omit<CodeFacts, "texts">;

/** The same while it is gathered. */
export type Found = { readonly [K in keyof Lists]: Lists[K][number][] } & { readonly texts: Set<string> };

/** What the code of a function shows, its own files followed; undefined for a text that is no JavaScript. */
export function codeFacts(text: string, files: Readonly<Record<string, string>> = {}): CodeFacts | undefined {
  const sources = sourcesOf(text, files);
  if (sources.length === 0) return undefined;
  const found: Found = {
    bodies: [],
    bodySizes: [],
    contentTypeRemovals: [],
    headers: [],
    originChanges: [],
    unequalRuns: [],
    originUpdates: [],
    originGroups: [],
    evals: [],
    untimedCalls: [],
    secrets: [],
    texts: new Set(),
  };
  const names = namesOf(sources, files);
  for (const source of sources) addFacts(found, source, names);
  const isTimed = sources.some((source) => /timeout|AbortSignal|AbortController|setTimeout/i.test(source.text));
  return isTimed ? { ...found, untimedCalls: [] } : found;
}
