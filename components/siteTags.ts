import type * as pulumi from "@pulumi/pulumi";
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
  const entries = Object.entries(given as Record<string, pulumi.Input<string>>).map(([key, value]) => {
    if (key === "" || key.toLowerCase().startsWith("aws:")) {
      throw refusal("E_TAG", "tags", "have keys that are not empty and do not begin with aws:", key);
    }
    return [key, textInput("E_TAG", `tags["${key}"]`, value, "be text", () => true)] as const;
  });
  return Object.fromEntries(entries);
}
