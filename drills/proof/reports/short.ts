import type { Proof } from "../proof";
import { countLine, headline } from "./headline";
import { kindsOf, promisesOf } from "./findingKinds";

/** Repairs that are shown; the rest is counted. */
const shown = 3;

/** A proof in a few lines, for those who came for something else: the verdict, and what would repair the site. */
export function shortText(proof: Proof): string {
  const { cases, findings, unproved, verdict } = proof;
  const notProved = unproved.map(({ behavior, because }) => `  not proved: the behavior ${behavior}, ${because}`);
  if (cases.total === 0)
    return ["no proof: no behavior has buckets behind it that can be broken", ...notProved].join("\n");
  const kinds = kindsOf(findings);
  const hidden = kinds.length - shown;
  return [
    `proof ${verdict}: ${headline(proof)}; ${countLine(proof)}`,
    ...kinds
      .slice(0, shown)
      .flatMap((kind) => [
        `  ✗ ${promisesOf(kind).join(", ")}: ${kind.first.because}`,
        `    repair: ${kind.first.fix}`,
      ]),
    ...(hidden > 0 ? [`  … and ${hidden} more; static-site-ha prove has all of it`] : []),
    ...notProved,
  ].join("\n");
}
