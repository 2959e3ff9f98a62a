import { expect } from "chai";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { differenceFrom, parseBaseline, proofHtml, proofJson } from "../../../../../drills/proof";
import { projectRoot } from "../../../../support/pulumiProgram";
import { failedProof, finding, matrixCase, proof } from "../support";

const assets = { script: "draw()", style: "p{}" };

/** The script and the style as they are built. */
const built = (name: string): string => readFileSync(join(projectRoot, "dist", name), "utf8").trimEnd();

describe("the report of a proof as a page", () => {
  it("lets nothing be loaded and nothing run but its own script and style, by their hashes", () => {
    const page = proofHtml(proof(), assets);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(policy?.split("; ")).to.deep.equal([
      "default-src 'none'",
      `script-src ${hash("draw()")}`,
      `style-src ${hash("p{}")}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page).to.contain("<script>draw()</script>").and.to.contain("<style>p{}</style>");
  });

  it("states its policy before anything that it is about", () => {
    const page = proofHtml(proof(), assets);
    expect(page.indexOf("Content-Security-Policy")).to.be.lessThan(page.indexOf("<style>"));
  });

  it("names no address that is not on the page, its script and style included", () => {
    const page = proofHtml(failedProof(), { script: built("report-page.js"), style: built("report-style.css") });
    const addresses = [...page.matchAll(/(?:src|href|action|srcset|poster)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.filter((address) => address?.startsWith("#") !== true)).to.deep.equal([]);
    expect([...new Set(page.match(/\b(?:https?|wss?):\/\/[^\s"'`)]*/g))]).to.deep.equal(["http://www.w3.org/2000/svg"]);
    expect(page).not.to.match(/url\(|@import|sourceMappingURL/);
  });

  it("has the verdict, the promises, the waits and what they cost", () => {
    const page = proofHtml(proof(), assets, { about: "stack prod" });
    expect(page).to.contain("<title>All 10 promises hold · static-site-ha</title>");
    expect(page).to.contain("<h1>All 10 promises hold.</h1>").and.to.contain("Proof of failover · stack prod");
    expect(page).to.contain("The primary cannot be reached").and.to.contain("<td>10 s</td><td>2 s</td>");
    expect(page).not.to.contain('id="findings"').and.not.to.contain('id="changes"');
  });

  it("says what to repair, with the way to the origins", () => {
    const page = proofHtml(failedProof(), assets);
    expect(page).to.contain("<strong>Repair</strong> list 503.").and.to.contain("connection timeout");
  });

  it("says what changed since the baseline", () => {
    const difference = differenceFrom(parseBaseline(JSON.parse(proofJson(proof()))), failedProof());
    expect(proofHtml(failedProof(), assets, { difference })).to.contain("<li>Promise lost: failover.</li>");
  });

  it("carries the matrix for its script, and nothing in it ends the script", () => {
    fc.assert(
      fc.property(fc.constantFrom("</script>", "<!--", "<script>", "]]>", "\u2028"), fc.string(), (mark, text) => {
        const matrix = [matrixCase({ behavior: `${mark}${text}` })];
        const page = proofHtml(proof({ matrix }), assets);
        const data = /<script type="application\/json" id="matrix-data">([^<]*)<\/script>/.exec(page)?.[1];
        expect(JSON.parse(data ?? "")).to.deep.equal(JSON.parse(JSON.stringify(matrix)));
      }),
    );
  });

  it("lets no path or sentence make an element or an attribute", () => {
    const tags = (page: string): number => page.match(/</g)?.length ?? 0;
    const of = (text: string): string => {
      const one = finding({ because: text, fix: text, got: text, case: { ...finding().case, behavior: text } });
      return proofHtml(failedProof({ findings: [one], matrix: [matrixCase({ behavior: text })] }), assets, {
        about: text,
      });
    };
    const plain = tags(of("x"));
    const nasty = fc.string({ unit: fc.constantFrom(...Array.from("<>\"'&= ax/")), minLength: 1 });
    fc.assert(
      fc.property(nasty, (text) => {
        expect(tags(of(text))).to.equal(plain);
      }),
    );
  });
});
