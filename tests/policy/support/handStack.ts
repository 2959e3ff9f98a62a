import { type Registering, Registry } from "../../../simulator/pulumi/registry";
import type { Registration } from "../../../simulator/model/registration";
import { unknownValue } from "../../../simulator/pulumi/wire";
import type { Analyzed } from "./analyze";

/** A resource that others can refer to. */
export interface Handle {
  readonly urn: string;
  /** One of its outputs, as another one's input. */
  out(name: string): Reference;
}

/** Where an output comes from. */
export interface Source {
  readonly urn: string;
  readonly output: string;
}

/** An output of another resource; inside a text by {@link joined}. */
export class Reference {
  constructor(
    readonly urns: readonly string[],
    readonly value: unknown,
    /** What a program would make it of; the text around it stands as it is. */
    readonly parts: readonly (string | Source)[],
  ) {}
}

/** A text made of outputs, as `pulumi.interpolate` makes it. */
export function joined(strings: TemplateStringsArray, ...references: readonly Reference[]): Reference {
  const isKnown = references.every(({ value }) => value !== unknownValue);
  const text = strings.map((part, index) => part + textOf(references[index]?.value)).join("");
  return new Reference(
    references.flatMap(({ urns }) => urns),
    isKnown ? text : unknownValue,
    strings.flatMap((part, index) => [part, ...(references[index]?.parts ?? [])]),
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

type Properties = Readonly<Record<string, unknown>>;

/** A stack made by hand, as a program registers it, on the embedded cloud's registry. */
export class HandStack {
  /** Every resource with its references, in the order of the program. */
  readonly asWritten: {
    readonly type: string;
    readonly name: string;
    readonly urn: string;
    readonly properties: Properties;
  }[] = [];
  private readonly registry: Registry;
  private readonly dependencies = new Map<string, Record<string, readonly string[]>>();
  private readonly wires = new Map<string, Properties>();
  private readonly outputs = new Map<string, Properties>();

  constructor(options: { readonly preview?: boolean; readonly region?: string } = {}) {
    const { preview = false, region = "us-east-1" } = options;
    this.registry = new Registry({ project: "hand", stack: "dev", preview, region });
  }

  add(type: string, name: string, properties: Properties): Handle {
    const wire = resolved(properties) as Properties;
    const request: Registering = {
      type,
      name,
      parent: "",
      custom: true,
      properties: wire,
      provider: "",
      dependencies: [...new Set(urnsIn(properties))],
      protect: undefined,
      importId: "",
    };
    const { urn, id, properties: made } = this.registry.register(request);
    const outputs = { ...made, id: id === "" ? unknownValue : id };
    const dependencies = Object.entries(properties)
      .map(([key, value]) => [key, [...new Set(urnsIn(value))]] as const)
      .filter(([, urns]) => urns.length > 0);
    this.dependencies.set(urn, Object.fromEntries(dependencies));
    this.wires.set(urn, wire);
    this.outputs.set(urn, outputs);
    this.asWritten.push({ type, name, urn, properties });
    return {
      urn,
      out: (output) => new Reference([urn], Reflect.get(outputs, output) ?? unknownValue, [{ urn, output }]),
    };
  }

  /** For the simulator's model. */
  get registrations(): readonly Registration[] {
    return this.registry.registrations;
  }

  /** As the resource policies get them, before anything is created. */
  get inputs(): readonly Analyzed[] {
    return this.registrations.map((one) => this.analyzed(one, this.wires.get(one.urn) ?? {}));
  }

  /** As the stack policies get them, at the end. */
  get stack(): readonly Analyzed[] {
    return this.registrations.map((one) => this.analyzed(one, this.outputs.get(one.urn) ?? {}));
  }

  private analyzed({ urn, type, name }: Registration, properties: Properties): Analyzed {
    return { urn, type, name, properties, propertyDependencies: this.dependencies.get(urn) ?? {} };
  }
}

function resolved(value: unknown): unknown {
  if (value instanceof Reference) return value.value;
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== "object" || value === null) return value;
  const given = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(given.map(([key, item]) => [key, resolved(item)]));
}

function urnsIn(value: unknown): readonly string[] {
  if (value instanceof Reference) return value.urns;
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(urnsIn);
}
