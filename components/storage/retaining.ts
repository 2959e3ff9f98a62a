import type * as pulumi from "@pulumi/pulumi";
import type { SiteSettings } from "../settings";

/** The options of what may have to outlast the stack: a bucket, and with it its versioning and its privacy. */
export function retaining(
  { storage }: Pick<SiteSettings, "storage">,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
  return storage.retainOnDelete ? { ...opts, retainOnDelete: true } : opts;
}
