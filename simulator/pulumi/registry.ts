import { CodedError } from "../../aws/codedError";
import type { Registration } from "../model/registration";
import { createResource, isRegional, readResource } from "./resources";
import { stackType, urnOf } from "./urn";
import { plainProperties, type Properties } from "./wire";

/** A resource as it arrives, transforms already applied. */
export interface Registering {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly custom: boolean;
  /** As on the wire: secrets and assets in their envelopes. */
  readonly properties: Readonly<Properties>;
  /** `urn::id` of an explicit provider, else empty. */
  readonly provider: string;
  readonly dependencies: readonly string[];
  readonly protect: boolean | undefined;
  readonly importId: string;
}

/** A read of a resource that exists already, as it arrives. */
export interface Reading {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly id: string;
  /** What the program says of it. */
  readonly properties: Readonly<Properties>;
  readonly provider: string;
  readonly dependencies: readonly string[];
}

export interface Registered {
  readonly urn: string;
  readonly id: string;
  /** As on the wire: what came secret goes back secret. */
  readonly properties: Properties;
}

export interface RegistryOptions {
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  /** Of the stack's configuration; undefined when nothing says one. */
  readonly region: string | undefined;
}

/** The deployment's state: every resource that the program has registered, in the order of arrival. */
export class Registry {
  private readonly byUrn = new Map<string, Registration>();
  private rootUrn = "";

  constructor(private readonly options: RegistryOptions) {}

  get registrations(): readonly Registration[] {
    return [...this.byUrn.values()];
  }

  /** What the program exports. */
  get stackOutputs(): Readonly<Properties> {
    return this.byUrn.get(this.rootUrn)?.outputs ?? {};
  }

  parentOf(urn: string): string {
    return this.byUrn.get(urn)?.parent ?? "";
  }

  /** A resource without a parent belongs to the stack. */
  defaultParent(type: string, parent: string): string {
    return parent === "" && type !== stackType ? this.rootUrn : parent;
  }

  /** Creates the resource. Throws `E_PROGRAM` for a second one of the same URN, `E_CONFIG_MISSING` when no region is known. */
  register(request: Registering): Registered {
    const { project, stack } = this.options;
    const { type, name, custom } = request;
    const parent = this.defaultParent(type, request.parent);
    const urn = urnOf(project, stack, parent, type, name);
    if (this.byUrn.has(urn)) {
      throw new CodedError("E_PROGRAM", `two resources have the URN ${urn}; supply another name for one of them`);
    }
    if (type === stackType) this.rootUrn = urn;
    const plain = plainProperties(request.properties);
    const created = custom ? this.create(request, urn, plain) : { id: "", inputs: plain, computed: {} };
    this.byUrn.set(urn, {
      urn,
      type,
      name,
      custom,
      parent,
      id: created.id,
      ...(custom ? this.regionFor(request, plain) : {}),
      inputs: created.inputs,
      outputs: { ...created.inputs, ...created.computed },
      dependencies: request.dependencies,
      protect: request.protect ?? this.byUrn.get(parent)?.protect ?? false,
    });
    return { urn, id: created.id, properties: { ...created.inputs, ...request.properties, ...created.computed } };
  }

  /** Takes a resource that exists already. Throws `E_RESOURCE_TYPE` for a type that cannot be read, and as `register` does. */
  read(request: Reading): Registered {
    const { project, stack } = this.options;
    const { type, name, id } = request;
    const parent = this.defaultParent(type, request.parent);
    const urn = urnOf(project, stack, parent, type, name);
    if (this.byUrn.has(urn)) {
      throw new CodedError("E_PROGRAM", `two resources have the URN ${urn}; supply another name for one of them`);
    }
    const inputs = plainProperties(request.properties);
    const region = inputs["region"] ?? this.regionOf(request.provider);
    const outputs = readResource(type, id, typeof region === "string" ? region : undefined);
    if (outputs === undefined) {
      throw new CodedError(
        "E_RESOURCE_TYPE",
        `the program reads ${type} ${name} (${id}), which the embedded cloud does not have; ` +
          "supply a resource that the program creates",
      );
    }
    const common = { urn, type, name, custom: true, parent, id, inputs, outputs, dependencies: request.dependencies };
    this.byUrn.set(urn, { ...common, protect: false, wasRead: true });
    return { urn, id, properties: { ...inputs, ...outputs } };
  }

  /** Takes what a component or the stack says that it has. */
  addOutputs(urn: string, properties: Readonly<Properties>): void {
    const registration = this.byUrn.get(urn);
    if (registration === undefined) return;
    this.byUrn.set(urn, { ...registration, outputs: { ...registration.outputs, ...plainProperties(properties) } });
  }

  private create(request: Registering, urn: string, inputs: Properties): ReturnType<typeof createResource> {
    const { type, name } = request;
    const region = this.regionOf(request.provider);
    if (region === undefined && isRegional(type) && inputs["region"] === undefined) {
      throw new CodedError(
        "E_CONFIG_MISSING",
        `${type} ${name} has no region, and the stack's configuration has no aws:region; supply one of them`,
        "aws:region",
      );
    }
    const importId = request.importId === "" ? {} : { importId: request.importId };
    return createResource({ urn, type, name, inputs, region, preview: this.options.preview, ...importId });
  }

  private regionFor({ provider }: Registering, inputs: Readonly<Properties>): { region?: string } {
    const region = inputs["region"] ?? this.regionOf(provider);
    return typeof region === "string" ? { region } : {};
  }

  /** A reference to a provider is its URN and its id, which has no colons. */
  private regionOf(provider: string): string | undefined {
    const own = this.byUrn.get(provider.slice(0, Math.max(0, provider.lastIndexOf("::"))))?.inputs["region"];
    return typeof own === "string" ? own : this.options.region;
  }
}
