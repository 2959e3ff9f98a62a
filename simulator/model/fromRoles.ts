import { Fields } from "./fromFields";
import { policyDocumentOf, trustPolicyOf } from "./fromPolicyDocument";
import type { Registration } from "./registration";
import type { ReplicationRole } from "./siteModel";

const types = {
  replication: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  attachments: "aws:iam/policyAttachment:PolicyAttachment",
  policy: "aws:iam/policy:Policy",
} as const;

/** The roles that the program makes for its replications, with every policy that it gives them (RP-9). */
export function replicationRolesOf(registrations: readonly Registration[]): readonly ReplicationRole[] {
  const all = (kind: keyof typeof types): readonly Fields[] =>
    registrations.filter(({ type }) => type === types[kind]).map(({ name, outputs }) => new Fields(outputs, name));
  const taken = new Set(all("replication").map((one) => one.optionalText("role")));
  const managed = new Map(all("policy").map((policy) => [policy.optionalText("arn"), policy]));
  return all("role")
    .filter((role) => taken.has(role.optionalText("arn")))
    .map((role) => {
      const name = role.optionalText("name");
      const attached = [
        ...role.texts("managedPolicyArns"),
        ...all("attachment")
          .filter((one) => one.optionalText("role") === name)
          .map((one) => one.text("policyArn")),
        ...all("attachments")
          .filter((one) => name !== undefined && one.texts("roles").includes(name))
          .map((one) => one.text("policyArn")),
      ];
      const known = attached.map((arn) => managed.get(arn)).filter((policy) => policy !== undefined);
      const own = [
        ...role.list("inlinePolicies"),
        ...all("rolePolicy").filter((one) => one.optionalText("role") === name),
      ];
      return {
        arn: role.text("arn"),
        trust: trustPolicyOf(textOf(role, "assumeRolePolicy"), `${role.path}.assumeRolePolicy`),
        policies: [...own, ...known]
          .filter((one) => one.has("policy"))
          .map((one) => policyDocumentOf(textOf(one, "policy"), `${one.path}.policy`)),
        complete: known.length === attached.length && !role.has("permissionsBoundary"),
      };
    });
}

/** Providers hold documents as text; programs may write them as objects. */
function textOf(fields: Fields, name: string): string {
  const value = fields.raw(name);
  return typeof value === "string" ? value : JSON.stringify(value ?? {});
}
