import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { parse } from "yaml";
import type { RequestOptions } from "node:http";
import { createTarget, originIdOf, type DrillTarget } from "../../drills/target";
import { VirtualClock } from "../../simulator/clock";
import { OriginShields } from "../../simulator/cloudfront";
import type { LogRecord } from "../../simulator/cloudfront/exchange";
import { type AlarmState, type CanaryDefinition, CloudWatch, SiteMetrics, watchOf } from "../../simulator/metrics";
import { modelFromRegistrations } from "../../simulator/model/fromRegistrations";
import type { Registration } from "../../simulator/model/registration";
import { runProgram } from "../../simulator/pulumi";
import { type CanaryResponse, runCanary } from "../support/canary";
import { content } from "../support/drillSite";
import { projectRoot } from "../support/pulumiProgram";

/** A way to break a site, and the alarms that must fire, without the site's name. */
interface Scenario {
  readonly what: string;
  readonly experiment: string;
  readonly fires: readonly string[];
}

const { scenarios } = parse(readFileSync(join(projectRoot, "docs", "monitoring.yaml"), "utf8")) as {
  scenarios: readonly Scenario[];
};

/** What breaks the site, in the words of drills; of `replication-paused` only what concerns replication. */
const breaks: Readonly<Record<string, (target: DrillTarget) => void>> = {
  none: () => undefined,
  "missing-pages": () => undefined,
  "dark-region": ({ origins }) => {
    origins.setFault("region:us-east-1", { type: "region", attributes: {}, toxicity: 1 });
  },
  "denied-bucket": (target) => {
    target.origins.setFault(originIdOf(target, "primary"), { type: "deny", attributes: {}, toxicity: 1 });
  },
  "both-regions-down": (target) => {
    for (const member of ["primary", "replica"]) {
      target.origins.setFault(originIdOf(target, member), { type: "down", attributes: {}, toxicity: 1 });
    }
  },
  "replication-paused": (target) => {
    target.origins.setFault(originIdOf(target, "replica"), { type: "replication-paused", attributes: {}, toxicity: 1 });
    publish(target);
  },
  "replication-failed": (target) => {
    const replica = target.model.buckets.find(({ region }) => region === "us-west-2")?.name ?? "";
    target.cloud.s3.putBucketVersioning(replica, "Suspended");
    publish(target);
  },
};

/** Minutes before anything is wrong, and how long it then is. */
const [healthyMinutes, brokenMinutes] = [20, 25];
const requestsPerMinute = 6;

describe("the alarms of the stack prod", () => {
  let registrations: readonly Registration[];

  before(async function () {
    this.timeout(120_000);
    ({ registrations } = await runProgram({ projectDir: projectRoot, stack: "prod" }));
  });

  it("are all in docs/monitoring.yaml, each with something that fires it", () => {
    const known = watchOf(registrations).alarms.map(({ name }) => name.replace(/^site-/, ""));
    expect([...new Set(scenarios.flatMap(({ fires }) => fires))]).to.have.members(known);
  });

  for (const { what, experiment, fires } of scenarios) {
    it(`fire so: ${what}: ${fires.join(", ") || "none"} (OB-4)`, async () => {
      const { healthy, broken } = await watched(registrations, experiment);
      expect(healthy).to.deep.equal([]);
      expect(broken).to.have.members(fires);
    });
  }

  it("are over soon after what was wrong is over", async () => {
    const { after } = await watched(registrations, "both-regions-down", 15);
    // The six hours of the slow one's long window have not passed, but its short one is over half an hour later only.
    expect(after.filter((name) => name !== "slow-burn")).to.deep.equal([]);
  });
});

interface Watched {
  /** Alarms that fired before anything was wrong, then, and those that still do in the end. */
  readonly healthy: readonly string[];
  readonly broken: readonly string[];
  readonly after: readonly string[];
}

/** Lets viewers and canaries ask a site for a while, breaks it, and looks at its alarms every minute. */
async function watched(registrations: readonly Registration[], experiment: string, minutesAfter = 0): Promise<Watched> {
  const clock = new VirtualClock();
  const model = modelFromRegistrations(registrations);
  const target = await clock.run(() => createTarget(model, content, { clock }));
  const { alarms, objectives, canaries } = watchOf(registrations);
  const cloudWatch = new CloudWatch({ alarms, objectives });
  const metrics = new SiteMetrics(cloudWatch, model, target.distribution, registrations);
  const replicated = model.buckets.filter(({ replication }) => replication !== undefined);
  const fired = { healthy: new Set<string>(), broken: new Set<string>() };
  let states: ReadonlyMap<string, AlarmState> = new Map();
  const firing = (): string[] =>
    [...states].filter(([, state]) => state === "ALARM").map(([name]) => name.replace(/^site-/, ""));
  try {
    await clock.run(async () => {
      const pending: Promise<unknown>[] = [];
      const onLog = (record: LogRecord): void => {
        metrics.request(record);
      };
      const minutes = healthyMinutes + brokenMinutes + minutesAfter;
      for (let minute = 0; minute < minutes; minute++) {
        if (minute === healthyMinutes) breaks[experiment]?.(target);
        if (minute === healthyMinutes + brokenMinutes) target.origins.heal();
        for (let request = 0; request < requestsPerMinute; request++) {
          const path = experiment === "missing-pages" && request % 3 === 0 ? `/nowhere-${request}` : "/about.html";
          pending.push(later(clock, (request * 60_000) / requestsPerMinute, () => view(target, path, onLog)));
        }
        for (const canary of canaries.filter(({ rateMinutes }) => minute % rateMinutes === 0)) {
          pending.push(probe(canary, target, metrics, onLog));
        }
        await clock.sleep(60_000);
        for (const { name } of replicated) metrics.replication(target.cloud.s3.replicationMetrics(name), clock.now());
        states = cloudWatch.evaluate(clock.now());
        const phase = minute < healthyMinutes ? fired.healthy : fired.broken;
        if (minute < healthyMinutes + brokenMinutes) for (const name of firing()) phase.add(name);
      }
      target.origins.heal();
      await Promise.all(pending);
    });
    return { healthy: [...fired.healthy], broken: [...fired.broken], after: firing() };
  } finally {
    await target.cloud.close();
  }
}

async function later<T>(clock: VirtualClock, milliseconds: number, work: () => Promise<T>): Promise<T> {
  await clock.sleep(milliseconds);
  return work();
}

/** One viewer, at an edge that has nothing cached. */
function view(
  target: DrillTarget,
  path: string,
  onLog: (record: LogRecord) => void,
  host = target.distribution.domainName,
) {
  const edge = target.cloud.edge({
    distributionId: target.distribution.id,
    origins: target.origins,
    shields: new OriginShields(),
    onLog,
  });
  const headers = { host, "user-agent": "viewer" };
  return edge.fetch({ method: "GET", path, headers, scheme: "https", httpVersion: "1.1", viewerAddress: "127.0.0.1" });
}

/** One run of a canary: its own script, whose requests go to the edge. */
async function probe(
  { name, region, script, environment }: CanaryDefinition,
  target: DrillTarget,
  metrics: SiteMetrics,
  onLog: (record: LogRecord) => void,
): Promise<void> {
  const transport = async ({ path, hostname }: RequestOptions): Promise<CanaryResponse> => {
    const { status, headers, body } = await view(target, path ?? "", onLog, hostname ?? "");
    const known = { statusCode: status, headers: headers as CanaryResponse["headers"] };
    return Object.assign(Readable.from(body.length === 0 ? [] : [Buffer.from(body)]), known);
  };
  const { error } = await runCanary(environment, transport, script);
  metrics.canaryRun({ name, region }, error === undefined, target.clock.now());
}

function publish({ cloud, model }: DrillTarget): void {
  const primary = model.buckets.find(({ replication }) => replication !== undefined)?.name ?? "";
  cloud.s3.putObject(primary, "index.html", { body: Buffer.from("<p>new</p>"), contentType: "text/html" });
}
