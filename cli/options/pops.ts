import { wrongUsage } from "./pair";

const form = "points of presence such as SEA19-C1,FRA56-P1, each once";

/** `--pops A,B`: a cache and a listener each. Throws `E_USAGE`. */
export function parsePops(text: string): readonly string[] {
  const pops = text.split(",");
  if (!pops.every((pop) => /^[A-Z]{3}\d{1,4}-[A-Z]\d{1,3}$/.test(pop)) || new Set(pops).size !== pops.length) {
    throw wrongUsage("--pops", form, text);
  }
  return pops;
}
