import { expect } from "chai";
import * as fc from "fast-check";
import { hasUnknown, plainProperties, unknownValue } from "../../../simulator/pulumi/wire";

const signature = "4dabf18193072939515e22adb298388d";

function envelope(kind: string, fields: object): object {
  return { [signature]: kind, ...fields };
}

function secret(value: unknown): object {
  return envelope("1b47061264138c4ac30d75fd1eb44270", { value });
}

describe("properties on the wire, as they are meant", () => {
  it("unwraps secrets and output values; an output without a value is unknown", () => {
    const output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
    expect(
      plainProperties({ a: secret({ b: secret(1) }), c: envelope(output, { value: "x" }), d: envelope(output, {}) }),
    ).to.deep.equal({ a: { b: 1 }, c: "x", d: unknownValue });
  });

  it("gives a resource as its id, a component as its URN, one without an id yet as unknown", () => {
    const resource = "5cf8f73096256a8f31e491e813e4eb8e";
    expect(
      plainProperties({
        custom: envelope(resource, { urn: "urn:x", id: "E1" }),
        component: envelope(resource, { urn: "urn:y" }),
        planned: envelope(resource, { urn: "urn:z", id: "" }),
      }),
    ).to.deep.equal({ custom: "E1", component: "urn:y", planned: unknownValue });
  });

  it("gives assets as their text or path, archives as their assets", () => {
    const asset = envelope("c44067f5952c0a294b673a41bacd8c17", { text: "code" });
    const archive = envelope("0def7320c3a5731c473e5ecbe6d01bc7", { assets: { "index.js": asset } });
    expect(plainProperties({ asset, archive })).to.deep.equal({
      asset: { text: "code" },
      archive: { assets: { "index.js": { text: "code" } } },
    });
  });

  it("means the same with secrets around any of its parts (property)", () => {
    const json = fc.dictionary(
      fc.stringMatching(/^[a-z]+$/),
      fc.oneof(
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.array(fc.string()),
        fc.record({ a: fc.array(fc.boolean()) }),
      ),
    );
    const wrapped = (value: unknown): unknown => {
      if (Array.isArray(value)) return secret(value.map(wrapped));
      if (typeof value !== "object" || value === null) return secret(value);
      return secret(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, wrapped(part)])));
    };
    fc.assert(
      fc.property(json, (properties) => {
        const plain = Object.fromEntries(Object.entries(properties));
        expect(plainProperties({ all: wrapped(properties) })["all"]).to.deep.equal(plain);
      }),
    );
  });

  it("tells whether some part is unknown", () => {
    expect(hasUnknown({ a: [{ b: unknownValue }] })).to.equal(true);
    expect(hasUnknown({ a: [{ b: "known" }], c: null })).to.equal(false);
  });
});
