/** What happened to one resource. */
export interface Step {
  readonly op: string;
  readonly type: string;
  readonly name: string;
  /** Paths of what differs, as the provider told them. */
  readonly changed: readonly string[];
  /** In the order of the engine's events: when it was begun, and when it was done. */
  readonly begun: number;
  readonly done: number;
}

interface Metadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
}

interface EngineEvent {
  readonly sequence: number;
  readonly resourcePreEvent?: { readonly metadata: Metadata };
  readonly resOutputsEvent?: { readonly metadata: Metadata };
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string };
  readonly policyEvent?: { readonly policyName: string; readonly message: string; readonly resourceUrn?: string };
}

export interface Told {
  /** What was done, the stack itself, components and providers left out; nothing that stayed as it was. */
  readonly steps: readonly Step[];
  readonly diagnostics: readonly { readonly severity: string; readonly message: string }[];
}

/** Reads what `--json` prints. */
export function readEvents(stdout: string): Told {
  const events = stdout
    .split("\n")
    .filter((line) => line.startsWith('{"sequence"'))
    .map((line) => JSON.parse(line) as EngineEvent);
  const begun = new Map(
    events.flatMap(({ sequence, resourcePreEvent }) =>
      resourcePreEvent === undefined ? [] : [[keyOf(resourcePreEvent.metadata), sequence] as const],
    ),
  );
  const steps = events.flatMap(({ sequence, resOutputsEvent }): readonly Step[] => {
    const metadata = resOutputsEvent?.metadata;
    if (metadata === undefined || metadata.op === "same" || !metadata.type.startsWith("aws:")) return [];
    const { op, urn, type, detailedDiff } = metadata;
    return [
      {
        op,
        type,
        name: urn.slice(urn.lastIndexOf("::") + 2),
        changed: Object.keys(detailedDiff ?? {}).sort(),
        begun: begun.get(keyOf(metadata)) ?? Number.NaN,
        done: sequence,
      },
    ];
  });
  const diagnostics = events.flatMap(({ diagnosticEvent }) => (diagnosticEvent === undefined ? [] : [diagnosticEvent]));
  return { steps, diagnostics };
}

function keyOf({ op, urn }: Metadata): string {
  return `${op} ${urn}`;
}

/** `update site-distribution`, sorted. */
export function summary(steps: readonly Step[]): readonly string[] {
  return steps.map(({ op, name, type }) => `${op} ${name} (${type.slice(type.lastIndexOf(":") + 1)})`).sort();
}
