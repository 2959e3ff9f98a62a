import { failureKinds, type FailureKind } from "./faultList";

/** The methods of the matrix; `POST` stands for every write method. */
export const methods = ["GET", "HEAD", "OPTIONS", "POST"] as const;
export type Method = (typeof methods)[number];

/** What the two buckets have of an object. */
export const objectKinds = [
  /** The same version in both. */
  "both",
  /** Written to the primary, and not replicated. */
  "primary-only",
  /** In the replica, and no longer in the primary. */
  "replica-only",
  /** Never published. */
  "absent",
  /** A delete marker in the primary that was not replicated (D6). */
  "delete-marked",
  /** An older version in the replica. */
  "replica-older",
] as const;
export type ObjectKind = (typeof objectKinds)[number];

/** Who fails. */
export const struckSides = ["none", "primary", "replica", "both"] as const;
export type Struck = (typeof struckSides)[number];

/** What the edge has of the object when it is asked: nothing, a fresh copy, or an expired one. */
export const cacheStates = ["cold", "fresh", "expired"] as const;
export type CacheState = (typeof cacheStates)[number];

/** One request of the matrix, and what it stands for. */
export interface ProofCase {
  /** The path pattern of the behavior; `*` is the default one. */
  readonly behavior: string;
  readonly method: Method;
  readonly object: ObjectKind;
  readonly struck: Struck;
  /** The name of the fault; `none` where nobody fails. */
  readonly fault: string;
  readonly cache: CacheState;
  /** How many combinations of the whole matrix cannot differ from this one, itself included. */
  readonly standsFor: number;
}

/**
 * The matrix of one behavior, with what cannot differ merged: a write method is refused before an object or an origin
 * matters (PL-1), a fresh copy before an origin does (PL-6), OPTIONS has no object, and statuses that are in no list of
 * criteria are all the same to CloudFront (FO-15).
 */
export function casesOf(behavior: string, faults: readonly FailureKind[] = failureKinds): readonly ProofCase[] {
  const all = faults.reduce((sum, { standsFor }) => sum + standsFor, 0);
  const strikes = [
    { struck: "none" as const, fault: "none", count: 1 },
    ...faults.flatMap(({ name, standsFor }) =>
      (["primary", "replica", "both"] as const).map((struck) => ({ struck, fault: name, count: standsFor })),
    ),
  ];
  const combinations = 1 + 3 * all;
  const cases: ProofCase[] = [];
  for (const method of ["GET", "HEAD"] as const) {
    for (const object of objectKinds) {
      for (const { struck, fault, count } of strikes) {
        for (const cache of ["cold", "expired"] as const) {
          // What was never there cannot have expired: it is the cold case again.
          if (cache === "expired" && object !== "both") continue;
          const merged = object === "both" ? count : count * 2;
          cases.push({ behavior, method, object, struck, fault, cache, standsFor: merged });
        }
      }
      const fresh = { struck: "both" as const, fault: "down", cache: "fresh" as const };
      cases.push({ behavior, method, object, ...fresh, standsFor: combinations });
    }
  }
  for (const { struck, fault, count } of strikes) {
    const standsFor = count * objectKinds.length * cacheStates.length;
    cases.push({ behavior, method: "OPTIONS", object: "both", struck, fault, cache: "cold", standsFor });
  }
  const writes = combinations * objectKinds.length * cacheStates.length;
  cases.push({
    behavior,
    method: "POST",
    object: "both",
    struck: "none",
    fault: "none",
    cache: "cold",
    standsFor: writes,
  });
  return cases;
}
