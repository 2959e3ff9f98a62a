import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzeRequest,
  AnalyzerResourceOptions,
  type AnalyzerInfo,
  type AnalyzeResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { expect } from "chai";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { packWith } from "../../policy/support/analyze";
import { projectRoot } from "../../support/pulumiProgram";

describe("the policy pack as the engine starts it", () => {
  const folder = join(projectRoot, "policy");
  let child: ChildProcess;
  let client: AnalyzerClient;

  before(async () => {
    execFileSync(process.execPath, [join(projectRoot, "scripts", "build.mjs")], { cwd: projectRoot });
    const host = join(projectRoot, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack");
    // The address of an engine that nobody asks anything.
    child = spawn(process.execPath, [host, "127.0.0.1:1", folder], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (child.stdout === null) throw new Error("the pack has no output");
    const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  });

  after(async () => {
    client.close();
    child.kill();
    await once(child, "exit");
  });

  it("tells the engine every policy", async () => {
    const info = await new Promise<AnalyzerInfo>((resolve, reject) => {
      client.getAnalyzerInfo(new Empty(), (error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });
    expect(info.getName()).to.equal("static-site-ha");
    expect(info.getVersion()).to.match(/^\d+\.\d+\.\d+$/);
    expect(info.getPoliciesList().map((policy) => policy.getName())).to.deep.equal(packWith().map(({ name }) => name));
  });

  it("refuses a distribution whose behavior targets a single origin, and a hook that masks 503", async () => {
    const site = await analyze("aws:cloudfront/distribution:Distribution", {
      defaultRootObject: "index.html",
      httpVersion: "http2and3",
      origins: [{ originId: "primary", domainName: "site.s3.us-east-1.amazonaws.com" }],
      defaultCacheBehavior: { targetOriginId: "primary", viewerProtocolPolicy: "https-only", compress: true },
    });
    expect(site).to.deep.equal(["HA-FO-01"]);
    const hook = await analyze("aws:cloudfront/function:Function", {
      code: "function handler(event) { event.response.statusCode = 200; return event.response; }",
    });
    expect(hook).to.deep.equal(["HA-EDGE-01"]);
  });

  async function analyze(
    type: string,
    properties: Parameters<typeof Struct.fromJavaScript>[0],
  ): Promise<readonly string[]> {
    const request = new AnalyzeRequest();
    request.setUrn(`urn:pulumi:dev::hand::${type}::it`);
    request.setType(type);
    request.setName("it");
    request.setProperties(Struct.fromJavaScript(properties));
    request.setOptions(new AnalyzerResourceOptions());
    const response = await new Promise<AnalyzeResponse>((resolve, reject) => {
      client.analyze(request, (error, answer) => {
        if (error === null) resolve(answer);
        else reject(error);
      });
    });
    return response.getDiagnosticsList().map((diagnostic) => diagnostic.getPolicyname());
  }
});
