import { createHash } from "node:crypto";
import { h, type Content } from "./element";
import { toHtml } from "./toHtml";

export interface SelfContained {
  readonly title: string;
  readonly style: string;
  /** Runs at the end of the page; none: the page runs nothing. */
  readonly script?: string;
  readonly body: Content;
}

/**
 * A page as one file that opens without a network: its policy lets it load nothing and run nothing but its own script,
 * which is named by its hash.
 */
export function selfContained({ title, style, script, body }: SelfContained): string {
  const policy = [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src '${hashOf(script)}'`]),
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
    h("title", {}, title),
    h("style", {}, style),
  ];
  const end = script === undefined ? undefined : h("script", {}, script);
  const page = h("html", { lang: "en" }, h("head", {}, head), h("body", {}, body, end));
  return `<!doctype html>\n${toHtml(page)}`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
