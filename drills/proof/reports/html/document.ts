import type { BaselineDifference } from "../../baseline";
import type { Proof } from "../../proof";
import { headline } from "../headline";
import { h } from "./element";
import { reportBody } from "./report";
import { selfContained } from "./selfContained";

/** What a page is made of besides the proof: its script and its style, as text. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** A proof as a page that opens without a network. */
export function proofHtml(
  proof: Proof,
  { script, style }: PageAssets,
  { about = "", difference }: { readonly about?: string; readonly difference?: BaselineDifference } = {},
): string {
  const data = h("script", { type: "application/json", id: "matrix-data" }, dataOf(proof.matrix));
  return selfContained({
    title: `${headline(proof)} · static-site-ha`,
    style,
    script,
    body: [...reportBody(proof, about, difference), data],
  });
}

/** JSON that a script element can hold, whatever stands in it. */
function dataOf(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
