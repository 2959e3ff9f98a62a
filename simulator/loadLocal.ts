import { CodedError } from "../aws/codedError";
import { acceptModel, allNotModelled, knownPolicies, type LoadedSite } from "./loadedSite";
import { modelFromRegistrations } from "./model/fromRegistrations";
import { readCloudFile, registrationOf, stackOf } from "./pulumi/provider";
import { supply, type Supplies } from "./supply";

export interface LocalSite {
  /** Where the embedded cloud keeps its resources. */
  readonly cloudFile: string;
  readonly project: string;
  readonly stack: string;
  /** What the stack exports. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * Makes the model of the site that a stack has on the embedded cloud, as it is there now. Throws `E_NO_DISTRIBUTION`,
 * `E_FILE`, the codes of `supply` and of the CloudFront API.
 */
export function loadLocal({ cloudFile, project, stack, outputs }: LocalSite, supplies: Supplies): LoadedSite {
  const resources = readCloudFile(cloudFile).filter(({ urn }) => stackOf(urn) === `${project}/${stack}`);
  const own = modelFromRegistrations(resources.map(registrationOf));
  if (own.distributions.length === 0) {
    throw new CodedError(
      "E_NO_DISTRIBUTION",
      `stack ${stack} must have a distribution on the embedded cloud, got none; ` +
        `supply it with static-site-ha local -- pulumi up --stack ${stack}`,
      "stack",
    );
  }
  const model = supply(own, supplies);
  acceptModel(model, knownPolicies(model));
  return {
    source: "local",
    model,
    notModelled: allNotModelled(model),
    madeUp: [],
    resources: resources.length,
    outputs,
  };
}
