import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { componentPage } from "../../scripts/docs/componentPage";
import { type Declaration, declarationsOf, readDeclarations } from "../../scripts/docs/declarations";
import { generatedPages } from "../../scripts/docs/pages";
import { explained, sentencesOf } from "../../scripts/docs/sentences";
import { projectRoot } from "../support/pulumiProgram";

describe("docs/component.md", () => {
  const page = generatedPages()["docs/component.md"] ?? "";
  const declarations = readDeclarations(join(projectRoot, "components"));
  const args = declarations.get("StaticSiteHAArgs");
  const topics = [...(args?.parents ?? [])].map((name) => declarations.get(name));
  const members = [args, ...topics].flatMap((topic) => topic?.members ?? []);

  it("is what the generator prints: run `npm run docs`", () => {
    expect(readFileSync(join(projectRoot, "docs", "component.md"), "utf8")).to.equal(page);
  });

  it("has every argument of every topic, and every output", () => {
    expect(members.length).to.be.greaterThan(10);
    const names = [...members, ...(declarations.get("StaticSiteHA")?.members ?? [])].map(({ name }) => name);
    expect(names.filter((name) => !page.includes(`**\`${name}\`**`))).to.deep.equal([]);
  });

  it("tells every optional argument's default", () => {
    const silent = members.filter(({ optional, doc }) => optional && !/Defaults to|Required (with|unless)/.test(doc));
    expect(silent.map(({ name }) => name)).to.deep.equal([]);
  });

  it("calls no argument about failover one without effect on it", () => {
    const failover = declarations.get("FailoverArgs")?.members ?? [];
    expect(failover.filter(({ doc }) => explained(doc).failover === undefined)).to.deep.equal([]);
  });
});

describe("the generator of docs/component.md", () => {
  const source = `
    /** Sizes of a test. */
    export const Size = {
      /** Little. */
      Small: "s",
      Large: "l",
    } as const;
    /** Arguments about sizes. */
    export interface SizeArgs {
      /** How large it is. A large one fails over late. Defaults to \`s\`. */
      size?: Size;
    }
    /** All. */
    export interface StaticSiteHAArgs extends SizeArgs {
      /** A name. */
      name: pulumi.Input<string>;
    }
    /** The component. */
    export class StaticSiteHA {
      /** Where it is. */
      readonly url: string;
    }
    interface Hidden { secret: string }`;
  const declarations = new Map<string, Declaration>(declarationsOf(source).map((one) => [one.name, one]));

  it("reads exported interfaces, classes and enums with their comments", () => {
    expect([...declarations.keys()]).to.deep.equal(["Size", "SizeArgs", "StaticSiteHAArgs", "StaticSiteHA"]);
  });

  it("prints meaning, type, default and effect on failover", () => {
    const page = componentPage(declarations);
    expect(page).to.contain(
      "### Arguments about sizes\n\n- **`size`** (`Size`, [Size](#size))\n  How large it is.\n  - Default: `s`\n  - Failover: A large one fails over late.\n",
    );
    expect(page).to.contain(
      "- **`name`** (`Input<string>`)\n  A name.\n  - Default: required\n  - Failover: no effect\n",
    );
    expect(page).to.contain("### Size\n\nSizes of a test.\n\n- `s`: Little.\n- `l`\n");
    expect(page).to.contain("- **`url`**: Where it is.");
  });

  it("ends a sentence at a full stop, but not within code, parentheses or a name", () => {
    expect(sentencesOf("One (e.g. This. That) of `a. B` at example.com. Two. 3 of them.")).to.deep.equal([
      "One (e.g. This. That) of `a. B` at example.com.",
      "Two.",
      "3 of them.",
    ]);
  });
});
