import * as pulumi from "@pulumi/pulumi";
import type { StaticSiteHAArgs } from "./args";
import { refusal } from "./refusals";

/** `tags`, judged as far as they are known: AWS keeps the prefix `aws:` to itself. Throws `E_TAG`. */
export function resolveTags(tags: StaticSiteHAArgs["tags"]): StaticSiteHAArgs["tags"] {
  if (tags === undefined || pulumi.Output.isInstance(tags) || tags instanceof Promise) return tags;
  const reserved = Object.keys(tags).find((key) => key.toLowerCase().startsWith("aws:") || key === "");
  if (reserved === undefined) return tags;
  throw refusal("E_TAG", "tags", "have keys that are not empty and do not begin with aws:", reserved);
}
