import { isWildcard } from "../../aws/hostNames";
import type { DomainSettings } from "./settings";

/** The host of the site's address: the first alias that is a name of its own; undefined when there is none. */
export function siteHost({ aliases }: Pick<DomainSettings, "aliases">): string | undefined {
  return aliases.find((alias) => !isWildcard(alias));
}
