import type * as pulumi from "@pulumi/pulumi";

/** Arguments about the two buckets. */
export interface StorageArgs {
  /** Region of the bucket that serves the site and that releases are written to, such as `us-east-1`. */
  primaryRegion: string;
  /** Region of the bucket that answers when the primary cannot. Must differ from `primaryRegion`. */
  replicaRegion: string;
  /** Whether destroying the stack also deletes what is in the buckets, every version of it. Defaults to false. */
  forceDestroy?: pulumi.Input<boolean>;
}
