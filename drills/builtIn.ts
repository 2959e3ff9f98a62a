import blackHole from "./experiments/black-hole.json";
import bothRegionsDown from "./experiments/both-regions-down.json";
import darkRegion from "./experiments/dark-region.json";
import deletedIndex from "./experiments/deleted-index.json";
import deniedBucket from "./experiments/denied-bucket.json";
import failback from "./experiments/failback.json";
import hang from "./experiments/hang.json";
import maskingHook from "./experiments/masking-hook.json";
import replicationPaused from "./experiments/replication-paused.json";
import slowDown from "./experiments/slow-down.json";
import truncatedBodies from "./experiments/truncated-bodies.json";
import wrongRedirect from "./experiments/wrong-redirect.json";

/** What is in their files, by name. */
export const builtIn: Readonly<Record<string, unknown>> = {
  "deleted-index": deletedIndex,
  "denied-bucket": deniedBucket,
  "dark-region": darkRegion,
  "black-hole": blackHole,
  hang,
  "slow-down": slowDown,
  failback,
  "truncated-bodies": truncatedBodies,
  "wrong-redirect": wrongRedirect,
  "replication-paused": replicationPaused,
  "both-regions-down": bothRegionsDown,
  "masking-hook": maskingHook,
};

/** The experiments that come with the product. */
export const experimentNames = Object.keys(builtIn);
