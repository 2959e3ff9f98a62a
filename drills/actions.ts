import type { Action, Experiment } from "./experiment";
import { actionsOf } from "./experiment";
import type { Leases } from "./leases";
import type { Published } from "./published";
import type { Stage } from "./stage";

/** Carries out one action. Throws `E_ORIGIN_UNKNOWN`, `E_S3`. */
export async function act(
  { provider }: Action,
  { stage, leases, published }: { readonly stage: Stage; readonly leases: Leases; readonly published: Published },
): Promise<void> {
  switch (provider.func) {
    case "set-fault":
      return leases.set(stage.faultTarget(provider.arguments.origin), provider.arguments.fault);
    case "heal":
      return leases.lift(stage.faultTarget(provider.arguments.origin));
    case "put-object": {
      const { origin, key, body } = provider.arguments;
      await stage.putObject(origin, key, body);
      published.put(key, body);
      return;
    }
    case "restore-objects":
      await stage.restoreObjects();
      published.restore();
      return;
  }
}

/**
 * Refuses, before anything is touched, an experiment that names an origin that the site does not have (`E_ORIGIN_UNKNOWN`)
 * or that would write what cannot be taken away again (`E_S3`).
 */
export function refuseUnfit(experiment: Experiment, stage: Stage): void {
  for (const { provider } of actionsOf(experiment)) {
    if (provider.func === "put-object") stage.refuseUnwritable(provider.arguments.origin);
    else if (provider.func !== "restore-objects") stage.faultTarget(provider.arguments.origin);
  }
}
