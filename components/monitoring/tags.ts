import * as pulumi from "@pulumi/pulumi";
import type { SiteSettings } from "../settings";
import type { NativeTag } from "./native";

/** The site's tags; undefined without any. */
export type Tags = SiteSettings["tags"];

/** The site's tags as `@pulumi/aws-native` takes them: pairs in place of a map. */
export function nativeTags(tags: Tags): { tags?: pulumi.Input<NativeTag[]> } {
  if (tags === undefined) return {};
  const pairs = pulumi
    .output(tags)
    .apply((known) => Object.entries(known).map(([key, value]): NativeTag => ({ key, value })));
  return { tags: pairs };
}
