import type { Replication } from "../../simulator/supply";
import { pairOf, wrongUsage } from "./pair";

const form = "FROM=TO[,deletes], the ids of two S3 origins";

/** `--replicate FROM=TO[,deletes]`. Throws `E_USAGE`. */
export function parseReplicate(text: string): Replication {
  const [from, rest] = pairOf("--replicate", form, text);
  const [to = "", ...flags] = rest.split(",");
  if (to === "" || flags.length > 1 || (flags.length === 1 && flags[0] !== "deletes")) {
    throw wrongUsage("--replicate", form, text);
  }
  return { from, to, deletes: flags.length === 1 };
}
