import { failureWords } from "./delayPlot";
import { h, type Element } from "./element";
import { scrollTable } from "./scrollTable";
import { durationWords } from "./words";

/** What a table shows of the cost of an outage. */
export interface TabledOutage {
  readonly failure: string;
  readonly pages: number;
  readonly cachedShare: number;
  readonly worstMs: number;
  readonly ends: string;
}

/** What a reader waits for altogether, by how many pages are opened and how many of them are cached. */
export function outageTable(outage: readonly TabledOutage[]): Element | undefined {
  const costly = outage.filter(({ failure }) => outage.some((one) => one.failure === failure && one.worstMs > 0));
  if (costly.length === 0) return undefined;
  const shares = [...new Set(costly.map(({ cachedShare }) => cachedShare))];
  const pages = [...new Set(costly.map((one) => one.pages))];
  const failures = [...new Set(costly.map(({ failure }) => failure))];
  const cell = (failure: string, share: number, count: number): string => {
    const one = costly.find((some) => some.failure === failure && some.cachedShare === share && some.pages === count);
    return one === undefined ? "–" : durationWords(one.worstMs);
  };
  return scrollTable(
    "What an outage costs a reader",
    ["", ...shares.flatMap(() => pages.map((count) => (count === 1 ? "1 page" : `${count} pages`)))],
    failures.map((failure) => [
      [failureWords(failure), endsWords(costly, failure)],
      ...shares.flatMap((share) => pages.map((count) => cell(failure, share, count))),
    ]),
    { table: "numbers" },
    shares.map((share) => ({
      name: share === 0 ? "Nothing cached" : `${Math.round(share * 100)} % cached`,
      columns: pages.length,
    })),
  );
}

function endsWords(outage: readonly TabledOutage[], failure: string): Element | undefined {
  const ends = outage.find((one) => one.failure === failure)?.ends;
  return ends === "error" ? h("small", {}, "and gets an error each time") : undefined;
}
