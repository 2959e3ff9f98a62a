import GithubSlugger from "github-slugger";
import { marked, type Token, type Tokens } from "marked";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

/** A document for people, by its path in the repository. */
export interface Document {
  readonly path: string;
  readonly links: readonly string[];
  /** What `#…` may name in it. */
  readonly anchors: ReadonlySet<string>;
  readonly blocks: readonly Block[];
}

/** A fenced block of code. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** `while: COMMAND` or `exits: CODE` of the comment that stands before it. */
  readonly setting: string | undefined;
}

/** The front page, every page of docs/ and the examples' pages. */
export function documents(): readonly Document[] {
  const pages = (folder: string) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`);
  const examples = readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
    .map((name) => `examples/${name}`);
  return ["README.md", "CHANGELOG.md", ...pages("docs"), ...pages("docs/policies"), ...examples].map((path) =>
    documentOf(path, readFileSync(join(root, path), "utf8")),
  );
}

/** What a text in Markdown holds. */
export function documentOf(path: string, text: string): Document {
  const links: string[] = [];
  const anchors = new Set<string>();
  const blocks: Block[] = [];
  const slugger = new GithubSlugger();
  let comment: string | undefined;
  const visit = (token: Token): void => {
    if (token.type === "link" || token.type === "image") links.push((token as Tokens.Link).href);
    if (token.type === "heading") anchors.add(slugger.slug((token as Tokens.Heading).text.replace(/[`*_]/g, "")));
    if (token.type === "code") {
      const { lang = "", text: code } = token as Tokens.Code;
      blocks.push({ language: lang, text: code, setting: comment });
    }
    if (token.type === "html") comment = /^<!-- ((?:while|exits): .*?) -->/.exec(token.raw)?.[1];
    else if (token.type !== "space") comment = undefined;
  };
  void marked.walkTokens(marked.lexer(text), visit);
  return { path, links, anchors, blocks };
}
