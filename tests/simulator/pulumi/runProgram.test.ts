import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CodedError } from "../../../aws/codedError";
import type { Registration } from "../../../simulator/model/registration";
import { type Diagnostic, runProgram, type RunResult, unknownValue } from "../../../simulator/pulumi";

const programs = join(__dirname, "../../fixtures/programs");

function run(name: string, options: Partial<Parameters<typeof runProgram>[0]> = {}): Promise<RunResult> {
  return runProgram({ projectDir: join(programs, name), stack: "dev", ...options });
}

/** The error that a run ends with. */
async function failureOf(work: Promise<unknown>): Promise<CodedError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

function find(result: RunResult, type: string, name: string): Registration {
  const found = result.registrations.find((one) => one.type === type && one.name === name);
  if (found === undefined) throw new Error(`no ${type} ${name}`);
  return found;
}

describe("running a program on the embedded cloud", function () {
  this.timeout(30_000);

  describe("in an update", () => {
    let result: RunResult;
    let again: RunResult;
    const seen: Diagnostic[] = [];

    before(async () => {
      [result, again] = await Promise.all([
        run("two-buckets", { onDiagnostic: (diagnostic) => seen.push(diagnostic) }),
        run("two-buckets"),
      ]);
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

    it("gives the same names and ids in every run", () => {
      const sorted = (one: RunResult): Registration[] =>
        [...one.registrations].sort((a, b) => (a.urn < b.urn ? -1 : 1));
      expect(sorted(again)).to.deep.equal(sorted(result));
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

  it("leaves in a preview what AWS computes unknown, and plans the rest", async () => {
    const result = await run("two-buckets", { preview: true });
    expect(result.registrations).to.have.length(9);
    const bucket = find(result, "aws:s3/bucket:Bucket", "Primary");
    expect(bucket.id).to.equal("");
    expect(bucket.outputs).to.include({ region: "us-east-1", arn: unknownValue });
    expect(find(result, "aws:s3/bucketPolicy:BucketPolicy", "Primary").inputs["policy"]).to.equal(unknownValue);
  });

  it("runs transforms in the engine's order: the resource's own, its parents' from the inside out, the stack's", async () => {
    const result = await run("transforms");
    const thing = (name: string): Registration => find(result, "example:index:Thing", name);
    expect(thing("deep").inputs["trail"]).to.equal("start own second inner outer stack");
    expect(thing("flat").inputs["trail"]).to.equal("start stack");
    expect(thing("deep").protect, "an option that a transform sets").to.equal(true);
  });

  describe("ends with E_PROGRAM", () => {
    it("and the coded error that the program threw, without its stack", async () => {
      const error = await failureOf(run("throws"));
      expect(error.code).to.equal("E_PROGRAM");
      expect(error.sentence).to.equal("E_SAME_REGION: supply two different regions, got us-east-1 twice");
      expect(error.cause, "the stack is kept for debugging").to.have.property("message").that.includes("index.ts:");
    });

    it("when the program logs an error, the coded one first", async () => {
      const error = await failureOf(run("logs-error"));
      expect(error.code).to.equal("E_PROGRAM");
      expect(error.sentence).to.equal("E_MOON: supply another night, got this one; the moon is full");
    });
  });

  it("refuses a function of a provider by its name, and answers who the caller is", async () => {
    const error = await failureOf(run("unknown-invoke"));
    expect(error.code).to.equal("E_INVOKE");
    expect(error.sentence).to.include("aws:ec2/getAvailabilityZones:getAvailabilityZones");
  });

  it("refuses a resource hook by name", async () => {
    expect((await failureOf(run("hook"))).code).to.equal("E_TRANSFORMS");
  });

  describe("before it starts anything", () => {
    it("refuses an encrypted value of the configuration by its key", async () => {
      const error = await failureOf(run("secret-config"));
      expect(error).to.include({ code: "E_CONFIG_SECRET", path: "secret-config:password" });
    });

    it("refuses an unknown stack and names those that exist", async () => {
      const error = await failureOf(run("two-buckets", { stack: "prod" }));
      expect(error.code).to.equal("E_STACK");
      expect(error.sentence).to.include("there are dev");
    });

    it("refuses a folder without a project", async () => {
      expect((await failureOf(run("nowhere"))).code).to.equal("E_PROJECT");
    });

    it("stops when it is interrupted already", async () => {
      expect((await failureOf(run("throws", { signal: AbortSignal.abort() }))).code).to.equal("E_INTERRUPTED");
    });
  });

  describe("ends a program that does not end, with everything that it has started", () => {
    function runUntilGrandchild(options: { signal?: AbortSignal }, onGrandchild: () => void) {
      let pid = 0;
      const done = failureOf(
        run("never-ends", {
          ...options,
          timeoutMs: 2500,
          onDiagnostic: ({ message }) => {
            const found = /^grandchild (\d+)$/.exec(message)?.[1];
            if (found === undefined) return;
            pid = Number(found);
            onGrandchild();
          },
        }),
      );
      return done.then((error) => ({ error, pid }));
    }

    /** A process that was killed may still wait to be collected: it is a zombie then. */
    function isAlive(pid: number): boolean {
      try {
        return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
      } catch {
        return false;
      }
    }

    it("after the timeout, and at once when it is interrupted", async () => {
      const controller = new AbortController();
      const [timeout, interrupt] = await Promise.all([
        runUntilGrandchild({}, () => undefined),
        runUntilGrandchild({ signal: controller.signal }, () => {
          controller.abort();
        }),
      ]);
      expect(timeout.error.code).to.equal("E_PROGRAM_TIMEOUT");
      expect(interrupt.error.code).to.equal("E_INTERRUPTED");
      for (const { pid } of [timeout, interrupt]) {
        expect(pid).to.be.greaterThan(0);
        expect(isAlive(pid), `process ${pid}`).to.equal(false);
      }
    });
  });
});
