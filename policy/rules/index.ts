import { rule as cf01 } from "./HA-CF-01";
import { rule as fo01 } from "./HA-FO-01";
import { rule as fo02 } from "./HA-FO-02";
import type { Rule } from "./rule";

/** Every rule of the pack, in the order of the index. */
export const rules: readonly Rule[] = [fo01, fo02, cf01];
