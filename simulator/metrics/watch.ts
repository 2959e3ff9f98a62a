import { CodedError } from "../../aws/codedError";
import type { Registration } from "../model/registration";
import { alarmOf, objectiveOf, type AlarmDefinition, type ObjectiveDefinition } from "./definitions";
import type { CanaryDefinition } from "./siteMetrics";

/** What a program has registered to watch its site. */
export interface Watch {
  readonly alarms: readonly AlarmDefinition[];
  readonly objectives: readonly ObjectiveDefinition[];
  readonly canaries: readonly CanaryDefinition[];
}

/** Finds alarms, objectives and canaries. Throws `E_ALARM` for one that is not evaluated here. */
export function watchOf(registrations: readonly Registration[]): Watch {
  const of = (type: string): readonly Registration[] => registrations.filter((one) => one.type === type);
  return {
    alarms: of("aws:cloudwatch/metricAlarm:MetricAlarm").map(alarmOf),
    objectives: of("aws-native:applicationsignals:ServiceLevelObjective").map(objectiveOf),
    canaries: of("aws-native:synthetics:Canary").map(canaryOf),
  };
}

interface CanaryInputs {
  readonly code?: { readonly script?: string };
  readonly schedule?: { readonly expression?: string };
  readonly runConfig?: { readonly environmentVariables?: Readonly<Record<string, string>> };
}

function canaryOf({ name, region = "", inputs, outputs }: Registration): CanaryDefinition {
  const { code, schedule, runConfig } = inputs as CanaryInputs;
  const minutes = /^rate\((\d+) minutes?\)$/.exec(schedule?.expression ?? "")?.[1];
  if (code?.script === undefined || minutes === undefined) {
    throw new CodedError(
      "E_ALARM",
      `the canary ${name} must have a script in its code and a rate in minutes, got ${JSON.stringify({ schedule })}`,
      "code",
    );
  }
  const environment = runConfig?.environmentVariables ?? {};
  return { name: String(outputs["name"]), region, rateMinutes: Number(minutes), script: code.script, environment };
}
