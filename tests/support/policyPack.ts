import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  type AnalyzerInfo,
  AnalyzeRequest,
  AnalyzerResourceOptions,
  type AnalyzeResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A policy pack that runs as the engine starts it. */
export interface RunningPack {
  info(): Promise<AnalyzerInfo>;
  /** Names of the policies with something to say of a resource by itself. */
  analyze(type: string, properties: Parameters<typeof Struct.fromJavaScript>[0]): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** Starts the pack in `folder` with the SDK that stands in `modules`. */
export async function startPack(folder: string, modules: string): Promise<RunningPack> {
  const host = join(modules, "@pulumi", "pulumi", "cmd", "run-policy-pack");
  // The address of an engine that nobody asks anything.
  const child = spawn(process.execPath, [host, "127.0.0.1:1", folder], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, "line"), ended.then(() => undefined)]);
  if (first === undefined) throw new Error("the pack ended before it served");
  const client = new AnalyzerClient(`127.0.0.1:${String(first[0])}`, grpc.credentials.createInsecure());
  return {
    info: () => answered<AnalyzerInfo>((done) => client.getAnalyzerInfo(new Empty(), done)),
    async analyze(type, properties) {
      const request = new AnalyzeRequest();
      request.setUrn(`urn:pulumi:dev::hand::${type}::it`);
      request.setType(type);
      request.setName("it");
      request.setProperties(Struct.fromJavaScript(properties));
      request.setOptions(new AnalyzerResourceOptions());
      const response = await answered<AnalyzeResponse>((done) => client.analyze(request, done));
      return response.getDiagnosticsList().map((one) => one.getPolicyname());
    },
    async stop() {
      client.close();
      child.kill();
      await ended;
    },
  };
}

function answered<T>(ask: (done: (error: Error | null, answer: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((error, answer) => {
      if (error === null) resolve(answer);
      else reject(error);
    });
  });
}
