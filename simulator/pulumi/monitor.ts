import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { status } from "@grpc/grpc-js";
import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  DeploymentInfo,
  ReadResourceResponse,
  RegisterPackageResponse,
  type RegisterResourceRequest,
  RegisterResourceResponse,
  ResourceInvokeResponse,
  ResourceMonitorFeature,
  Result,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { CodedError } from "../../aws/codedError";
import { answerInvoke } from "./invokes";
import type { Registry } from "./registry";
import { propertiesOf, structOf } from "./struct";
import { Transforms } from "./transforms";
import { plainProperties } from "./wire";

/**
 * What this monitor knows, by the engine's old names and by the new ones. Hooks and invoke transforms are among them so
 * that the refusal is ours and names what to change: without them the SDK would ask for a newer Pulumi. Output values
 * are not: they are for components in other languages, which do not run here.
 */
const features: Readonly<Record<string, ResourceMonitorFeature>> = {
  secrets: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS,
  resourceReferences: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  aliasSpecs: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  deletedWith: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  replaceWith: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  transforms: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  invokeTransforms: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  parameterization: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
  resourceHooks: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  errorHooks: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
  stateMigrations: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_STATE_MIGRATIONS,
};

export interface MonitorOptions {
  readonly registry: Registry;
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  readonly region: string | undefined;
  /** Called for what must end the run; the program is answered with an error as well. */
  readonly onRefusal: (error: CodedError) => void;
}

type Answer<Request, Response> = (request: Request) => Response | Promise<Response>;

/** The resource monitor that a program registers its resources with, in place of the engine's. */
export class Monitor {
  private readonly transforms = new Transforms();

  constructor(private readonly options: MonitorOptions) {}

  close(): void {
    this.transforms.close();
  }

  /** The gRPC service. */
  service(): UntypedServiceImplementation {
    const refuse = (code: "E_TRANSFORMS" | "E_RESOURCE_TYPE", what: string): never => {
      throw new CodedError(code, what);
    };
    const noHooks = (): never =>
      refuse(
        "E_TRANSFORMS",
        "the program has a resource hook, which the embedded cloud cannot honour; supply it only for pulumi up",
      );
    const service: IResourceMonitorServer = {
      getDeploymentInfo: this.unary(() => this.deploymentInfo()),
      supportsFeature: this.unary((request) =>
        new SupportsFeatureResponse().setHassupport(request.getId() in features),
      ),
      registerResource: this.unary((request) => this.register(request)),
      registerResourceOutputs: this.unary((request) => {
        this.options.registry.addOutputs(request.getUrn(), propertiesOf(request.getOutputs()));
        return new Empty();
      }),
      invoke: this.unary((request) => {
        const args = plainProperties(propertiesOf(request.getArgs()));
        return new ResourceInvokeResponse().setReturn(
          structOf(answerInvoke(request.getTok(), args, this.options.region)),
        );
      }),
      call: this.unary((request) =>
        refuse(
          "E_RESOURCE_TYPE",
          `the program calls the method ${request.getTok()}, which the embedded cloud does not have`,
        ),
      ),
      readResource: this.unary((request) => {
        const { urn, properties } = this.options.registry.read({
          type: request.getType(),
          name: request.getName(),
          parent: request.getParent(),
          id: request.getId(),
          properties: propertiesOf(request.getProperties()),
          provider: request.getProvider(),
          dependencies: request.getDependenciesList(),
        });
        return new ReadResourceResponse().setUrn(urn).setProperties(structOf(properties));
      }),
      existsResource: this.unary((request) =>
        refuse(
          "E_RESOURCE_TYPE",
          `the program asks whether ${request.getType()} ${request.getId()} exists; the embedded cloud cannot tell`,
        ),
      ),
      registerStackTransform: this.unary((callback) => {
        this.transforms.addToStack(callback);
        return new Empty();
      }),
      registerStackInvokeTransform: this.unary(() =>
        refuse(
          "E_TRANSFORMS",
          "the program has an invoke transform, which the embedded cloud cannot honour; supply it only for pulumi up",
        ),
      ),
      registerResourceHook: this.unary(noHooks),
      registerErrorHook: this.unary(noHooks),
      registerPackage: this.unary((request) =>
        new RegisterPackageResponse().setRef(`${request.getName()}@${request.getVersion()}`),
      ),
      signalAndWaitForShutdown: this.unary(() => new Empty()),
    };
    return { ...service };
  }

  private deploymentInfo(): DeploymentInfo {
    const { project, stack, preview } = this.options;
    return new DeploymentInfo()
      .setProject(project)
      .setStack(stack)
      .setOrganization("organization")
      .setDryrun(preview)
      .setSupportedfeaturesList(Object.values(features));
  }

  private async register(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    const { registry } = this.options;
    const type = request.getType();
    const name = request.getName();
    if (request.getRemote()) {
      throw new CodedError(
        "E_RESOURCE_TYPE",
        `${type} ${name} is a component of another package's plugin, which does not run here`,
      );
    }
    const parent = registry.defaultParent(type, request.getParent());
    const { properties, options } = await this.transforms.apply(request, parent, (urn) => registry.parentOf(urn));
    const registered = registry.register({
      type,
      name,
      parent,
      custom: request.getCustom(),
      properties: propertiesOf(properties),
      provider: options.getProvider(),
      dependencies: options.getDependsOnList(),
      protect: options.hasProtect() ? options.getProtect() : undefined,
      importId: options.getImport(),
    });
    this.transforms.remember(registered.urn, request);
    return new RegisterResourceResponse()
      .setUrn(registered.urn)
      .setId(registered.id)
      .setObject(structOf(registered.properties))
      .setResult(Result.SUCCESS);
  }

  /** A handler that answers with what `answer` gives, and with an error when it throws. */
  private unary<Request, Response>(answer: Answer<Request, Response>) {
    return (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>): void => {
      void Promise.resolve()
        .then(() => answer(call.request))
        .then(
          (response) => {
            reply(null, response);
          },
          (error: unknown) => {
            if (error instanceof CodedError) this.options.onRefusal(error);
            reply({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
          },
        );
    };
  }
}
