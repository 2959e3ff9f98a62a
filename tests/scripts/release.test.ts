import { expect } from "chai";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { notesOf, refusalOfRelease } from "../../scripts/release/release";
import { projectRoot } from "../support/pulumiProgram";

const changelog = `# Changelog

## Unreleased

- Later.

## 1.2.3 - 2026-11-26

### Added

- Something.

## 1.2.2 - 2026-11-01
`;

const versions = { "package.json": "1.2.3", "policy/package.json": "1.2.3" };

describe("a release", () => {
  it("is of a tag that every package and the changelog have as their version", () => {
    expect(refusalOfRelease({ tag: "v1.2.3", versions, changelog })).to.equal(undefined);
  });

  for (const tag of ["", "1.2.3", "v1.2", "v1.2.3.4", "v01.2.3", "v1.2.3-", "v1.2.3-01", "v1.2.3+build", "v1.2.3\n"]) {
    it(`is not of the tag ${JSON.stringify(tag)}, which is no semantic version`, () => {
      expect(refusalOfRelease({ tag, versions, changelog })).to.match(/^a tag must be a semantic version with a v/);
    });
  }

  it("is not made when a package has another version, and says how to set it", () => {
    const mixed = { ...versions, "components/package.json": "1.2.2" };
    expect(refusalOfRelease({ tag: "v1.2.3", versions: mixed, changelog })).to.match(
      /^the version in components\/package\.json must be 1\.2\.3 as the tag says, got 1\.2\.2; run npm version 1\.2\.3 /,
    );
  });

  it("is not made when the changelog is silent about it", () => {
    const at = (version: string) => ({ tag: `v${version}`, versions: { "package.json": version }, changelog });
    expect(refusalOfRelease(at("1.2.4"))).to.contain('a part "## 1.2.4 - YYYY-MM-DD", got none');
    expect(refusalOfRelease(at("1.2.2"))).to.contain("must say what changed, got nothing");
    expect(refusalOfRelease(at("11.2.3"))).to.contain("got none");
  });

  it("has its own part of the changelog as notes, and no other's", () => {
    expect(notesOf(changelog, "1.2.3")).to.equal("### Added\n\n- Something.");
  });

  it("takes every version that semver allows", () => {
    const number = fc.nat({ max: 999 }).map(String);
    const word = fc.stringMatching(/^[A-Za-z-][\dA-Za-z-]{0,5}$/);
    const version = fc
      .tuple(number, number, number, fc.array(fc.oneof(number, word), { maxLength: 3 }))
      .map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre.length === 0 ? "" : `-${pre.join(".")}`}`);
    fc.assert(
      fc.property(version, (one) => {
        const text = `# Changelog\n\n## ${one} - 2026-01-01\n\n- It.\n`;
        const release = { tag: `v${one}`, versions: { "package.json": one }, changelog: text };
        expect(refusalOfRelease(release)).to.equal(undefined);
      }),
    );
  });
});

describe("this repository's packages", () => {
  const manifest = (folder: string) =>
    JSON.parse(readFileSync(join(projectRoot, folder, "package.json"), "utf8")) as Record<string, unknown>;

  it("have one version, and the changelog a part for what is not released", () => {
    const { version } = manifest("");
    for (const folder of ["components", "policy"]) expect(manifest(folder)["version"]).to.equal(version);
    expect(readFileSync(join(projectRoot, "CHANGELOG.md"), "utf8")).to.match(/^## (?:Unreleased|\d)/m);
  });

  it("are published from the root alone, and say under which Node.js and with whose SDK they run", () => {
    expect(manifest("")).not.to.have.property("private");
    for (const folder of ["components", "policy"]) expect(manifest(folder)["private"]).to.equal(true);
    expect(manifest("")["engines"]).to.deep.equal({ node: ">=22" });
    expect(manifest("")["peerDependencies"]).to.include.keys("@pulumi/aws", "@pulumi/pulumi");
    expect(manifest("")["dependencies"]).not.to.include.any.keys("@pulumi/aws", "@pulumi/aws-native", "@pulumi/pulumi");
  });
});
