import type { StorageSettings } from "./settings";

/** The one rule of a bucket: what nobody is served any more goes, what is current never does. */
export function lifecycleRule({
  noncurrentDays,
  abortUploadDays,
}: Pick<StorageSettings, "noncurrentDays" | "abortUploadDays">) {
  return {
    id: "site",
    status: "Enabled",
    filter: { prefix: "" },
    noncurrentVersionExpiration: { noncurrentDays },
    abortIncompleteMultipartUpload: { daysAfterInitiation: abortUploadDays },
  };
}
