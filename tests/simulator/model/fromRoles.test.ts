import { expect } from "chai";
import { replicationRolesOf } from "../../../simulator/model/fromRoles";
import type { Registration } from "../../../simulator/model/registration";
import { refusalOf } from "../../support/refusal";

function registration(type: string, outputs: Record<string, unknown>): Registration {
  const base = { urn: type, type, name: "r", custom: true, parent: "", id: "id", inputs: {}, dependencies: [] };
  return { ...base, protect: false, outputs };
}

const arn = "arn:aws:iam::123456789012:role/r";
const assumeRolePolicy = JSON.stringify({
  Statement: { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" },
});
const role = (more: Record<string, unknown> = {}): Registration =>
  registration("aws:iam/role:Role", { arn, name: "r", assumeRolePolicy, ...more });
const replication = registration("aws:s3/bucketReplicationConfig:BucketReplicationConfig", { role: arn });
const allows = (Action: string) => ({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] });

function actionsOf(...registrations: Registration[]): readonly unknown[] {
  const [found] = replicationRolesOf([replication, ...registrations]);
  return [found?.policies.flatMap(({ Statement }) => Statement.map(({ Action }) => Action)), found?.complete];
}

describe("the roles of a program's replications (RP-9)", () => {
  it("have their trust, which is about no resource", () => {
    const [found] = replicationRolesOf([replication, role()]);
    expect(found?.trust.Statement[0]).to.include({ Action: "sts:AssumeRole", Resource: "*" });
  });

  it("have the policies within them, beside them and attached to them, as text or as objects", () => {
    const theirs = registration("aws:iam/rolePolicy:RolePolicy", {
      role: "other",
      policy: JSON.stringify(allows("s3:No")),
    });
    const policy = (name: string) =>
      registration("aws:iam/policy:Policy", { arn: `arn:${name}`, policy: JSON.stringify(allows(`s3:${name}`)) });
    const found = actionsOf(
      role({
        inlinePolicies: [{ name: "i", policy: JSON.stringify(allows("s3:Inline")) }],
        managedPolicyArns: ["arn:C"],
      }),
      registration("aws:iam/rolePolicy:RolePolicy", { role: "r", policy: allows("s3:Beside") }),
      theirs,
      ...["A", "B", "C"].map(policy),
      registration("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "r", policyArn: "arn:A" }),
      registration("aws:iam/policyAttachment:PolicyAttachment", { roles: ["r"], policyArn: "arn:B" }),
    );
    expect(found).to.deep.equal([["s3:Inline", "s3:Beside", "s3:C", "s3:A", "s3:B"], true]);
  });

  it("are not known wholly with a policy from elsewhere or a permissions boundary", () => {
    const attachment = registration("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
      role: "r",
      policyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess",
    });
    expect(actionsOf(role(), attachment)).to.deep.equal([[], false]);
    expect(actionsOf(role({ permissionsBoundary: "arn:aws:iam::aws:policy/x" }))).to.deep.equal([[], false]);
  });

  it("are none for a role that no replication takes, whatever its policies say", () => {
    const other = role({ arn: "arn:aws:iam::123456789012:role/other", assumeRolePolicy: "not JSON" });
    expect(replicationRolesOf([replication, other])).to.deep.equal([]);
  });

  it("are refused with a policy that is not JSON", async () => {
    const refusal = await refusalOf(() => replicationRolesOf([replication, role({ assumeRolePolicy: "not JSON" })]));
    expect([refusal.code, refusal.path]).to.deep.equal(["InvalidArgument", "r.assumeRolePolicy"]);
  });
});
