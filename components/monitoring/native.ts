import { createRequire } from "node:module";
import type * as pulumi from "@pulumi/pulumi";
import { CodedError } from "../../aws/codedError";

/*
 * What the site uses of `@pulumi/aws-native`, as far as it uses it. Its own typings are 90 MB: whoever watches nothing
 * shall neither check nor install them (D2). A test holds these types against the real ones.
 */

export interface NativeTag {
  readonly key: string;
  readonly value: pulumi.Input<string>;
}

/** A metric or an expression over others, as Application Signals takes them. */
export interface MetricDataQuery {
  id: string;
  expression?: string;
  metricStat?: {
    metric: {
      namespace: string;
      metricName: string;
      dimensions: { name: string; value: pulumi.Input<string> }[];
    };
    period: number;
    stat: string;
  };
  returnData: boolean;
}

export interface ObjectiveArgs {
  description: string;
  goal: {
    attainmentGoal: number;
    interval: { rollingInterval: { duration: number; durationUnit: "DAY" } };
  };
  requestBasedSli: {
    requestBasedSliMetric: {
      totalRequestCountMetric: MetricDataQuery[];
      monitoredRequestCountMetric: { badCountMetric: MetricDataQuery[] };
    };
  };
  burnRateConfigurations: { lookBackWindowMinutes: number }[];
  tags?: pulumi.Input<NativeTag[]>;
}

export interface CanaryArgs {
  artifactS3Location: pulumi.Input<string>;
  code: { handler: string; script: string };
  executionRoleArn: pulumi.Input<string>;
  runtimeVersion: string;
  schedule: { expression: string };
  runConfig: { timeoutInSeconds: number; environmentVariables: Record<string, pulumi.Input<string>> };
  startCanaryAfterCreation: boolean;
  provisionedResourceCleanup: "AUTOMATIC";
  successRetentionPeriod: number;
  failureRetentionPeriod: number;
  tags?: pulumi.Input<NativeTag[]>;
}

type Options = pulumi.CustomResourceOptions;

/** The classes of the package. */
export interface Native {
  readonly Provider: new (
    name: string,
    args: { region: string },
    opts: pulumi.ResourceOptions,
  ) => pulumi.ProviderResource;
  readonly ServiceLevelObjective: new (
    name: string,
    args: ObjectiveArgs,
    opts: Options,
  ) => pulumi.CustomResource & { readonly arn: pulumi.Output<string>; readonly name: pulumi.Output<string> };
  readonly Canary: new (
    name: string,
    args: CanaryArgs,
    opts: Options,
  ) => pulumi.CustomResource & { readonly name: pulumi.Output<string> };
}

const packageName = "@pulumi/aws-native";

/**
 * Loads what is needed of the package, service by service: the whole takes seconds. `load` is Node's `require`.
 *
 * @throws CodedError `E_MONITORING_PACKAGE` where it is not installed.
 */
export function loadNative(load: (path: string) => unknown = createRequire(__filename)): Native {
  try {
    return {
      ...(load(`${packageName}/provider`) as Pick<Native, "Provider">),
      ...(load(`${packageName}/applicationsignals`) as Pick<Native, "ServiceLevelObjective">),
      ...(load(`${packageName}/synthetics`) as Pick<Native, "Canary">),
    };
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new CodedError(
      "E_MONITORING_PACKAGE",
      `monitoring must come with the package ${packageName}, got a program without it: supply it by ` +
        `npm install --save-exact ${packageName}@1.79.0, or leave monitoring out`,
      "monitoring",
    );
  }
}

/** Whether it is the package itself that is not there, and nothing that it needs. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "MODULE_NOT_FOUND") return false;
  return error.message.split("\n")[0]?.includes(`'${packageName}/`) ?? false;
}
