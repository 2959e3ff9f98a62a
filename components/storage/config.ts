import type { ConfigReader } from "../configReader";
import type { StorageArgs } from "./args";

/** Reads what the stack's configuration says of the buckets. */
export function readStorage(read: ConfigReader): StorageArgs {
  return {
    primaryRegion: read.required("primaryRegion", "the region of the primary bucket, such as us-east-1"),
    replicaRegion: read.required("replicaRegion", "the region of the replica bucket, such as us-west-2"),
    forceDestroy: read.flag("forceDestroy"),
  };
}
