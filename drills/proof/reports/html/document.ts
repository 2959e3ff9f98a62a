import { createHash } from "node:crypto";
import type { BaselineDifference } from "../../baseline";
import type { Proof } from "../../proof";
import { headline } from "../headline";
import { h, type Content } from "./element";
import { reportBody } from "./report";
import { toHtml } from "./toHtml";

/** What a page is made of besides the proof: its script and its style, as text. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/**
 * A proof as one file that opens without a network: its policy lets it load nothing and run nothing but its own script,
 * which is named by its hash.
 */
export function proofHtml(
  proof: Proof,
  assets: PageAssets,
  { about = "", difference }: { readonly about?: string; readonly difference?: BaselineDifference } = {},
): string {
  const { script, style } = assets;
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const head: Content = [
    h("meta", { charset: "utf-8" }),
    h("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("meta", { name: "color-scheme", content: "light dark" }),
    h("meta", { name: "referrer", content: "no-referrer" }),
    h("title", {}, `${headline(proof)} · static-site-ha`),
    h("style", {}, style),
  ];
  const data = h("script", { type: "application/json", id: "matrix-data" }, dataOf(proof.matrix));
  const page = h(
    "html",
    { lang: "en" },
    h("head", {}, head),
    h("body", {}, reportBody(proof, about, difference), data, h("script", {}, script)),
  );
  return `<!doctype html>\n${toHtml(page)}`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** JSON that a script element can hold, whatever stands in it. */
function dataOf(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
