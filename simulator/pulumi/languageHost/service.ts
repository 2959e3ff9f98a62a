import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { status } from "@grpc/grpc-js";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  AboutResponse,
  GetProgramDependenciesResponse,
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  InstallDependenciesResponse,
  LanguageHandshakeResponse,
  type ProgramInfo,
  RunPluginResponse,
  RunResponse,
  RuntimeOptionsResponse,
  TemplateResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { PackageDependency, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { version } from "@pulumi/pulumi/version";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { fieldsOf } from "../yamlFile";
import { requiredPackages } from "./requiredPackages";
import { runPlugin, runProgram } from "./run";
import { streamed } from "./streamed";
import { workspaceRoot } from "./workspaceRoot";

/** The service that the engine calls. What only code generators need is refused as the protocol says. */
export function languageRuntime(firstEngineAddress: string): UntypedServiceImplementation {
  let engineAddress = firstEngineAddress;
  const service: ILanguageRuntimeServer = {
    handshake: unary((request) => {
      engineAddress = request.getEngineAddress() || engineAddress;
      return new LanguageHandshakeResponse();
    }),
    getRequiredPlugins: unary(() => new GetRequiredPluginsResponse()),
    getRequiredPackages: unary((request) =>
      new GetRequiredPackagesResponse().setPackagesList(
        requiredPackages(directoryOf(request.getInfo())).map((one) =>
          new PackageDependency().setName(one.name).setKind("resource").setVersion(one.version),
        ),
      ),
    ),
    run: unary(async (request) => {
      const info = request.getInfo();
      const ended = await runProgram({
        engineAddress,
        monitorAddress: request.getMonitorAddress(),
        organization: request.getOrganization(),
        project: request.getProject(),
        stack: request.getStack(),
        root: info?.getRootDirectory() ?? request.getPwd(),
        pwd: directoryOf(info),
        entry: info?.getEntryPoint() ?? request.getProgram(),
        options: optionsOf(info),
        preview: request.getDryrun(),
        parallel: request.getParallel(),
        config: Object.fromEntries(request.getConfigMap().toArray()),
        secretKeys: request.getConfigsecretkeysList(),
        args: request.getArgsList(),
      });
      const response = new RunResponse();
      // The program has said itself what is wrong: the engine needs to add nothing.
      if (ended.hasToldWhy) return response.setBail(true);
      return ended.error === undefined ? response : response.setError(ended.error);
    }),
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    installDependencies: (call) => {
      const directory = workspaceRoot(directoryOf(call.request.getInfo()) || call.request.getDirectory());
      streamed(call, { command: "npm", args: ["install", "--loglevel=error"], cwd: directory }, (part) => {
        const response = new InstallDependenciesResponse();
        if (part.stdout !== undefined) call.write(response.setStdout(part.stdout));
        if (part.stderr !== undefined) call.write(response.setStderr(part.stderr));
      });
    },
    runtimeOptionsPrompts: unary(() => new RuntimeOptionsResponse()),
    template: unary(() => new TemplateResponse()),
    about: unary(() => new AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    getProgramDependencies: unary(() => new GetProgramDependenciesResponse()),
    runPlugin: (call) => {
      const { request } = call;
      const info = request.getInfo();
      const plugin = runPlugin({
        directory: directoryOf(info),
        entry: info?.getEntryPoint() ?? ".",
        pwd: request.getPwd(),
        kind: request.getKind(),
        args: request.getArgsList(),
        env: request.getEnvList(),
      });
      streamed(call, plugin, (part) => {
        const response = new RunPluginResponse();
        if (part.stdout !== undefined) call.write(response.setStdout(part.stdout));
        if (part.stderr !== undefined) call.write(new RunPluginResponse().setStderr(part.stderr));
        if (part.exitCode !== undefined) call.write(new RunPluginResponse().setExitcode(part.exitCode));
      });
    },
    generateProgram: missing("programs"),
    generateProject: missing("projects"),
    generatePackage: missing("SDKs"),
    pack: missing("packages"),
    link: missing("links to SDKs"),
    cancel: unary(() => new Empty()),
  };
  return { ...service };
}

function directoryOf(info: ProgramInfo | undefined): string {
  return info?.getProgramDirectory() ?? "";
}

function optionsOf(info: ProgramInfo | undefined): Readonly<Record<string, unknown>> {
  return fieldsOf(info?.getOptions()?.toJavaScript());
}

function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, reply): void => {
    void Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => {
          reply(null, response);
        },
        (error: unknown) => {
          reply({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
        },
      );
  };
}

function missing<Request, Response>(what: string): handleUnaryCall<Request, Response> {
  return (_call, reply): void => {
    const details = `this language host makes no ${what}; supply Pulumi's own, which an ordinary installation has`;
    reply({ code: status.UNIMPLEMENTED, details });
  };
}
