import { accountId, type ResourceTypes, text } from "./resourceType";

/** A path begins and ends with a slash, and is one slash when nothing is said. */
function pathOf(path: string): string {
  return path === "" ? "/" : path;
}

export const iamTypes: ResourceTypes = {
  "aws:iam/role:Role": {
    autoName: { property: "name", prefix: "namePrefix" },
    create(inputs, { ids }) {
      const name = text(inputs, "name");
      return {
        id: name,
        outputs: {
          arn: `arn:aws:iam::${accountId}:role${pathOf(text(inputs, "path"))}${name}`,
          uniqueId: `AROA${ids.alphanumeric(17)}`,
          createDate: "2026-01-01T00:00:00Z",
        },
      };
    },
  },
  "aws:iam/policy:Policy": {
    autoName: { property: "name", prefix: "namePrefix" },
    create(inputs, { ids }) {
      const arn = `arn:aws:iam::${accountId}:policy${pathOf(text(inputs, "path"))}${text(inputs, "name")}`;
      return { id: arn, outputs: { arn, policyId: `ANPA${ids.alphanumeric(17)}` } };
    },
  },
  "aws:iam/rolePolicy:RolePolicy": {
    autoName: { property: "name", prefix: "namePrefix" },
    create: (inputs) => ({ id: `${text(inputs, "role")}:${text(inputs, "name")}`, outputs: {} }),
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    create: (inputs, { ids }) => ({ id: `${text(inputs, "role")}-${ids.hex(26)}`, outputs: {} }),
  },
};
