import type * as applicationsignals from "@pulumi/aws-native/applicationsignals";
import type * as synthetics from "@pulumi/aws-native/synthetics";
import { expect } from "chai";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { StaticSiteHA } from "../../../components";
import { type CanaryArgs, loadNative, type ObjectiveArgs } from "../../../components/monitoring/native";
import { createChecker } from "../../../simulator/pulumi/provider/check/checker";
import { run, runRefused, valueOf } from "../../support/pulumi";
import { projectRoot } from "../../support/pulumiProgram";
import { inputsOf, regions, runSite } from "../../support/pulumiSite";

const load = createRequire(__filename);

/** The component's own narrow types, held against the package's by the compiler. */
const asCanary = (args: CanaryArgs): synthetics.CanaryArgs => args;
const asObjective = (args: ObjectiveArgs): applicationsignals.ServiceLevelObjectiveArgs => args;

describe("the monitoring of a site", () => {
  it("registers nothing and loads nothing of @pulumi/aws-native when it is not asked for (D2)", async () => {
    for (const path of nativeModules()) Reflect.deleteProperty(load.cache, path);
    const { resources, result } = await runSite();
    expect(nativeModules()).to.deep.equal([]);
    expect(resources.filter(({ type }) => /aws-native|cloudwatch|sns|SiteMonitoring/.test(type))).to.deep.equal([]);
    expect(await valueOf(result.monitoringDashboardName)).to.equal(undefined);
    expect(await valueOf(result.canaryNames)).to.deep.equal({});
  });

  it("loads the two services of @pulumi/aws-native that it needs, never the whole package", async () => {
    await runSite({ monitoring: {} });
    const loaded = nativeModules();
    expect(loaded.some((path) => path.endsWith("/synthetics/canary.js"))).to.equal(true);
    expect(loaded.filter((path) => /\/aws-native\/(lambda|s3|iam|ec2)\//.test(path))).to.deep.equal([]);
  });

  it("is refused, with what to install, before anything is registered where the package is not there", () => {
    const missing = (path: string): never => {
      throw Object.assign(new Error(`Cannot find module '${path}'`), { code: "MODULE_NOT_FOUND" });
    };
    expect(() => loadNative(missing))
      .to.throw(/monitoring must come with the package @pulumi\/aws-native.*npm install/)
      .with.property("code", "E_MONITORING_PACKAGE");
  });

  it("does not take a fault within the package for its absence", () => {
    const broken = (): never => {
      throw Object.assign(new Error("Cannot find module 'google-protobuf'"), { code: "MODULE_NOT_FOUND" });
    };
    expect(() => loadNative(broken))
      .to.throw("google-protobuf")
      .with.property("code", "MODULE_NOT_FOUND");
  });

  it("gives the package what its own typings and AWS's limits take", async () => {
    expect([asCanary, asObjective]).to.have.lengthOf(2);
    const { resources } = await runSite({ monitoring: {}, tags: { team: "web" } });
    const checker = createChecker(projectRoot);
    const found = resources
      .filter(({ custom }) => custom)
      .flatMap(({ type, name, inputs }) => checker.check(type, inputs).map(({ path, fault }) => [name, path, fault]));
    expect(found).to.deep.equal([]);
    expect(resources.filter(({ type }) => type.startsWith("aws-native:"))).to.have.lengthOf(4);
  });

  it("has each alarm in its metric's region, and notifies a topic there (MO-1, MO-2, MO-3, MO-4)", async () => {
    const { resources } = await runSite({ monitoring: { canaryRegions: ["ap-south-1"] } });
    const alarms = resources.filter(({ type }) => type.endsWith(":MetricAlarm"));
    expect(Object.fromEntries(alarms.map(({ name, inputs }) => [name, inputs.region]))).to.deep.equal({
      "site-replica-serving": "eu-west-1",
      "site-replication-late": "eu-west-1",
      "site-replication-failed": "us-east-1",
      "site-errors": "us-east-1",
      "site-fast-burn": "us-east-1",
      "site-slow-burn": "us-east-1",
      "site-canary-ap-south-1": "ap-south-1",
    });
    for (const { inputs } of alarms) {
      const actions = [...(inputs.alarmActions as string[]), ...(inputs.okActions as string[])];
      expect(actions.map((arn) => arn.split(":")[3])).to.deep.equal([inputs.region, inputs.region]);
    }
  });

  it("has canaries, their buckets and their providers in the regions that are given", async () => {
    const { resources } = await runSite({ monitoring: { canaryRegions: ["us-west-1", "sa-east-1"] } });
    for (const region of ["us-west-1", "sa-east-1"]) {
      expect(inputsOf(resources, "Bucket", `site-${region}`).region).to.equal(region);
      expect(inputsOf(resources, "Canary", `site-canary-${region}`).artifactS3Location).to.equal(
        `s3://site-${region}-1234567`,
      );
      expect(inputsOf(resources, "aws-native", `site-native-${region}`).region).to.equal(region);
    }
  });

  it("makes no canary, no role and no bucket for an empty list of regions", async () => {
    const { resources, result } = await runSite({ monitoring: { canaryRegions: [] } });
    expect(resources.filter(({ name }) => name.includes("canary"))).to.deep.equal([]);
    expect(await valueOf(result.canaryNames)).to.deep.equal({});
  });

  it("lets a canary write to its own buckets, logs and metrics alone", async () => {
    const { resources } = await runSite({ monitoring: { canaryRegions: ["us-west-1"] } });
    const policy = JSON.parse(String(inputsOf(resources, "RolePolicy", "site-canary").policy)) as {
      Statement: { Action: string | string[]; Resource: string | string[]; Condition?: unknown }[];
    };
    const of = (action: string) => policy.Statement.find(({ Action }) => [Action].flat().includes(action));
    expect(of("s3:PutObject")?.Resource).to.deep.equal(["arn:aws:s3:::site-us-west-1-1234567/*"]);
    expect(of("logs:PutLogEvents")?.Resource).to.equal(
      "arn:aws:logs:*:123456789012:log-group:/aws/lambda/cwsyn-site-canary-*",
    );
    expect(of("cloudwatch:PutMetricData")?.Condition).to.deep.equal({
      StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" },
    });
    expect(policy.Statement.flatMap(({ Action }) => Action)).to.not.include("s3:*");
  });

  it("makes names that S3 takes even of the longest name of a site", async () => {
    const name = "a".repeat(40);
    const { resources } = await run(() => new StaticSiteHA(name, { ...regions, monitoring: {} }));
    const buckets = resources.filter(({ type }) => type === "aws:s3/bucket:Bucket").map((bucket) => bucket.name);
    expect(buckets).to.include(`${name}-ap-southeast-1`);
    // The provider adds a dash and seven digits.
    expect(buckets.filter((bucket) => bucket.length + 8 > 63)).to.deep.equal([]);
  });

  it("turns the metrics of replication on, without which its alarms are blind (MO-3)", async () => {
    const { resources } = await runSite({ monitoring: {} });
    const rules = inputsOf(resources, "BucketReplicationConfig").rules as { destination: { metrics?: unknown } }[];
    expect(rules.map(({ destination }) => destination.metrics)).to.deep.equal([{ status: "Enabled" }]);
  });

  it("has no alarms about a replication that is somebody else's", async () => {
    const { resources } = await runSite({
      monitoring: {},
      primaryExistingBucketName: "old-primary",
      primaryExistingBucketPolicy: "",
      primaryExistingBucketReplication: "external",
      replicaExistingBucketName: "old-replica",
      replicaExistingBucketPolicy: "",
    });
    const alarms = resources.filter(({ type }) => type.endsWith(":MetricAlarm")).map(({ name }) => name);
    expect(alarms).to.include("site-replica-serving").and.not.include("site-replication-late");
  });

  it("notifies the topics that are given, and makes none", async () => {
    const arn = (region: string) => `arn:aws:sns:${region}:123456789012:mine`;
    const { resources } = await runSite({
      monitoring: {
        canaryRegions: [],
        alarmTopicArns: { "us-east-1": arn("us-east-1"), "eu-west-1": pulumi.output(arn("eu-west-1")) },
      },
    });
    expect(resources.filter(({ type }) => type.endsWith(":Topic"))).to.deep.equal([]);
    expect(inputsOf(resources, "MetricAlarm", "site-replica-serving").alarmActions).to.deep.equal([arn("eu-west-1")]);
  });

  it("subscribes an address to every topic of its own", async () => {
    const { resources } = await runSite({ monitoring: { canaryRegions: [], alarmEmail: "ops@example.com" } });
    const subscriptions = resources.filter(({ type }) => type.endsWith(":TopicSubscription"));
    expect(subscriptions.map(({ inputs }) => [inputs.region, inputs.endpoint])).to.deep.equal([
      ["eu-west-1", "ops@example.com"],
      ["us-east-1", "ops@example.com"],
    ]);
  });

  it("shows on its dashboard both buckets' reads and every alarm", async () => {
    const { resources } = await runSite({ monitoring: {} });
    const body = String(inputsOf(resources, "Dashboard").dashboardBody);
    expect(body).to.include("site-primary-1234567").and.to.include("site-replica-1234567");
    const { widgets } = JSON.parse(body) as { widgets: { type: string; properties: { alarms?: string[] } }[] };
    const shown = widgets.flatMap(({ properties }) => properties.alarms ?? []);
    expect(shown).to.have.lengthOf(resources.filter(({ type }) => type.endsWith(":MetricAlarm")).length);
  });

  it("registers the same in a preview", async () => {
    const names = async (preview: boolean) =>
      (await runSite({ monitoring: {} }, { preview })).resources.map(({ type, name }) => `${type} ${name}`);
    expect(await names(true)).to.deep.equal(await names(false));
  });

  const refused: readonly (readonly [title: string, monitoring: unknown, sentence: string, code?: string])[] = [
    ["text", "yes", "monitoring must be an object", "E_ARGUMENT"],
    ["a misspelt field", { canaryRegion: [] }, "did you mean canaryRegions?", "E_ARGUMENT"],
    ["a goal of 100 %, which leaves no budget", { availabilityGoalPercent: 100 }, "from 95 to 99.999, got 100"],
    ["a goal that is text", { availabilityGoalPercent: "99" }, "monitoring.availabilityGoalPercent must"],
    [
      "a goal so low that its alarm could never fire",
      { availabilityGoalPercent: 95, availabilityIntervalDays: 90 },
      "supply a higher goal or fewer availabilityIntervalDays",
    ],
    ["no days", { availabilityIntervalDays: 0 }, "from 1 to 90, got 0"],
    ["a region that is none", { canaryRegions: ["eu-west-1", "mars-1"] }, "monitoring.canaryRegions[1] must name"],
    ["a region twice", { canaryRegions: ["eu-west-1", "eu-west-1"] }, "eu-west-1 stands there twice"],
    ["a path that is none", { canaryPath: "index.html" }, "begin with a slash"],
    ["two hours between runs", { canaryRateMinutes: 120 }, "from 1 to 60, got 120"],
    ["a runtime with a browser", { canaryRuntimeVersion: "syn-nodejs-puppeteer-9.0" }, "without a browser"],
    ["a runtime that lacks the library", { canaryRuntimeVersion: "syn-nodejs-3.0" }, "from syn-nodejs-3.1 on"],
    ["no percentage", { errorRatePercent: 0 }, "above 0 and at most 100, got 0"],
    ["no requests", { replicaRequestsPerMinute: 0 }, "got 0"],
    ["less than a minute", { replicationLatencySeconds: 30 }, "from 60 to 86400, got 30"],
    ["no address", { alarmEmail: "ops" }, "be an e-mail address, got ops"],
    [
      "topics that lack a region",
      { canaryRegions: [], alarmTopicArns: { "us-east-1": "arn:aws:sns:us-east-1:123456789012:mine" } },
      "eu-west-1 has alarms but no topic there",
    ],
    [
      "a topic of another region",
      {
        canaryRegions: [],
        alarmTopicArns: {
          "us-east-1": "arn:aws:sns:us-west-2:123456789012:mine",
          "eu-west-1": "arn:aws:sns:eu-west-1:123456789012:mine",
        },
      },
      "be the ARN of an SNS topic in us-east-1",
    ],
    [
      "topics and an address",
      {
        canaryRegions: [],
        alarmEmail: "ops@example.com",
        alarmTopicArns: {
          "us-east-1": "arn:aws:sns:us-east-1:123456789012:mine",
          "eu-west-1": "arn:aws:sns:eu-west-1:123456789012:mine",
        },
      },
      "not come with alarmTopicArns",
    ],
  ];
  for (const [title, monitoring, sentence, code = "E_MONITORING"] of refused) {
    it(`refuses ${title}, before anything is registered`, async () => {
      const args = { ...regions, monitoring: monitoring as object };
      const { error, resources } = await runRefused(() => new StaticSiteHA("site", args));
      expect(error).to.have.property("message").that.includes(sentence);
      expect(error).to.have.property("code", code);
      expect(error)
        .to.have.property("path")
        .that.matches(/^monitoring/);
      expect(resources).to.deep.equal([]);
    });
  }

  it("refuses replication without metrics beside it", async () => {
    const args = { ...regions, monitoring: {}, replicationMetrics: false };
    const { error } = await runRefused(() => new StaticSiteHA("site", args));
    expect(error).to.have.property("message").that.includes("replicationMetrics must be true with monitoring");
  });
});

function nativeModules(): readonly string[] {
  return Object.keys(load.cache).filter((path) => path.includes("/@pulumi/aws-native/"));
}
