import { policiesOf } from "./analyzers";
import { rules } from "./rules";
import type { Tools } from "./rules/rule";

/** Every policy of the pack. */
export function policiesWith(tools: Tools): ReturnType<typeof policiesOf> {
  return rules.flatMap((rule) => policiesOf(rule, tools));
}
