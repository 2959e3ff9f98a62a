import { expect } from "chai";
import { stateFileOf } from "../../../../simulator/model/file/stateFile";
import { refusalOf } from "../../../support/refusal";

const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";
const urn = (type: string, name: string): string => `urn:pulumi:dev::site::${type}::${name}`;
const bucket = "aws:s3/bucket:Bucket";
const state = (...resources: object[]): object => ({ version: 3, deployment: { manifest: {}, resources } });

describe("a file of a stack's state", () => {
  it("gives a registration for every resource, its outputs over its inputs", () => {
    const [found] = stateFileOf(
      state({
        urn: urn(bucket, "primary"),
        custom: true,
        id: "primary-1",
        type: bucket,
        inputs: { forceDestroy: true, region: "us-east-1" },
        outputs: { bucket: "primary-1", region: "us-west-2" },
        parent: urn("pulumi:pulumi:Stack", "site-dev"),
      }),
    );
    expect(found).to.include({ type: bucket, name: "primary", id: "primary-1", custom: true, protect: false });
    expect(found?.outputs).to.deep.equal({ forceDestroy: true, region: "us-west-2", bucket: "primary-1" });
  });

  it("leaves out what waits for its deletion, and marks what the program only reads", () => {
    const one = { urn: urn(bucket, "a"), type: bucket, custom: true };
    const found = stateFileOf(state({ ...one, delete: true }, { ...one, external: true }));
    expect(found.map(({ wasRead }) => wasRead)).to.deep.equal([true]);
  });

  it("reads a secret that is in the clear and leaves out one that is not", () => {
    const [found] = stateFileOf(
      state({
        urn: urn(bucket, "a"),
        type: bucket,
        custom: true,
        outputs: {
          clear: { [signature]: secret, plaintext: '"open"' },
          sealed: { [signature]: secret, ciphertext: "v1:xyz" },
        },
      }),
    );
    expect(found?.outputs["clear"]).to.equal("open");
    expect(found?.outputs["sealed"]).to.equal(undefined);
  });

  it("takes a resource without inputs or outputs", () => {
    const [found] = stateFileOf(state({ urn: urn(bucket, "a"), type: bucket, inputs: null, dependencies: null }));
    expect(found).to.deep.include({ inputs: {}, outputs: {}, dependencies: [], custom: false });
  });

  it("is refused where it is something else", async () => {
    for (const other of [null, [], {}, { deployment: { resources: [{}] } }]) {
      const refusal = await refusalOf(() => stateFileOf(other));
      expect(refusal.code).to.equal("E_FILE");
      expect(refusal.sentence).to.contain("pulumi stack export");
    }
  });
});
