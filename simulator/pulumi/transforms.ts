import { credentials } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { type Callback, CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";
import {
  type RegisterResourceRequest,
  TransformRequest,
  TransformResourceOptions,
  TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Properties and options on their way through the transforms. */
export interface Transformable {
  readonly properties: Struct;
  readonly options: TransformResourceOptions;
}

/**
 * The transforms of a program. They are functions in the program's process, which serves them under an address and a
 * token. They run in the engine's order: the resource's own, then its parents' from the inside out, then the stack's.
 */
export class Transforms {
  private readonly clients = new Map<string, CallbacksClient>();
  private readonly ofResource = new Map<string, readonly Callback[]>();
  private readonly ofStack: Callback[] = [];

  addToStack(callback: Callback): void {
    this.ofStack.push(callback);
  }

  /** The transforms of a resource are also its children's. */
  remember(urn: string, request: RegisterResourceRequest): void {
    const own = request.getTransformsList();
    if (own.length > 0) this.ofResource.set(urn, own);
  }

  /** `parentOf` tells the URN of a resource's parent, or nothing. Rejects with what a transform threw. */
  async apply(
    request: RegisterResourceRequest,
    parent: string,
    parentOf: (urn: string) => string,
  ): Promise<Transformable> {
    const callbacks = [...request.getTransformsList(), ...this.inherited(parent, parentOf), ...this.ofStack];
    let current: Transformable = { properties: request.getObject() ?? new Struct(), options: optionsOf(request) };
    for (const callback of callbacks) current = await this.call(callback, request, parent, current);
    return current;
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  private inherited(parent: string, parentOf: (urn: string) => string): Callback[] {
    const callbacks: Callback[] = [];
    for (let urn = parent; urn !== ""; urn = parentOf(urn)) callbacks.push(...(this.ofResource.get(urn) ?? []));
    return callbacks;
  }

  private async call(
    callback: Callback,
    request: RegisterResourceRequest,
    parent: string,
    current: Transformable,
  ): Promise<Transformable> {
    const message = new TransformRequest()
      .setType(request.getType())
      .setName(request.getName())
      .setCustom(request.getCustom())
      .setParent(parent)
      .setProperties(current.properties)
      .setOptions(current.options);
    const invocation = new CallbackInvokeRequest().setToken(callback.getToken()).setRequest(message.serializeBinary());
    const bytes = await this.invoke(callback.getTarget(), invocation);
    const response = TransformResponse.deserializeBinary(bytes);
    return {
      properties: response.getProperties() ?? current.properties,
      options: response.getOptions() ?? current.options,
    };
  }

  private invoke(target: string, invocation: CallbackInvokeRequest): Promise<Uint8Array> {
    const client = this.clients.get(target) ?? new CallbacksClient(target, credentials.createInsecure());
    this.clients.set(target, client);
    return new Promise((resolve, reject) => {
      client.invoke(invocation, (error, response) => {
        if (error === null) resolve(response.getResponse_asU8());
        else reject(new Error(error.details));
      });
    });
  }
}

/** The options that a transform sees, as the engine fills them from the registration. */
function optionsOf(request: RegisterResourceRequest): TransformResourceOptions {
  const options = new TransformResourceOptions()
    .setDependsOnList(request.getDependenciesList())
    .setIgnoreChangesList(request.getIgnorechangesList())
    .setReplaceOnChangesList(request.getReplaceonchangesList())
    .setVersion(request.getVersion())
    .setAliasesList(request.getAliasesList())
    .setProvider(request.getProvider())
    .setCustomTimeouts(request.getCustomtimeouts())
    .setPluginDownloadUrl(request.getPlugindownloadurl())
    .setDeletedWith(request.getDeletedwith())
    .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
    .setHooks(request.getHooks())
    .setImport(request.getImportid());
  if (request.hasProtect()) options.setProtect(request.getProtect() ?? false);
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() ?? false);
  if (request.getDeletebeforereplacedefined()) options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  for (const [name, reference] of request.getProvidersMap().entries()) options.getProvidersMap().set(name, reference);
  return options;
}
