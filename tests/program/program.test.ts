import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { valueOf } from "../support/pulumi";
import { golden, goldenText } from "../support/pulumiGolden";
import { projectRoot, runProgram, stackConfig } from "../support/pulumiProgram";
import { inputsOf } from "../support/pulumiSite";

describe("the program", () => {
  for (const stack of ["dev", "prod"]) {
    it(`registers for stack ${stack} what tests/golden/${stack}.json says`, async () => {
      const actual = goldenText((await runProgram(stackConfig(stack))).resources);
      const hint = `tests/golden/${stack}.json differs; look at the difference, then accept it with UPDATE_GOLDEN=1`;
      expect(actual, hint).to.equal(golden(`${stack}.json`, actual));
    });

    it(`registers the same for stack ${stack} in a preview`, async () => {
      const config = stackConfig(stack);
      const update = await runProgram(config);
      const preview = await runProgram(config, { preview: true });
      const names = ({ resources }: typeof update) => resources.map(({ type, name }) => `${type} ${name}`);
      expect(names(preview)).to.deep.equal(names(update));
    });

    it(`finds aws:region in stack ${stack}, which the provider asks for`, () => {
      expect(stackConfig(stack)["aws:region"]).to.match(/^[a-z]+-[a-z]+-[0-9]$/);
    });
  }

  it("exports every output of the component", async () => {
    const { result } = await runProgram(stackConfig("dev"));
    expect(Object.keys(result)).to.have.members([
      "url",
      "distributionId",
      "distributionArn",
      "distributionDomainName",
      "distributionHostedZoneId",
      "stagingDistributionId",
      "accessLogBucketName",
      "primaryBucketName",
      "primaryBucketArn",
      "replicaBucketName",
      "replicaBucketArn",
      "originGroupId",
      "originAccessIdentityId",
      "originAccessIdentityArn",
      "originAccessControlId",
      "primaryKeyArn",
      "replicaKeyArn",
      "responseHeadersPolicyId",
      "edgeFunctionName",
      "edgeFunctionArn",
      "viewerRequestFunctionArn",
      "originRequestVersionArn",
      "originResponseVersionArn",
      "replicationRoleArn",
      "monitoringDashboardName",
      "availabilityObjectiveArn",
      "canaryNames",
      "alarmTopicArns",
      "worstCaseDelayMs",
    ]);
    expect(await valueOf(result.url as pulumi.Output<string>)).to.equal("https://d111111abcdef8.cloudfront.net");
  });

  it("can be destroyed with its content in dev, and not in prod", async () => {
    const forceDestroy = async (stack: string) =>
      inputsOf((await runProgram(stackConfig(stack))).resources, "Bucket", "site-primary").forceDestroy;
    expect(await forceDestroy("dev")).to.equal(true);
    expect(await forceDestroy("prod")).to.equal(false);
  });

  it("stops at a wrong configuration with the key, and registers nothing", async () => {
    let thrown: unknown;
    try {
      await runProgram({ "static-site-ha:primaryRegion": "us-east-1" });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).to.have.property("message").that.includes("static-site-ha:replicaRegion is missing");
  });

  it("is found by name, runs without a type check, keeps what was made of it, and asks for an engine that shows policies the edge code", () => {
    const project: unknown = parse(readFileSync(join(projectRoot, "Pulumi.yaml"), "utf8"));
    const preload = "./simulator/pulumi/transpileCache.cjs";
    expect(existsSync(join(projectRoot, preload))).to.equal(true);
    expect(project).to.deep.include({
      name: "static-site-ha",
      main: "index.ts",
      requiredPulumiVersion: ">=3.251.0",
      runtime: { name: "nodejs", options: { tsconfig: "tsconfig.pulumi.json", nodeargs: `--require=${preload}` } },
    });
  });
});
