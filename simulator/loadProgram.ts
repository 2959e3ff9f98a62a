import type { SiteModel } from "./model/siteModel";
import { modelFromRegistrations } from "./model/fromRegistrations";
import { validateDistributionConfig } from "./model/validate";
import { notModelled } from "./cloudfront";
import { runProgram, type Diagnostic } from "./pulumi";

/** A program's site, as `pulumi up` would have sent it to AWS. */
export interface LoadedProgram {
  readonly model: SiteModel;
  /** What the program asks for and the embedded cloud does not do, a sentence each, for the start of a run. */
  readonly notModelled: readonly string[];
  /** How many resources of providers the program registered. */
  readonly resources: number;
  /** The stack's outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * Runs a Pulumi program on the embedded cloud and makes the model of its site. Refuses what AWS would refuse, with AWS's
 * own code. Throws the codes of `runProgram` and of the CloudFront API.
 */
export async function loadProgram(options: {
  readonly projectDir: string;
  readonly stack: string;
  readonly signal?: AbortSignal;
  readonly onDiagnostic?: (diagnostic: Diagnostic) => void;
}): Promise<LoadedProgram> {
  const { registrations, outputs } = await runProgram(options);
  const model = modelFromRegistrations(registrations);
  for (const { config } of model.distributions) validateDistributionConfig(config);
  const left = model.distributions.flatMap(({ id }) => notModelled(model, id));
  return {
    model,
    notModelled: [...new Set([...model.notModelled, ...left])],
    resources: registrations.filter(({ custom }) => custom).length,
    outputs,
  };
}
