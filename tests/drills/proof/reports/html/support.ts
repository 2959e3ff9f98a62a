import { casesOf } from "../../../../../drills/proof/matrix";
import type { Element, Markup } from "../../../../../drills/proof/reports/html/element";
import type { MapCase } from "../../../../../drills/proof/reports/html/mapCase";

/** A case that went well, but for what is named. */
export function mapCase(more: Partial<MapCase> = {}): MapCase {
  return {
    ...{ behavior: "*", method: "GET", object: "both", struck: "primary", fault: "down", cache: "cold", standsFor: 1 },
    ...{ state: "passed", status: 200, resultType: "Miss", delayMs: 0, exchanges: [] },
    ...more,
  };
}

/** A whole matrix, all of which went well. */
export function wholeMatrix(...behaviors: readonly string[]): readonly MapCase[] {
  return behaviors.flatMap((behavior) => casesOf(behavior).map((one) => mapCase(one)));
}

/** Every element below one, itself included, that has the tag. */
export function all(markup: Markup | undefined, tag: string): readonly Element[] {
  if (markup === undefined || typeof markup === "string") return [];
  const below = markup.children.flatMap((child) => all(child, tag));
  return markup.tag === tag ? [markup, ...below] : below;
}

/** What a reader reads of it. */
export function textOf(markup: Markup | undefined): string {
  if (markup === undefined || typeof markup === "string") return markup ?? "";
  return markup.children.map(textOf).join("");
}
