import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CodedError } from "../../../aws/codedError";
import { VirtualClock } from "../../../simulator/clock";
import type { Registration } from "../../../simulator/model/registration";
import { type Diagnostic, runProgram, type RunResult, unknownValue } from "../../../simulator/pulumi";
import { createResource } from "../../../simulator/pulumi/resources";
import { refusalOf } from "../../support/refusal";

const programs = join(__dirname, "../../fixtures/programs");

function run(name: string, options: Partial<Parameters<typeof runProgram>[0]> = {}): Promise<RunResult> {
  return runProgram({ projectDir: join(programs, name), stack: "dev", ...options });
}

type Job = () => Promise<RunResult>;

/** Runs all jobs, three at a time: a process spends half of its time waiting. */
async function runAll<Name extends string>(
  jobs: Readonly<Record<Name, Job>>,
): Promise<Map<string, RunResult | CodedError>> {
  const waiting = Object.entries<Job>(jobs);
  const endings = new Map<string, RunResult | CodedError>();
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, job] = next;
      const ending = await job().catch((error: unknown) => {
        if (error instanceof CodedError) return error;
        throw error;
      });
      endings.set(name, ending);
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return endings;
}

function find(result: RunResult, type: string, name: string): Registration {
  const found = result.registrations.find((one) => one.type === type && one.name === name);
  if (found === undefined) throw new Error(`no ${type} ${name}`);
  return found;
}

describe("running a program on the embedded cloud", function () {
  this.timeout(120_000);

  const seen: Diagnostic[] = [];
  const started = { timeout: new Map<string, number>(), interrupt: new Map<string, number>() };
  const interrupt = new AbortController();
  const clock = new VirtualClock();

  /** However long the program takes to start its children: what ends it comes after them. */
  function neverEnds(
    pids: Map<string, number>,
    onGrandchild: () => void,
    options: Partial<Parameters<typeof runProgram>[0]>,
  ): Promise<RunResult> {
    return run("never-ends", {
      ...options,
      onDiagnostic: ({ message }) => {
        const [, name, pid] = /^(detached|grandchild) (\d+)$/.exec(message) ?? [];
        if (name === undefined) return;
        pids.set(name, Number(pid));
        if (name === "grandchild") onGrandchild();
      },
    });
  }

  const jobs = {
    timeout: () => neverEnds(started.timeout, () => void clock.advance(2500), { timeoutMs: 2500, clock }),
    interrupt: () =>
      neverEnds(
        started.interrupt,
        () => {
          interrupt.abort();
        },
        { signal: interrupt.signal },
      ),
    update: () => run("two-buckets", { onDiagnostic: (diagnostic) => seen.push(diagnostic) }),
    preview: () => run("two-buckets", { preview: true }),
    transforms: () => run("transforms"),
    throws: () => run("throws"),
    logsError: () => run("logs-error"),
    invoke: () => run("unknown-invoke"),
    hook: () => run("hook"),
  };
  let endings: Map<string, RunResult | CodedError>;

  before(async () => {
    endings = await runAll(jobs);
  });
  after(() => {
    for (const pids of Object.values(started)) {
      const pid = pids.get("detached");
      if (pid !== undefined && isAlive(pid)) process.kill(pid);
    }
  });

  function resultOf(name: keyof typeof jobs): RunResult {
    const ending = endings.get(name);
    if (ending === undefined || ending instanceof CodedError) throw ending ?? new Error(`${name} did not run`);
    return ending;
  }

  function errorOf(name: keyof typeof jobs): CodedError {
    const ending = endings.get(name);
    if (ending instanceof CodedError) return ending;
    throw new Error(`${name} did not fail`);
  }

  describe("in an update", () => {
    let result: RunResult;
    before(() => {
      result = resultOf("update");
    });

    it("registers every resource of the program, the stack first", () => {
      expect(result.registrations.map(({ type }) => type.split(":")[2]).sort()).to.deep.equal([
        ...["Bucket", "Bucket", "BucketPolicy", "BucketPolicy", "BucketVersioning", "BucketVersioning"],
        ...["Distribution", "OriginAccessIdentity", "Stack"],
      ]);
      expect(result.registrations[0]?.type).to.equal("pulumi:pulumi:Stack");
    });

    it("names a bucket as the provider does: the name in lower case and seven hexadecimal digits", () => {
      const bucket = find(result, "aws:s3/bucket:Bucket", "Primary");
      expect(bucket.id).to.match(/^primary-[0-9a-f]{7}$/);
      expect(bucket.inputs["bucket"]).to.equal(bucket.id);
    });

    it("gives the endpoint with the region in its name", () => {
      const { id, outputs } = find(result, "aws:s3/bucket:Bucket", "Replica");
      expect(outputs["bucketRegionalDomainName"]).to.equal(`${id}.s3.eu-west-1.amazonaws.com`);
    });

    it("lets outputs reach the inputs of other resources, the identity's principal a policy among them (S3-2)", () => {
      const identity = find(result, "aws:cloudfront/originAccessIdentity:OriginAccessIdentity", "site");
      const policy = find(result, "aws:s3/bucketPolicy:BucketPolicy", "Primary");
      const text = policy.inputs["policy"];
      expect(text).to.include(`arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${identity.id}`);
      expect(policy.dependencies).to.include(identity.urn);
    });

    it("gives names and ids that follow from the URN alone, and so are the same in every run", () => {
      for (const { urn, type, name, id } of result.registrations.filter(({ custom }) => custom)) {
        if (!type.endsWith(":Bucket") && !type.endsWith(":Distribution")) continue;
        const again = createResource({ urn, type, name, inputs: {}, region: "us-east-1", preview: false });
        expect(again.id).to.equal(id);
      }
    });

    it("gives the program its configuration: numbers, objects as JSON, keys with and without the project's name", () => {
      expect(result.outputs["rules"]).to.deep.equal([{ prefix: "blog/", enabled: true }]);
      const { inputs } = find(result, "aws:cloudfront/distribution:Distribution", "site");
      expect(inputs).to.have.nested.property("origins[0].connectionAttempts", 2);
    });

    it("unwraps secrets in the stack's outputs", () => {
      expect(result.outputs["password"]).to.equal("open sesame");
      expect(result.outputs["distributionId"]).to.match(/^E[0-9A-Z]{13}$/);
    });

    it("passes on what the program prints", () => {
      expect(seen).to.deep.include({ severity: "info", message: "declared" });
    });
  });

  it("leaves in a preview what AWS computes unknown, and plans the rest", () => {
    const result = resultOf("preview");
    expect(result.registrations).to.have.length(9);
    const bucket = find(result, "aws:s3/bucket:Bucket", "Primary");
    expect(bucket.id).to.equal("");
    expect(bucket.outputs).to.include({ region: "us-east-1", arn: unknownValue });
    expect(find(result, "aws:s3/bucketPolicy:BucketPolicy", "Primary").inputs["policy"]).to.equal(unknownValue);
  });

  it("runs transforms in the engine's order: the resource's own, its parents' from the inside out, the stack's", () => {
    const result = resultOf("transforms");
    const thing = (name: string): Registration => find(result, "example:index:Thing", name);
    expect(thing("deep").inputs["trail"]).to.equal("start own second inner outer stack");
    expect(thing("flat").inputs["trail"]).to.equal("start stack");
    expect(thing("deep").protect, "an option that a transform sets").to.equal(true);
  });

  describe("ends with an error", () => {
    it("of the program's own, its code and sentence without the stack", () => {
      const error = errorOf("throws");
      expect(error.code).to.equal("E_SAME_REGION");
      expect(error.sentence).to.equal("supply two different regions, got us-east-1 twice");
      expect(error.cause, "the stack is kept for debugging").to.have.property("message").that.includes("index.ts:");
    });

    it("when the program logs one, the coded one first (E_PROGRAM)", () => {
      const error = errorOf("logsError");
      expect(error.code).to.equal("E_PROGRAM");
      expect(error.sentence).to.equal("E_MOON: supply another night, got this one; the moon is full");
    });
  });

  it("refuses a function of a provider by its name, and answers who the caller is", () => {
    const error = errorOf("invoke");
    expect(error.code).to.equal("E_INVOKE");
    expect(error.sentence).to.include("aws:ec2/getAvailabilityZones:getAvailabilityZones");
  });

  it("refuses a resource hook by name", () => {
    expect(errorOf("hook").code).to.equal("E_TRANSFORMS");
    expect(errorOf("hook").sentence).to.include("resource hook");
  });

  describe("before it starts anything", () => {
    it("refuses an encrypted value of the configuration by its key", async () => {
      const error = await refusalOf(run("secret-config"));
      expect(error).to.include({ code: "E_CONFIG_SECRET", path: "secret-config:password" });
    });

    it("refuses an unknown stack and names those that exist", async () => {
      const error = await refusalOf(run("two-buckets", { stack: "prod" }));
      expect(error.code).to.equal("E_STACK");
      expect(error.sentence).to.include("there are dev");
    });

    it("refuses a folder without a project", async () => {
      expect((await refusalOf(run("nowhere"))).code).to.equal("E_PROJECT");
    });

    it("refuses a stack that asks for an environment (E_CONFIG_VALUE)", async () => {
      for (const stack of ["imports", "defines"]) {
        const error = await refusalOf(run("secret-config", { stack }));
        expect(error).to.include({ code: "E_CONFIG_VALUE", path: "environment" });
      }
    });

    it("stops when it is interrupted already", async () => {
      expect((await refusalOf(run("throws", { signal: AbortSignal.abort() }))).code).to.equal("E_INTERRUPTED");
    });
  });

  describe("ends a program that does not end, with everything that it has started", () => {
    it("after the timeout, and at once when it is interrupted", () => {
      expect(errorOf("timeout").code).to.equal("E_PROGRAM_TIMEOUT");
      expect(errorOf("interrupt").code).to.equal("E_INTERRUPTED");
      for (const pids of Object.values(started)) {
        const pid = pids.get("grandchild");
        expect(pid === undefined ? "not started" : isAlive(pid)).to.equal(false);
      }
    });

    it("and does not wait for a process that has left its group and holds its output open", () => {
      for (const pids of Object.values(started)) {
        const pid = pids.get("detached");
        expect(pid === undefined ? "not started" : isAlive(pid)).to.equal(true);
      }
    });
  });
});

/** A process that was killed may still wait to be collected: it is a zombie then. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
