import { expect } from "chai";
import { strToU8, zipSync, type Zippable } from "fflate";
import { CodedError } from "../../../aws/codedError";
import { archiveLimits, unpackReports } from "../../../scripts/pullRequest/archive";

const archive = (files: Readonly<Record<string, string>>): Uint8Array => {
  const content: Zippable = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
  return zipSync(content);
};
const names = (of: ReadonlyMap<string, string>): readonly string[] => [...of.keys()];

describe("an artifact that anybody may have made", () => {
  it("gives the reports that it holds", () => {
    const files = unpackReports(
      archive({ "pull-request.json": "{}", "dev.proof.json": "[1]", "dev.preview.txt": "é" }),
    );
    expect(Object.fromEntries(files)).to.deep.equal({
      "pull-request.json": "{}",
      "dev.proof.json": "[1]",
      "dev.preview.txt": "é",
    });
  });

  it("gives nothing that is called otherwise, least of all a path", () => {
    const files = {
      "../dev.proof.json": "x",
      "/etc/passwd": "x",
      "a/dev.proof.json": "x",
      "run.sh": "x",
      __proto__x: "x",
    };
    expect(names(unpackReports(archive(files)))).to.deep.equal([]);
  });

  it("is refused where it is no archive, or cut off", () => {
    const whole = archive({ "dev.proof.json": "x".repeat(1000) });
    for (const bytes of [new Uint8Array(), strToU8("PK but no more"), whole.subarray(0, whole.length - 30)]) {
      expect(() => unpackReports(bytes))
        .to.throw(CodedError)
        .with.property("code", "E_PULL_REQUEST_REPORT");
    }
  });

  it("is refused where it unpacks to too much, before it is unpacked", () => {
    const bomb = archive({ "dev.proof.json": "0".repeat(archiveLimits.content + 1) });
    expect(bomb.byteLength).to.be.lessThan(archiveLimits.archive);
    expect(() => unpackReports(bomb)).to.throw(CodedError, `at most ${archiveLimits.content} bytes`);
  });

  it("is unpacked to no more than the size that it names", () => {
    const bytes = archive({ "dev.proof.json": "0".repeat(10_000) });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    // The central directory's entry: its uncompressed size stands 24 bytes after its signature.
    const entry = bytes.findIndex((_, at) => at + 4 < bytes.length && view.getUint32(at, true) === 0x02014b50);
    view.setUint32(entry + 24, 10, true);
    let size = 0;
    try {
      size = unpackReports(bytes).get("dev.proof.json")?.length ?? 0;
    } catch (error) {
      expect(error).to.be.instanceOf(CodedError);
    }
    expect(size).to.be.at.most(10);
  });

  it("is refused where it holds too many files", () => {
    const many = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`s${at}.proof.json`, ""]));
    expect(names(unpackReports(archive(many), { ...archiveLimits, files: 5 }))).to.have.length(5);
    expect(() => unpackReports(archive(many), { ...archiveLimits, files: 4 })).to.throw(CodedError, "at most 4 files");
  });
});
