import { expect } from "chai";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCloudFile, readCloudFile, ResourceCloud } from "../../../../simulator/pulumi/provider";
import { refusalOf } from "../../../support/refusal";

describe("the embedded cloud's file", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cloud-"));
    file = join(folder, "cloud.json");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("holds what was made for the next who opens it, and nothing but itself in the folder", () => {
    expect(readCloudFile(file)).to.deep.equal([]);
    const type = "aws:s3/bucket:Bucket";
    const cloud = new ResourceCloud({ store: openCloudFile(file) });
    cloud.create({
      urn: `urn:pulumi:dev::site::${type}::content`,
      type,
      inputs: { bucket: "content" },
      region: "eu-west-1",
    });
    const later = new ResourceCloud({ store: openCloudFile(file) });
    expect(later.resources).to.deep.equal(cloud.resources);
    expect(readdirSync(folder)).to.deep.equal(["cloud.json"]);
  });

  it("is refused when it is something else, and stays as it is", async () => {
    for (const text of ["", "{", "[]", '{"version":2,"resources":[]}']) {
      writeFileSync(file, text);
      expect(await refusalOf(() => readCloudFile(file))).to.include({ code: "E_FILE", path: file });
    }
  });
});
