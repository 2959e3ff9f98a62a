import type * as pulumi from "@pulumi/pulumi";
import { isTagKey, isTagValue, tagLimits } from "../aws/tags";
import type { StaticSiteHAArgs } from "./args";
import { judged, refusal, textInput } from "./refusals";

/** `tags`, what is not known yet being judged when it is: AWS keeps the prefix `aws:` to itself. Throws `E_TAG`. */
export function resolveTags(tags: StaticSiteHAArgs["tags"]): StaticSiteHAArgs["tags"] {
  return tags === undefined ? undefined : judged(tags, judgeTags);
}

/** Code from JavaScript and YAML is not held to the type. */
function judgeTags(given: unknown): Record<string, pulumi.Input<string>> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw refusal("E_TAG", "tags", "map keys to text", given);
  }
  const tags = Object.entries(given as Record<string, pulumi.Input<string>>);
  if (tags.length > tagLimits.count) {
    throw refusal("E_TAG", "tags", `have at most ${tagLimits.count} keys`, tags.length);
  }
  const entries = tags.map(([key, value]) => {
    if (!isTagKey(key)) {
      const takes = `have keys of 1 to ${tagLimits.key} letters, digits, spaces or _ . : / = + - @ that do not begin with aws:`;
      throw refusal("E_TAG", "tags", takes, key);
    }
    const takes = `be text of at most ${tagLimits.value} letters, digits, spaces or _ . : / = + - @`;
    return [key, textInput("E_TAG", `tags["${key}"]`, value, takes, isTagValue)] as const;
  });
  return Object.fromEntries(entries);
}
