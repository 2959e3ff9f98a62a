import { CodedError } from "../aws/codedError";
import { acceptModel, allNotModelled, type LoadedSite } from "./loadedSite";
import { stateFileOf } from "./model/file/stateFile";
import { modelFromRegistrations } from "./model/fromRegistrations";
import { supply, type Supplies } from "./supply";

/**
 * Makes the model of a deployed stack's site, of what `pulumi stack export` prints. Throws `E_FILE`, `E_NO_DISTRIBUTION`,
 * the codes of `supply` and of the CloudFront API.
 */
export function loadState(state: unknown, supplies: Supplies): LoadedSite {
  const registrations = stateFileOf(state);
  const own = modelFromRegistrations(registrations);
  if (own.distributions.length === 0) {
    throw new CodedError("E_NO_DISTRIBUTION", "the state must hold a CloudFront distribution, got none", "state");
  }
  const model = supply(own, supplies);
  acceptModel(model);
  const stack = registrations.find(({ type }) => type === "pulumi:pulumi:Stack");
  return {
    source: "state",
    model,
    notModelled: allNotModelled(model),
    madeUp: [],
    resources: registrations.filter(({ custom }) => custom).length,
    outputs: stack?.outputs ?? {},
  };
}
