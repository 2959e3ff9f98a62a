import { worstCaseOf } from "../drills/worstCase";
import type { DrillReport, DrillTarget } from "../drills";

/** The site in the words of the ready line and of `GET /api/site`. */
export function describeSite(target: DrillTarget, drill: DrillReport | undefined): Record<string, unknown> {
  const { members, model, distribution } = target;
  return {
    distribution: distribution.id,
    domainName: distribution.domainName,
    buckets: model.buckets.map(({ name, region }) => ({ name, region })),
    members: [members.primary, ...(members.replica === undefined ? [] : [members.replica])].map(
      ({ Id, DomainName }) => ({
        origin: Id,
        domainName: DomainName,
      }),
    ),
    originGroup: members.group ?? null,
    worstCaseDelayMs: worstCaseOf(members) ?? null,
    drill:
      drill === undefined
        ? null
        : { experiment: drill.experiment.title, verdict: drill.verdict, reasons: drill.reasons },
  };
}
