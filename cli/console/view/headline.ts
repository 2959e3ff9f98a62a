import { outcomeOf } from "./faultOutcome";
import { kindOf } from "./faultKinds";
import { placeOf, roleOf } from "./places";
import type { FaultInForce, SiteDescription, SiteState } from "../wire";

/** How the site fares, in a sentence. */
export interface Headline {
  readonly tone: "well" | "held" | "warned" | "broken";
  readonly title: string;
  readonly detail: string;
}

/** What the faults in force mean for viewers; the words are also what a screen reader is told. */
export function headlineOf(site: SiteDescription, { faults }: SiteState): Headline {
  const [primary, replica] = site.members;
  const at = (role: "primary" | "replica"): FaultInForce | undefined =>
    faults.find(
      (fault) => [role, "both"].includes(roleOf(fault.target, site)) && kindOf(fault.type)?.meets !== "replication",
    );
  const onPrimary = at("primary");
  const onReplica = at("replica");
  const words = (fault: FaultInForce): string => (kindOf(fault.type)?.title ?? fault.type).toLowerCase();
  if (onPrimary !== undefined) {
    const outcome = outcomeOf(onPrimary, site);
    const title = `${placeOf(primary)}: ${words(onPrimary)}`;
    if (outcome.result === "fails-over" && onReplica !== undefined) {
      return {
        tone: "broken",
        title: "Both regions are failing",
        detail: "What is not cached is an error for viewers.",
      };
    }
    if (outcome.result === "fails-over") {
      return {
        tone: "held",
        title: `${title}. ${placeOf(replica)} serves`,
        detail: `Pages that are not cached: ${lower(outcome.viewer)}`,
      };
    }
    return { tone: outcome.result === "error" ? "broken" : "warned", title, detail: outcome.viewer };
  }
  if (onReplica !== undefined) {
    return {
      tone: "warned",
      title: `${placeOf(replica)}: ${words(onReplica)}`,
      detail: `${placeOf(primary)} serves; there is nobody to turn to if it fails.`,
    };
  }
  const [other] = faults;
  if (other !== undefined) {
    return {
      tone: "warned",
      title: kindOf(other.type)?.meets === "replication" ? `Replication: ${words(other)}` : words(other),
      detail: outcomeOf(other, site).viewer,
    };
  }
  return {
    tone: "well",
    title: "Every origin is healthy",
    detail:
      site.originGroup === null
        ? `${placeOf(primary)} serves; there is no origin group to fail over in.`
        : `${placeOf(primary)} serves what is not cached; ${placeOf(replica)} stands by.`,
  };
}

function lower(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}
