import { z } from "zod";
import { CodedError } from "../../../aws/codedError";
import { refuse } from "../refuse";
import { items, shapeOf } from "./shape";

/** `ContinuousDeploymentPolicyConfig` of the API, as far as it decides which distribution answers (DR-3). */
export interface ContinuousDeploymentPolicy {
  readonly Enabled: boolean;
  readonly StagingDistributionDnsNames: { readonly Quantity: number; readonly Items?: readonly string[] };
  readonly TrafficConfig?: {
    readonly Type: "SingleWeight" | "SingleHeader";
    readonly SingleWeightConfig?: {
      /** The share of viewers, 0 to 0.15. */
      readonly Weight: number;
      /** Seconds. */
      readonly SessionStickinessConfig?: { readonly IdleTTL: number; readonly MaximumTTL: number };
    };
    readonly SingleHeaderConfig?: { readonly Header: string; readonly Value: string };
  };
}

const configShape = z.object({
  Enabled: z.boolean(),
  StagingDistributionDnsNames: items(z.string()),
  TrafficConfig: z
    .object({
      Type: z.enum(["SingleWeight", "SingleHeader"]),
      SingleWeightConfig: z
        .object({
          Weight: z.number(),
          SessionStickinessConfig: z.object({ IdleTTL: z.int(), MaximumTTL: z.int() }).optional(),
        })
        .optional(),
      SingleHeaderConfig: z.object({ Header: z.string(), Value: z.string() }).optional(),
    })
    .optional(),
});

/** DR-3. */
const maximumWeight = 0.15;

/**
 * Reads what `aws cloudfront get-continuous-deployment-policy` (or `…-config`) prints. Throws `E_FILE` for anything else,
 * `InvalidArgument` for what the API refuses.
 */
export function continuousDeploymentFileOf(value: unknown): ContinuousDeploymentPolicy {
  const whole = member(value, "ContinuousDeploymentPolicy") ?? value;
  const config = member(whole, "ContinuousDeploymentPolicyConfig") ?? whole;
  if (member(config, "StagingDistributionDnsNames") === undefined) {
    throw new CodedError(
      "E_FILE",
      "a continuous deployment policy must be what `aws cloudfront get-continuous-deployment-policy` prints, got something else",
      "continuousDeployment",
    );
  }
  const { data } = shapeOf<ContinuousDeploymentPolicy>(configShape, config);
  checkTraffic(data.TrafficConfig);
  return data;
}

function checkTraffic(traffic: ContinuousDeploymentPolicy["TrafficConfig"]): void {
  if (traffic === undefined) return;
  const chosen = traffic.Type === "SingleWeight" ? "SingleWeightConfig" : "SingleHeaderConfig";
  if (traffic[chosen] === undefined) {
    refuse("InvalidArgument", `TrafficConfig of type ${traffic.Type} must have ${chosen}, got none`, "TrafficConfig");
  }
  const weight = traffic.SingleWeightConfig?.Weight ?? 0;
  if (!(weight >= 0 && weight <= maximumWeight)) {
    refuse(
      "InvalidArgument",
      `Weight must be 0 to ${maximumWeight}, got ${weight}`,
      "TrafficConfig.SingleWeightConfig.Weight",
    );
  }
  const header = traffic.SingleHeaderConfig?.Header ?? "aws-cf-cd-";
  if (!header.toLowerCase().startsWith("aws-cf-cd-")) {
    refuse(
      "InvalidArgument",
      `Header must start with aws-cf-cd-, got ${header}`,
      "TrafficConfig.SingleHeaderConfig.Header",
    );
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
