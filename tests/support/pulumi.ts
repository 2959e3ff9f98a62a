import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor, setMocks } from "@pulumi/pulumi/runtime/mocks";
import * as settings from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";
import { mockState } from "./pulumiMocks";

/** One resource as the program sent it to the engine, with the options that the engine is told. */
export interface Captured {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  /** As they go over the wire: ids and names as the mocks gave them, unknowns as {@link unknown}. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** `type name` of the parent; empty for none. */
  readonly parent: string;
  /** `type name` of everything that must exist before, sorted. */
  readonly dependencies: readonly string[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
}

/** What stands on the wire for a value that is not known in a preview. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Where and how a program is run. */
export interface RunOptions {
  /** Whether outputs that only AWS knows stay unknown. Default false. */
  readonly preview?: boolean;
  /** The stack's configuration, namespaces included. Default none. */
  readonly config?: Readonly<Record<string, string>>;
}

/** What a program made: what it returned, and what it registered, sorted by type and name. */
export interface Run<T> {
  readonly result: T;
  readonly resources: readonly Captured[];
  /** The same in the order of registration, as the engine passes them on. */
  readonly registered: readonly Registered[];
}

/** A resource as the engine knows it: what the program sent and what the mocks made of it, both as on the wire. */
export interface Registered {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** URNs of what each top-level property is made of. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** Runs `program` on Pulumi's mocks until everything that it registers is registered. Rejects with what it throws. */
export async function run<T>(program: () => T, options: RunOptions = {}): Promise<Run<T>> {
  const preview = options.preview ?? false;
  const mocks = { newResource: (args: pulumi.runtime.MockResourceArgs) => mockState(args, preview), call: () => ({}) };
  await setMocks(mocks, "static-site-ha", "test", preview);
  const monitor = new CapturingMonitor(mocks);
  settings.setMockOptions(monitor, "static-site-ha", "test", preview);
  // As the engine does: the SDK would else make URNs of aliases, and fails at that for a resource that is read.
  (state as unknown as { getStore(): { supportsAliasSpecs: boolean } }).getStore().supportsAliasSpecs = true;
  pulumi.runtime.setAllConfig({ ...options.config });
  // The SDK notes where each resource was made; mapping those stacks back to TypeScript was half of the suite's time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const result = program();
    await drained();
    const resources = monitor.requests.map(captured).sort(byTypeAndName);
    return { result, resources, registered: monitor.registered };
  } finally {
    await drained();
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Runs a program that must refuse: gives what it threw, and what it registered all the same. */
export async function runRefused(
  program: () => unknown,
  options: RunOptions = {},
): Promise<{ error: unknown; resources: readonly Captured[] }> {
  const { result, resources } = await run(() => {
    try {
      program();
      return undefined;
    } catch (error) {
      return error;
    }
  }, options);
  return { error: result, resources };
}

/** The value of an output that becomes known. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<pulumi.Unwrap<T>> {
  return new Promise((resolve) => {
    pulumi.output(output).apply(resolve);
  });
}

/** Mocks are told the inputs only; the engine is also told the options. */
class CapturingMonitor extends MockMonitor {
  readonly requests: RegisterResourceRequest[] = [];

  readonly registered: Registered[] = [];

  override registerResource(
    request: RegisterResourceRequest,
    callback: Parameters<MockMonitor["registerResource"]>[1],
  ): Promise<void> {
    this.requests.push(request);
    return super.registerResource(request, (error: unknown, response: RegisterResourceResponse | undefined) => {
      if (response !== undefined) this.registered.push(registered(request, response));
      callback(error, response);
    });
  }
}

function registered(request: RegisterResourceRequest, response: RegisterResourceResponse): Registered {
  const inputs = request.getObject()?.toJavaScript() ?? {};
  const id = response.getId();
  const propertyDependencies: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((on, property) => {
    propertyDependencies[property] = on.getUrnsList();
  });
  return {
    urn: response.getUrn(),
    type: request.getType(),
    name: request.getName(),
    inputs,
    outputs: { ...inputs, ...response.getObject()?.toJavaScript(), id: id === "" ? unknown : id },
    propertyDependencies,
  };
}

/** Pulumi's own way to wait for every registration; it is exported, but left out of the typings as internal. */
function drained(): Promise<void> {
  return (settings as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
}

function captured(request: RegisterResourceRequest): Captured {
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    inputs: request.getObject()?.toJavaScript() ?? {},
    parent: label(request.getParent()),
    dependencies: request.getDependenciesList().map(label).sort(),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
  };
}

/** `urn:pulumi:stack::project::parent$type::name` as `type name`. */
function label(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.split("$").at(-1) ?? ""} ${name}`.trim();
}

function byTypeAndName(a: Captured, b: Captured): number {
  const [left, right] = [`${a.type} ${a.name}`, `${b.type} ${b.name}`];
  return left < right ? -1 : Number(left > right);
}
