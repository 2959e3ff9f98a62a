import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import * as ts from "typescript";
import { parseDocument } from "yaml";
import { documentOf, documents } from "../support/documents";

const root = resolve(__dirname, "../..");

describe("the documents", () => {
  const all = documents();
  const byPath = new Map(all.map((document) => [document.path, document]));

  it("link to files and headings that are there", () => {
    const broken = all.flatMap(({ path, links }) =>
      links
        .filter((link) => !/^(?:https:|mailto:)/.test(link) && !resolves(path, link))
        .map((link) => `${path}: ${link}`),
    );
    expect(broken).to.deep.equal([]);
  });

  function resolves(from: string, link: string): boolean {
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? from : join(dirname(from), file);
    if (!existsSync(join(root, target))) return false;
    return anchor === undefined || (byPath.get(target)?.anchors.has(anchor) ?? false);
  }

  it("can each be reached from the front page", () => {
    const reached = new Set(["README.md"]);
    for (const path of reached) {
      for (const link of byPath.get(path)?.links ?? []) {
        const target = join(dirname(path), link.split("#")[0] ?? "");
        if (byPath.has(target)) reached.add(target);
        // A folder is shown with its README.
        else if (target === "examples")
          all.forEach((page) => page.path.startsWith("examples/") && reached.add(page.path));
      }
    }
    expect(all.map(({ path }) => path).filter((path) => !reached.has(path))).to.deep.equal([]);
  });

  const blocks = all.flatMap(({ path, blocks: list }) => list.map((block) => ({ path, ...block })));

  it("hold TypeScript, JSON, YAML and shell commands that can be read", () => {
    const wrong = blocks
      // A rule's examples are the arguments that it is about, with the rest left out.
      .filter(({ path }) => !path.startsWith("docs/policies/HA-"))
      .map(({ path, language, text }) => ({ path, text, fault: faultOf(language, text) }))
      .filter(({ fault }) => fault !== undefined);
    expect(wrong).to.deep.equal([]);
  });

  it("name the language of every block, or none for what a tool prints", () => {
    const known = ["", "sh", "console", "text", "ts", "js", "json", "yaml"];
    expect(blocks.filter(({ language }) => !known.includes(language))).to.deep.equal([]);
  });

  it("are read as they are meant", () => {
    const {
      links,
      anchors,
      blocks: read,
    } = documentOf(
      "x.md",
      "# A `b` c\n\n[l](y.md#z) ![p](p.png)\n\n<!-- exits: 1 -->\n\n```sh\nfalse\n```\n\n1. one\n\n   ```json\n   {}\n   ```\n",
    );
    expect(links).to.deep.equal(["y.md#z", "p.png"]);
    expect([...anchors]).to.deep.equal(["a-b-c"]);
    expect(read).to.deep.equal([
      { language: "sh", text: "false", setting: "exits: 1" },
      { language: "json", text: "{}", setting: undefined },
    ]);
  });
});

/** What is wrong with a block; nothing where its language is not one that can be read. */
function faultOf(language: string, text: string): string | undefined {
  switch (language) {
    case "ts":
    case "js": {
      const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
      return diagnostics[0] === undefined
        ? undefined
        : ts.flattenDiagnosticMessageText(diagnostics[0].messageText, " ");
    }
    case "json":
      return thrownBy(() => JSON.parse(text));
    case "yaml":
      return parseDocument(text).errors[0]?.message;
    case "sh":
      return thrownBy(() => execFileSync("bash", ["-n"], { input: text, stdio: ["pipe", "ignore", "pipe"] }));
    default:
      return undefined;
  }
}

function thrownBy(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
