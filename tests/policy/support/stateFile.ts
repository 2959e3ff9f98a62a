import type { Analyzed } from "./analyze";

type Properties = Readonly<Record<string, unknown>>;

/** One resource of what `pulumi stack export` prints. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly provider?: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  /** Left over of a replacement that is not done. */
  readonly delete?: boolean;
}

export interface StateFile {
  readonly version: 3;
  readonly deployment: { readonly manifest: object; readonly resources: readonly StateResource[] };
}

interface Stack {
  readonly inputs: readonly Analyzed[];
  readonly stack: readonly Analyzed[];
}

const signature = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";

/** A stack as it is exported: the stack and the provider are resources like others. */
export function stateFileOf({ inputs, stack }: Stack): StateFile {
  const [prefix = ""] = /^urn:pulumi:[^:]*::[^:]*::/.exec(inputs[0]?.urn ?? "") ?? [];
  const provider = `${prefix}pulumi:providers:aws::default_7_48_0`;
  const own = inputs.map((one): StateResource => {
    const outputs = stack.find(({ urn }) => urn === one.urn)?.properties ?? {};
    const id = outputs["id"];
    const isCustom = typeof id === "string";
    return {
      urn: one.urn,
      type: one.type,
      custom: isCustom,
      ...(isCustom ? { id, provider: `${provider}::1` } : {}),
      inputs: one.properties,
      outputs,
      ...(one.propertyDependencies === undefined ? {} : { propertyDependencies: one.propertyDependencies }),
    };
  });
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-06-15T12:00:00Z", magic: "", version: "v3.270.0" },
      resources: [
        {
          urn: `${prefix}pulumi:pulumi:Stack::hand-dev`,
          type: "pulumi:pulumi:Stack",
          custom: false,
          inputs: {},
          outputs: {},
        },
        {
          ...{ urn: provider, type: "pulumi:providers:aws", custom: true, id: "1" },
          ...{ inputs: { region: "us-east-1" }, outputs: { region: "us-east-1" } },
        },
        ...own,
      ],
    },
  };
}

/**
 * What a pack is asked about an exported state: every resource that is not to be deleted, by its inputs, then all by their
 * outputs. A secret that nobody can decrypt is the text `[secret]`, whatever it was.
 */
export function asAnalyzed({ deployment }: StateFile): Stack {
  const there = deployment.resources.filter((one) => one.delete !== true);
  const analyzed = (one: StateResource, properties: Properties): Analyzed => {
    const region = there.find(({ urn }) => one.provider?.startsWith(`${urn}::`))?.inputs["region"];
    return {
      urn: one.urn,
      type: one.type,
      name: one.urn.slice(one.urn.lastIndexOf("::") + 2),
      properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, sent(value)])),
      ...(one.propertyDependencies === undefined ? {} : { propertyDependencies: one.propertyDependencies }),
      ...(typeof region === "string" ? { providerRegion: region } : {}),
    };
  };
  return {
    inputs: there.map((one) => analyzed(one, one.inputs)),
    stack: there.map((one) => analyzed(one, one.outputs)),
  };
}

function sent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sent);
  if (typeof value !== "object" || value === null) return value;
  const { [signature]: mark, plaintext } = value as Properties;
  if (mark === secretMark && typeof plaintext === "string") {
    return { [signature]: secretMark, value: sent(JSON.parse(plaintext)) };
  }
  if (mark === secretMark && !("value" in value)) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sent(item)]));
}

/** A secret as an export has it: in the clear (`--show-secrets`), or encrypted. */
export function secret(value: unknown, how: "plaintext" | "ciphertext"): Properties {
  const text = how === "plaintext" ? JSON.stringify(value) : "v1:b3Blbg==";
  return { [signature]: secretMark, [how]: text };
}

/** The same state with properties of one resource replaced, in its inputs and its outputs. */
export function withProperties(
  state: StateFile,
  name: string,
  change: (properties: Properties) => Properties,
): StateFile {
  const resources = state.deployment.resources.map((one) =>
    one.urn.endsWith(`::${name}`) ? { ...one, inputs: change(one.inputs), outputs: change(one.outputs) } : one,
  );
  return { ...state, deployment: { ...state.deployment, resources } };
}
