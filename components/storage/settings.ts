import type * as pulumi from "@pulumi/pulumi";
import { CodedError } from "../../aws/codedError";
import { regionFault, type RegionFault } from "../../aws/regions";
import { refusal } from "../refusals";
import type { StorageArgs } from "./args";

/** The arguments about the buckets with every default filled in and every value judged. */
export interface StorageSettings {
  readonly primaryRegion: string;
  readonly replicaRegion: string;
  readonly forceDestroy: pulumi.Input<boolean>;
}

const regionReasons: Record<RegionFault, string> = {
  malformed: "supply a name such as us-east-1",
  "other-partition": "only regions of the commercial partition are supported",
  "too-young-for-identity": "an origin access identity cannot read buckets in regions launched after 2022 (S3-3)",
  unknown: "supply the name of a region that was launched before 2023 (S3-3)",
};

/** @throws CodedError `E_REGION` or `E_SAME_REGION`, with the argument as its path. */
export function resolveStorage(args: StorageArgs): StorageSettings {
  const primaryRegion = region("primaryRegion", args.primaryRegion);
  const replicaRegion = region("replicaRegion", args.replicaRegion);
  if (primaryRegion === replicaRegion) {
    throw new CodedError(
      "E_SAME_REGION",
      `replicaRegion must differ from primaryRegion: supply two different regions, got ${primaryRegion} twice`,
      "replicaRegion",
    );
  }
  return { primaryRegion, replicaRegion, forceDestroy: args.forceDestroy ?? false };
}

function region(argument: string, value: unknown): string {
  const fault = regionFault(value);
  if (fault === undefined && typeof value === "string") return value;
  const reason = regionReasons[fault ?? "malformed"];
  throw refusal("E_REGION", argument, "name a region whose buckets CloudFront can read", value, reason);
}
