import type { ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  CheckFailure,
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  InvokeResponse,
  ProviderHandshakeResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answerInvoke } from "../invokes";
import { propertiesOf, structOf } from "../struct";
import { plainProperties, type Properties } from "../wire";
import { defaultsKey, isNamedByProgram, withName } from "./autoName";
import type { Checker } from "./check/checker";
import { type CloudResource, typeOfUrn } from "./cloudResource";
import type { ResourceCloud } from "./cloud";
import { diffResponse } from "./diffResponse";
import { changesOf } from "./diff";
import { type Handled, notProvided, unary } from "./unary";

export interface ProviderOptions {
  readonly cloud: ResourceCloud;
  readonly checker: Checker;
  /** Of the SDK, so that the engine does not wonder. */
  readonly version: string;
  /** Called with the time that a call took, in milliseconds. */
  readonly onTime?: (milliseconds: number) => void;
}

/** A resource provider on the raw protocol: the embedded cloud for the engine. */
export function providerService(options: ProviderOptions): UntypedServiceImplementation {
  const { cloud, checker, version } = options;
  /** By the engine's connection: it makes one for every provider resource of a program. */
  const regions = new Map<string, string>();
  const regionOf = (call: Peer): string | undefined => regions.get(call.getPeer());
  const answer = <Request, Response>(handle: Handled<Request, Response>) => unary(handle, options.onTime);

  const service: IResourceProviderServer = {
    // No secrets, outputs or resources on the wire: the engine unwraps them and keeps them secret in its own state.
    handshake: answer(() => new ProviderHandshakeResponse()),
    attach: answer(() => new Empty()),
    getPluginInfo: answer(() => new PluginInfo().setVersion(version)),
    checkConfig: answer((request) => new CheckResponse().setInputs(request.getNews())),
    diffConfig: answer((request) =>
      diffResponse(changesOf("provider", propertiesOf(request.getOldInputs()), propertiesOf(request.getNews())), false),
    ),
    configure: answer((request, call) => {
      const region = request.getVariablesMap().get("aws:config:region") ?? propertiesOf(request.getArgs())["region"];
      if (typeof region === "string") regions.set(call.getPeer(), region);
      return new ConfigureResponse().setSupportspreview(true);
    }),
    check: answer((request) => {
      const urn = request.getUrn();
      const type = request.getType() || typeOfUrn(urn);
      const news = propertiesOf(request.getNews());
      const failures = checker.check(type, plainProperties(news));
      const named = withName({
        urn,
        type,
        olds: propertiesOf(request.getOlds()),
        news,
        seed: Buffer.from(request.getRandomseed_asU8()).toString("hex"),
      });
      return new CheckResponse()
        .setInputs(structOf(named))
        .setFailuresList(failures.map(({ path, fault }) => new CheckFailure().setProperty(path).setReason(fault)));
    }),
    diff: answer((request) => {
      const type = request.getType() || typeOfUrn(request.getUrn());
      const news = propertiesOf(request.getNews());
      return diffResponse(changesOf(type, propertiesOf(request.getOldInputs()), news), isNamedByProgram(type, news));
    }),
    create: answer((request, call) => {
      const urn = request.getUrn();
      const type = request.getType() || typeOfUrn(urn);
      const wanted = {
        urn,
        type,
        inputs: configurationOf(propertiesOf(request.getProperties())),
        region: regionOf(call),
      };
      if (request.getPreview()) return new CreateResponse().setProperties(structOf(cloud.plan(wanted)));
      const created = cloud.create(wanted);
      return new CreateResponse().setId(created.id).setProperties(structOf(outputsOf(created)));
    }),
    read: answer((request) => {
      const type = request.getType() || typeOfUrn(request.getUrn());
      const found = cloud.find(type, request.getId());
      // An empty id tells the engine that there is none.
      if (found === undefined) return new ReadResponse();
      const defaults = propertiesOf(request.getInputs())[defaultsKey];
      const inputs = { ...found.inputs, ...(defaults === undefined ? {} : { [defaultsKey]: defaults }) };
      return new ReadResponse()
        .setId(found.id)
        .setInputs(structOf(inputs))
        .setProperties(structOf(outputsOf(found)));
    }),
    update: answer((request, call) => {
      const urn = request.getUrn();
      const type = request.getType() || typeOfUrn(urn);
      const inputs = configurationOf(propertiesOf(request.getNews()));
      const wanted = { urn, type, inputs, region: regionOf(call) };
      const id = request.getId();
      const outputs = request.getPreview()
        ? cloud.planUpdate(id, wanted, propertiesOf(request.getOlds()))
        : outputsOf(cloud.update(id, wanted));
      return new UpdateResponse().setProperties(structOf(outputs));
    }),
    delete: answer((request) => {
      const urn = request.getUrn();
      cloud.delete(request.getType() || typeOfUrn(urn), request.getId(), urn);
      return new Empty();
    }),
    invoke: answer((request, call) => {
      const args = plainProperties(propertiesOf(request.getArgs()));
      return new InvokeResponse().setReturn(structOf(answerInvoke(request.getTok(), args, regionOf(call))));
    }),
    // Nothing takes so long that it could be stopped half way.
    cancel: answer(() => new Empty()),
    parameterize: notProvided("parameters"),
    getSchema: notProvided("schema"),
    call: notProvided("methods"),
    construct: notProvided("components"),
    getMapping: notProvided("mappings"),
    getMappings: notProvided("mappings"),
    list: (call) => {
      call.end();
    },
  };
  return { ...service };
}

type Peer = Pick<ServerUnaryCall<unknown, unknown>, "getPeer">;

/** What the cloud is to have: the provider's own notes are not of it. */
function configurationOf(inputs: Readonly<Properties>): Properties {
  const { [defaultsKey]: _notes, ...configuration } = inputs;
  return Object.fromEntries(Object.entries(configuration).filter(([, value]) => value !== null));
}

function outputsOf({ inputs, computed }: CloudResource): Properties {
  return { ...inputs, ...computed };
}
