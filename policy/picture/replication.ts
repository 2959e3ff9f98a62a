import type { Pair } from "./picture";
import { NotDecided, type Value } from "./value";

/** The rules by which the primary of a pair replicates to its replica, in the properties of BucketReplicationConfig. */
export function rulesToReplica({ primary, replica }: Pair): readonly Value[] {
  const side = primary.side("replication");
  if (side === undefined) return [];
  return side.at("rules").list.filter((rule) => {
    if (rule.at("status").text !== "Enabled") return false;
    const destination = rule.at("destination", "bucket");
    const arn = replica.value.at("arn");
    if (destination.isKnown && arn.isKnown) return destination.text === arn.text;
    // The name is planned, the ARN is not.
    if (destination.isKnown) return destination.text === `arn:aws:s3:::${replica.bucketName ?? ""}`;
    throw new NotDecided(destination.place);
  });
}

/** The prefix that a rule is held to, in any of the three places where one can stand; empty for every object. */
export function prefixOf(rule: Value): string {
  const places = [rule.at("filter", "prefix"), rule.at("filter", "and", "prefix"), rule.at("prefix")];
  return places.map((place) => place.text ?? "").find((prefix) => prefix !== "") ?? "";
}
