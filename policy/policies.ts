import { policiesOf } from "./analyzers";
import { rules } from "./rules";

/** Every policy of the pack. */
export const policies = rules.flatMap((rule) => policiesOf(rule));
