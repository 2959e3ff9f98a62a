import { expect } from "chai";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { createExamine } from "../../../policy/examine";
import { consoleBlocks, outputOf } from "../../../scripts/docs/consoleBlocks";
import { diagnosticsOf } from "../../policy/support/judge";
import { withLambda } from "../../policy/support/hooks";
import { handSite } from "../../policy/support/site";
import { projectRoot } from "../../support/pulumiProgram";

const site = "tests/fixtures/sites/masking-hook";

describe("docs/hooks-and-failover.md", () => {
  const file = join(projectRoot, "docs", "hooks-and-failover.md");
  const text = readFileSync(file, "utf8");
  const blocks = consoleBlocks(text);

  it("follows one hook through the examiner, the component, the proof and the drill", () => {
    const commands = blocks.map(({ command }) => command.replace("npx static-site-ha ", "").split(" ")[0]);
    expect(commands).to.deep.equal(["examine", "prove", "prove", "drill", "drill"]);
  });

  for (const { command, output } of blocks) {
    it(`shows what is printed today by ${command}: run \`npm run docs:hooks\``, async () => {
      expect(await outputOf(command)).to.equal(output);
    });
  }

  it("says of each stage what the story needs: refused, failed, passed", () => {
    const [examined, refused, proved, masked, fixed] = blocks.map(({ output }) => output);
    expect(examined).to.contain("400–599 → 200").and.to.contain("exit code 1");
    expect(refused)
      .to.match(/^E_HOOK_STATUS: originResponseCode .*HA-EDGE-01/)
      .and.to.contain("exit code 2");
    expect(proved).to.contain("✗ hooks-keep-failover");
    expect(masked).to.contain("other bytes than published").and.to.contain("exit code 1");
    expect(fixed).to.contain("from us-west-2, Failover:403, the published bytes").and.not.to.contain("exit code");
  });

  it("quotes what the policy pack says of it, which is mandatory", async () => {
    const code = readFileSync(join(projectRoot, site, "hook.js"), "utf8");
    const found = await diagnosticsOf(handSite(withLambda("origin-response", code)), createExamine());
    const mandatory = found.filter(({ level }) => level === "mandatory");
    const [first] = mandatory;
    expect(first?.policy).to.equal("HA-EDGE-01");
    expect(text).to.contain(`\`\`\`text\n${String(first?.message)}\n\`\`\``);
  });

  it("shows code and pictures that are there, and small", () => {
    const [, shown = ""] = /```js\n(exports\.handler.*?)```/s.exec(text) ?? [];
    expect(readFileSync(join(projectRoot, site, "hook.js"), "utf8")).to.contain(shown);
    const pictures = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path = ""]) => join(dirname(file), path));
    expect(pictures).to.have.length(2);
    for (const path of pictures) {
      expect(existsSync(path), path).to.equal(true);
      expect(statSync(path).size, path).to.be.below(150_000);
    }
  });
});
