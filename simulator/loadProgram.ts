import { acceptModel, allNotModelled, type LoadedSite } from "./loadedSite";
import { modelFromRegistrations } from "./model/fromRegistrations";
import { runProgram, type Diagnostic } from "./pulumi";
import { supply, type Supplies } from "./supply";

/** A program's site, as `pulumi up` would have sent it to AWS. */
export interface LoadedProgram extends LoadedSite {
  readonly resources: number;
}

/**
 * Runs a Pulumi program on the embedded cloud and makes the model of its site. Refuses what AWS would refuse, with AWS's
 * own code. Throws the codes of `runProgram`, of `supply` and of the CloudFront API.
 */
export async function loadProgram(options: {
  readonly projectDir: string;
  readonly stack: string;
  readonly supplies?: Supplies;
  readonly signal?: AbortSignal;
  readonly onDiagnostic?: (diagnostic: Diagnostic) => void;
}): Promise<LoadedProgram> {
  const { registrations, outputs } = await runProgram(options);
  const own = modelFromRegistrations(registrations);
  const model = options.supplies === undefined ? own : supply(own, options.supplies);
  acceptModel(model);
  return {
    source: "program",
    model,
    notModelled: allNotModelled(model),
    madeUp: [],
    resources: registrations.filter(({ custom }) => custom).length,
    outputs,
  };
}
