import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { join } from "node:path";
import { CodedError } from "../../aws/codedError";
import { OriginAccess, type StaticSiteHAArgs } from "../../components";
import { managedCachePolicies } from "../../aws/managedPolicies";
import { judged } from "../../components/refusals";
import { readDeclarations } from "../../scripts/docs/declarations";
import { type Captured, unknown } from "../support/pulumi";
import { projectRoot } from "../support/pulumiProgram";
import { inputsOf, runSite } from "../support/pulumiSite";

const webAcl = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/site/a1b2c3d4-5678-90ab-cdef-111122223333";
const certificate = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";
const policyId = "11111111-2222-3333-4444-555555555555";
const forwardsHost = managedCachePolicies.find(({ ParametersInCacheKeyAndForwardedToOrigin: { HeadersConfig } }) =>
  HeadersConfig.Headers?.Items?.includes("Host"),
)?.Id;

interface Case {
  readonly argument: string;
  /** The arguments with the value in its place, whatever its type. */
  readonly args: (value: unknown) => object;
  readonly right: unknown;
  readonly wrong: readonly unknown[];
  readonly code: string;
  /** Type and name of a resource that needs the value, and where it stands there. */
  readonly needs: readonly [type: string, name: string];
  readonly found: (inputs: Readonly<Record<string, unknown>>) => unknown;
}

const distribution = ["Distribution", "site-distribution"] as const;
const first = (inputs: Readonly<Record<string, unknown>>) =>
  (inputs.orderedCacheBehaviors as readonly Readonly<Record<string, unknown>>[])[0];
const inBehavior = (name: string) => (value: unknown) => ({ behaviors: [{ pathPattern: "/a", [name]: value }] });

const cases: readonly Case[] = [
  {
    argument: "cachePolicyId",
    args: (cachePolicyId) => ({ cachePolicyId }),
    right: policyId,
    wrong: ["", "junk", 7, undefined, null, forwardsHost],
    code: "E_CACHE_POLICY",
    needs: distribution,
    found: ({ defaultCacheBehavior }) => (defaultCacheBehavior as Record<string, unknown>).cachePolicyId,
  },
  {
    argument: "cachePolicyId of a behavior",
    args: inBehavior("cachePolicyId"),
    right: policyId,
    wrong: ["", undefined, null, forwardsHost],
    code: "E_CACHE_POLICY",
    needs: distribution,
    found: (inputs) => first(inputs)?.cachePolicyId,
  },
  {
    argument: "responseHeadersPolicyId of a behavior",
    args: inBehavior("responseHeadersPolicyId"),
    right: policyId,
    wrong: ["junk", undefined, null],
    code: "E_ARGUMENT",
    needs: distribution,
    found: (inputs) => first(inputs)?.responseHeadersPolicyId,
  },
  {
    argument: "webAclId",
    args: (webAclId) => ({ webAclId }),
    right: webAcl,
    wrong: [webAcl.replace("us-east-1", "eu-west-1"), undefined, null, 7],
    code: "E_WEB_ACL",
    needs: distribution,
    found: ({ webAclId }) => webAclId,
  },
  {
    argument: "priceClass",
    args: (priceClass) => ({ priceClass }),
    right: "PriceClass_200",
    wrong: ["PriceClass_300", undefined, null, 100],
    code: "E_ARGUMENT",
    needs: distribution,
    found: ({ priceClass }) => priceClass,
  },
  {
    argument: "waitForDeployment",
    args: (waitForDeployment) => ({ waitForDeployment }),
    right: false,
    wrong: ["no", null, 1],
    code: "E_ARGUMENT",
    needs: distribution,
    found: ({ waitForDeployment }) => waitForDeployment,
  },
  {
    argument: "waitForDeployment with originAccess oac",
    args: (waitForDeployment) => ({ waitForDeployment, originAccess: "oac" }),
    right: true,
    wrong: [false, "no"],
    code: "E_ARGUMENT",
    needs: distribution,
    found: ({ waitForDeployment }) => waitForDeployment,
  },
  {
    argument: "certificateArn",
    args: (certificateArn) => ({ aliases: ["a.example.com"], certificateArn }),
    right: certificate,
    wrong: [certificate.replace("us-east-1", "eu-west-1"), "", undefined, null, 7],
    code: "E_CERTIFICATE",
    needs: distribution,
    found: ({ viewerCertificate }) => (viewerCertificate as Record<string, unknown>).acmCertificateArn,
  },
  {
    argument: "hostedZoneId",
    args: (hostedZoneId) => ({ aliases: ["a.example.com"], hostedZoneId }),
    right: "Z0123456789ABC",
    wrong: ["example.com", "", undefined, null, 7],
    code: "E_HOSTED_ZONE",
    needs: ["Record", "site-a.example.com-a"],
    found: ({ zoneId }) => zoneId,
  },
  {
    argument: "forceDestroy",
    args: (forceDestroy) => ({ forceDestroy }),
    right: true,
    wrong: ["yes", null, 1],
    code: "E_ARGUMENT",
    needs: ["Bucket", "site-primary"],
    found: ({ forceDestroy }) => forceDestroy,
  },
  {
    argument: "forceDestroy with retainBucketsOnDelete",
    args: (forceDestroy) => ({ forceDestroy, retainBucketsOnDelete: true }),
    right: false,
    wrong: [true],
    code: "E_RETENTION",
    needs: ["Bucket", "site-primary"],
    found: ({ forceDestroy }) => forceDestroy,
  },
  {
    argument: "tags",
    args: (tags) => ({ tags }),
    right: { team: "web" },
    wrong: [{ "aws:x": "y" }, { team: 7 }, "web", null],
    code: "E_TAG",
    needs: ["Bucket", "site-primary"],
    found: ({ tags }) => tags,
  },
  {
    argument: "a tag's value",
    args: (team) => ({ tags: { team } }),
    right: "web",
    wrong: [7, null],
    code: "E_TAG",
    needs: ["Bucket", "site-primary"],
    found: ({ tags }) => (tags as Record<string, unknown>).team,
  },
  {
    argument: "alarmTopicArns of the monitoring",
    args: (topic) => ({
      monitoring: { canaryRegions: [], alarmTopicArns: { "us-east-1": topicArn("us-east-1"), "eu-west-1": topic } },
    }),
    right: topicArn("eu-west-1"),
    wrong: [topicArn("us-west-2"), 7, null],
    code: "E_MONITORING",
    needs: ["MetricAlarm", "site-replica-serving"],
    found: ({ alarmActions }) => (alarmActions as readonly unknown[])[0],
  },
  {
    argument: "alarmEmail of the monitoring",
    args: (alarmEmail) => ({ monitoring: { canaryRegions: [], alarmEmail } }),
    right: "ops@example.com",
    wrong: ["ops", 7, null],
    code: "E_MONITORING",
    needs: ["TopicSubscription", "site-alarms-us-east-1"],
    found: ({ endpoint }) => endpoint,
  },
];

function topicArn(region: string): string {
  return `arn:aws:sns:${region}:123456789012:mine`;
}

describe("an argument that is known only at the deployment", () => {
  it("is not told when it is a secret that is refused", async () => {
    const told = async (cachePolicyId: pulumi.Output<string>): Promise<readonly string[]> =>
      (await runRejected({ cachePolicyId })).messages;
    expect((await told(pulumi.output("hunter2"))).join()).to.contain("hunter2");
    const messages = (await told(pulumi.secret("hunter2"))).join("\n");
    expect(messages).to.match(/E_CACHE_POLICY: cachePolicyId must .*, got a secret/);
    expect(messages).to.not.contain("hunter2");
  });

  it("is the value itself where it is plain, and refused at once where it is wrong", () => {
    const judge = (value: unknown): string => {
      if (typeof value === "string") return value;
      throw new CodedError("E_ARGUMENT", "it must be text", "it");
    };
    expect(judged("x", judge)).to.equal("x");
    expect(() => judged(7 as unknown as string, judge)).to.throw(CodedError);
  });

  it("is every one that may be an output, and each has a case here", () => {
    const inputs = [...readDeclarations(join(projectRoot, "components")).values()]
      .filter(({ kind, name }) => kind === "interface" && name.endsWith("Args"))
      .flatMap(({ members }) => members.filter(({ type }) => type.includes("pulumi.Input<")).map(({ name }) => name));
    const judgedNames = cases.map(({ argument }) => argument.split(" ")[0]);
    expect(inputs).to.have.length.greaterThan(5);
    expect(judgedNames).to.include.members(inputs);
  });

  it("waitForDeployment is true where nothing is known in the end, as it is where it is left out", async () => {
    for (const originAccess of Object.values(OriginAccess)) {
      const later = pulumi.output(undefined) as unknown as pulumi.Output<boolean>;
      const { resources } = await runSite({ waitForDeployment: later, originAccess });
      expect(inputsOf(resources, "Distribution").waitForDeployment).to.equal(true);
    }
  });

  for (const { argument, args, right, wrong, code, needs, found } of cases) {
    it(`${argument} passes when it is right, as an output and as a promise`, async () => {
      for (const later of [pulumi.output(right), Promise.resolve(right)]) {
        const { resources } = await runSite(args(later));
        expect(found(inputsOf(resources, ...needs))).to.deep.equal(right);
      }
    });

    it(`${argument} ends the run with ${code} before the resource that needs it`, async () => {
      for (const value of wrong) {
        const { resources, codes } = await runRejected(args(Promise.resolve(value)));
        expect(codes, String(value)).to.deep.equal([code]);
        expect(resources.map(({ type, name }) => [type.split(":").at(-1), name])).not.to.deep.include([...needs]);
      }
    });

    it(`${argument} changes nothing of what a preview registers`, async () => {
      const names = ({ resources }: { resources: readonly Captured[] }) =>
        resources.map(({ type, name }) => `${type} ${name}`);
      const previewed = await runSite(args(unknownOutput()), { preview: true });
      expect(names(previewed)).to.deep.equal(names(await runSite(args(right), { preview: true })));
      expect(JSON.stringify(inputsOf(previewed.resources, ...needs))).to.include(unknown);
    });
  }
});

/** Runs a site of which a resource cannot be registered: gives the codes of what rejected it, each once. */
async function runRejected(args: Partial<StaticSiteHAArgs>) {
  const codes = new Set<string>();
  const messages = new Set<string>();
  const note = (error: unknown) => {
    codes.add(error instanceof CodedError ? error.code : String(error));
    messages.add(error instanceof Error ? error.message : String(error));
  };
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", note);
  try {
    const { resources } = await runSite(args);
    // Rejections are told after the microtasks that could still have handled them.
    await new Promise((resolve) => setImmediate(resolve));
    return { resources, codes: [...codes], messages: [...messages] };
  } finally {
    process.off("unhandledRejection", note);
    for (const other of others) process.on("unhandledRejection", other);
  }
}

/** An output as a preview has it: of a value that nobody knows yet. */
function unknownOutput(): unknown {
  const Unknown = pulumi.Output as unknown as new (...state: unknown[]) => unknown;
  const of = (value: unknown) => Promise.resolve(value);
  return new Unknown(new Set(), of(undefined), of(false), of(false), of(new Set()));
}
