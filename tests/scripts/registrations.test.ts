import { expect } from "chai";
import fc from "fast-check";
import { checkRegistrations } from "../../scripts/registrations/check";
import { checkLegal } from "../../simulator/pulumi/provider/check/legal";
import { checkShape, type Property, type Shape } from "../../simulator/pulumi/provider/check/shape";

const text: Shape = { scalars: new Set(["string"]) };
const number: Shape = { scalars: new Set(["number"]) };
const optional = (shape: Shape): Property => ({ required: false, shape });
const object = (properties: Readonly<Record<string, Property>>): Shape => ({
  scalars: new Set(),
  properties: new Map(Object.entries(properties)),
});

const shape = object({
  name: { required: true, shape: text },
  size: optional(number),
  color: optional({ ...text, literals: new Set(["red", "green"]) }),
  old: { required: false, deprecated: "use size", shape: number },
  tags: optional({ scalars: new Set(), value: text }),
  rules: optional({ scalars: new Set(), item: object({ id: { required: true, shape: text } }) }),
  code: optional({ scalars: new Set(), anything: true }),
  either: optional({ scalars: new Set(["string"]), item: text }),
});

describe("the checker of registrations", () => {
  const table: readonly (readonly [string, Record<string, unknown>, readonly string[]])[] = [
    [
      "accepts what the typings declare",
      { name: "a", size: 1, color: "red", rules: [{ id: "x" }], tags: { a: "b" } },
      [],
    ],
    ["accepts anything where there is no type", { name: "a", code: { text: "x" } }, []],
    ["accepts each alternative of a union", { name: "a", either: ["x"] }, []],
    ["accepts what is not known yet", { name: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }, []],
    ["takes undefined for absent", { name: undefined }, ["name is required"]],
    ["finds an unknown property", { name: "a", naem: "b" }, ["naem is not known"]],
    ["finds a deprecated property", { name: "a", old: 1 }, ["old is deprecated: use size"]],
    ["finds a missing property below a list", { name: "a", rules: [{ id: "x" }, {}] }, ["rules[1].id is required"]],
    ["finds an unknown property below a list", { name: "a", rules: [{ id: "x", y: 1 }] }, ["rules[0].y is not known"]],
    [
      "finds a value of another type",
      { name: 1, size: "1" },
      ["name must not be a number", "size must not be a string"],
    ],
    ["finds a wrong value in a map", { name: "a", tags: { a: 1 } }, ['tags["a"] must not be a number']],
    [
      "finds a string that is not among the choices",
      { name: "a", color: "blue" },
      ["color must be one of red, green, got blue"],
    ],
    ["finds a list where none belongs", { name: ["a"] }, ["name must not be a list"]],
    ["finds an object where none belongs", { name: { a: 1 } }, ["name must not be an object"]],
  ];
  for (const [what, inputs, faults] of table) {
    it(what, () => {
      expect(checkShape(shape, inputs).map(({ path, fault }) => `${path} ${fault}`)).to.deep.equal(faults);
    });
  }

  it("finds every property that is not declared, whatever its name and value", () => {
    const known = new Set(shape.properties?.keys());
    fc.assert(
      fc.property(fc.string(), fc.anything(), (name, value) => {
        fc.pre(!known.has(name) && name !== "__proto__");
        const found = checkShape(shape, { name: "a", [name]: value });
        expect(found).to.deep.equal([{ path: name, fault: "is not known" }]);
      }),
    );
  });
});

describe("the limits of registrations", () => {
  const legal = {
    name: { length: [1, 3], pattern: /^[a-z]+$/ },
    "rules[].status": { oneOf: ["Enabled", "Disabled"] },
    "origins[].timeouts.connect": { range: [1, 10] },
    members: { length: [2, 2] },
    title: { length: [1, 3] },
  } as const;

  const table: readonly (readonly [string, Record<string, unknown>, readonly string[]])[] = [
    ["accept legal values", { name: "abc", rules: [{ status: "Enabled" }], members: [1, 2] }, []],
    ["accept what is absent or unknown", { name: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", rules: [{}] }, []],
    ["find a name that is too long", { name: "abcd" }, ["name must have 1 to 3 entries, got 4"]],
    ["find a character that is illegal", { name: "ä" }, ["name must match ^[a-z]+$, got ä"]],
    ["count bytes, not characters", { title: "ää" }, ["title must have 1 to 3 entries, got 4"]],
    ["find a list of the wrong length", { members: [1] }, ["members must have 2 to 2 entries, got 1"]],
    [
      "find an illegal entry of a list",
      { rules: [{ status: "Enabled" }, { status: "enabled" }] },
      ["rules[1].status must be one of Enabled, Disabled, got enabled"],
    ],
    [
      "find a number out of its range, however deep",
      { origins: [{ timeouts: { connect: 11 } }] },
      ["origins[0].timeouts.connect must be from 1 to 10, got 11"],
    ],
  ];
  for (const [what, inputs, faults] of table) {
    it(what, () => {
      expect(checkLegal(legal, inputs).map(({ path, fault }) => `${path} ${fault}`)).to.deep.equal(faults);
    });
  }

  it("refuse a type that the provider does not declare, and a tag that AWS does not take", () => {
    const inputs = { tags: { "aws:x": "1", fine: "2", odd: "<3>" } };
    const found = checkRegistrations([{ type: "aws:s3/bukket:Bukket", name: "x", custom: true, inputs }], new Map());
    expect(found.map(({ path, fault }) => `${path} ${fault}`)).to.deep.equal([
      " is of a type that the provider does not declare",
      'tags["aws:x"] is not a tag that AWS takes',
      'tags["odd"] is not a tag that AWS takes',
    ]);
  });

  it("leave what is only read alone: it has no arguments", () => {
    const read = {
      type: "aws:s3/bucketVersioning:BucketVersioning",
      name: "x",
      custom: true,
      inputs: {},
      wasRead: true,
    };
    expect(checkRegistrations([read], new Map())).to.deep.equal([]);
  });

  it("leave components and other providers alone", () => {
    const inputs = { anything: 1 };
    const component = { type: "static-site-ha:index:StaticSiteHA", name: "site", custom: false, inputs };
    expect(checkRegistrations([component, { ...component, type: "pulumi:pulumi:Stack" }], new Map())).to.deep.equal([]);
  });
});
