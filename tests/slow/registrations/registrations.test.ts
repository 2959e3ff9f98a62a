import { expect } from "chai";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { awsTypes, checkRegistrations } from "../../../scripts/registrations/check";
import { type ResourceTyping, typingsOf } from "../../../scripts/registrations/typings";
import type { Registration } from "../../../simulator/model/registration";
import { Declarations } from "../../../simulator/pulumi/provider/check/declarations";
import { limits } from "../../../simulator/pulumi/provider/check/limits";
import type { Shape } from "../../../simulator/pulumi/provider/check/shape";
import { runProgram } from "../../../simulator/pulumi";
import { projectRoot } from "../../support/pulumiProgram";

/** Fixtures that are refused on purpose register nothing. */
const refused = ["missing-region", "same-region"];

/** The stacks of every program that is a site. */
const stacks: readonly (readonly [folder: string, stack: string])[] = [
  [".", "dev"],
  [".", "prod"],
  ...["tests/fixtures/sites", "examples"].flatMap((parent) =>
    readdirSync(join(projectRoot, parent))
      .filter((name) => !refused.includes(name))
      .map((name) => `${parent}/${name}`)
      .filter((folder) => existsSync(join(projectRoot, folder, "Pulumi.dev.yaml")))
      .map((folder) => [folder, "dev"] as const),
  ),
];

describe("the registrations are what the AWS provider accepts", () => {
  const programs = new Map<string, readonly Registration[]>();
  const failures = new Map<string, unknown>();
  let typings: ReadonlyMap<string, ResourceTyping>;

  before(async () => {
    for (const [folder, stack] of stacks) {
      // One program that does not run must not hide what the others register.
      await runProgram({ projectDir: join(projectRoot, folder), stack }).then(
        ({ registrations }) => programs.set(`${folder} ${stack}`, registrations),
        (error: unknown) => failures.set(`${folder} ${stack}`, error),
      );
    }
    typings = typingsOf(awsTypes([...programs.values()].flat()));
  });

  for (const [folder, stack] of stacks) {
    it(`of ${folder}, stack ${stack}: nothing unknown, deprecated, missing or illegal`, () => {
      const registrations = programs.get(`${folder} ${stack}`) ?? [];
      expect(failures.get(`${folder} ${stack}`)).to.equal(undefined);
      expect(registrations.length).to.be.greaterThan(5);
      expect(checkRegistrations(registrations, typings)).to.deep.equal([]);
    });
  }

  it("finds an unknown, a deprecated and a missing property, and an illegal value, with the provider's own typings", () => {
    const name = "site-distribution";
    const real = [...programs.values()].flat().find((one) => one.name === name && one.type.endsWith(":Distribution"));
    const { comment, origins, ...inputs } = real?.inputs ?? {};
    expect([comment, origins]).not.to.include(undefined);
    const type = "aws:cloudfront/distribution:Distribution";
    const behavior = Object.fromEntries(Object.entries(inputs.defaultCacheBehavior ?? {}));
    const broken = {
      ...inputs,
      priceClass: "PriceClass_300",
      isIPV6Enabled: true,
      defaultCacheBehavior: { ...behavior, minTtl: "0" },
    };
    const found = checkRegistrations([{ type, name, custom: true, inputs: broken }], typings);
    expect(found.map(({ path, fault }) => `${path} ${fault}`)).to.deep.equal([
      "origins is required",
      "defaultCacheBehavior.minTtl must not be a string",
      "isIPV6Enabled is not known",
      "priceClass must be one of PriceClass_100, PriceClass_200, PriceClass_All, got PriceClass_300",
    ]);
    const old = { type: "aws:s3/bucket:Bucket", name: "old", custom: true, inputs: { versioning: { enabled: true } } };
    expect(checkRegistrations([old], typings).map(({ path, fault }) => `${path} ${fault.slice(0, 13)}`)).to.deep.equal([
      "versioning is deprecated",
    ]);
  });

  it("has limits for every type that is registered and takes names or choices", () => {
    const without = awsTypes([...programs.values()].flat()).filter((type) => limits[type] === undefined);
    expect(without).to.deep.equal([]);
  });

  it("are declared alike to the compiler and to the embedded cloud's own reader", () => {
    const reader = new Declarations(dirname(require.resolve("@pulumi/aws/package.json")));
    const differing = [...typings].filter(([type, { shape }]) => {
      const own = reader.argumentsOf(type);
      return own === undefined || JSON.stringify(outline(own)) !== JSON.stringify(outline(shape));
    });
    expect(typings.size).to.be.greaterThan(15);
    expect(differing.map(([type]) => type)).to.deep.equal([]);
  });
});

/** What both know of a shape: no literals, and nothing of what is deprecated. */
function outline({ scalars, item, value, properties, anything }: Shape): unknown {
  if (anything === true) return "anything";
  return [
    [...scalars].sort(),
    item === undefined ? null : outline(item),
    value === undefined ? null : outline(value),
    [...(properties ?? [])]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, { required, shape }]) => [name, required, outline(shape)]),
  ];
}
