import type { Bucket } from "../picture/buckets";
import { type Pair, pairsOf, type StackPicture } from "../picture/picture";
import { each, eachDistribution, type Finding } from "./rule";

/** The findings on every pair of buckets behind an origin group. */
export function eachPair(picture: StackPicture, check: (pair: Pair) => readonly Finding[]): readonly Finding[] {
  return eachDistribution(picture, (distribution) =>
    each(distribution.urn, () => pairsOf(picture).filter((pair) => pair.distribution === distribution), check),
  );
}

/** The findings on each of the two buckets of every pair. */
export function eachMember(
  picture: StackPicture,
  check: (bucket: Bucket, role: "primary" | "replica", pair: Pair) => readonly Finding[],
): readonly Finding[] {
  return eachPair(picture, (pair) =>
    (["primary", "replica"] as const).flatMap((role) =>
      each(
        pair[role].urn,
        () => [pair[role]],
        (bucket) => check(bucket, role, pair),
      ),
    ),
  );
}
