import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  type LogRequest,
  LogSeverity,
  RequirePulumiVersionResponse,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Diagnostic } from "./diagnostics";

const severities: Readonly<Record<LogSeverity, Diagnostic["severity"]>> = {
  [LogSeverity.DEBUG]: "debug",
  [LogSeverity.INFO]: "info",
  [LogSeverity.WARNING]: "warning",
  [LogSeverity.ERROR]: "error",
};

/** The engine's side of a run: logs, and the root resource that older SDKs keep here. */
export function engineService(onDiagnostic: (diagnostic: Diagnostic) => void): UntypedServiceImplementation {
  let root = "";
  const service: IEngineServer = {
    log: unary((request: LogRequest) => {
      const urn = request.getUrn();
      const diagnostic = { severity: severities[request.getSeverity()], message: request.getMessage() };
      onDiagnostic(urn === "" ? diagnostic : { ...diagnostic, urn });
      return new Empty();
    }),
    getRootResource: unary(() => new GetRootResourceResponse().setUrn(root)),
    setRootResource: unary((request) => {
      root = request.getUrn();
      return new SetRootResourceResponse();
    }),
    startDebugging: unary(() => new Empty()),
    // Whether a program wants another Pulumi is between it and the Pulumi that deploys it.
    requirePulumiVersion: unary(() => new RequirePulumiVersionResponse()),
  };
  return { ...service };
}

function unary<Request, Response>(answer: (request: Request) => Response) {
  return (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>): void => {
    reply(null, answer(call.request));
  };
}
