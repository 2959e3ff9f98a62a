import { eachReadHook, linesOf, targetsGroup } from "./hooks";
import { type Finding, type StackRule, violation, when } from "./rule";

export const rule: StackRule = {
  id: "HA-EDGE-08",
  title: "Functions that choose origins do not choose the failover away",
  level: "mandatory",
  severity: "critical",
  on: "stack",
  what:
    "A function of a behavior with an origin group calls neither `cf.selectRequestOriginById`, which puts one origin in " +
    "place of the group (CF-16), nor `cf.updateRequestOrigin`, which puts another primary into it that no rule sees (CF-15); " +
    "the codes of `cf.createRequestOriginGroup` contain 503 and 504.",
  why:
    "The group of the configuration is there and is targeted, and no request ever reaches it as it stands: the function has " +
    "chosen one origin for all of them, or the replica as its own primary.",
  remediation:
    "Call cf.createRequestOriginGroup with both origins and all codes, or leave the choice to the configuration.",
  failing: 'cf.selectRequestOriginById("primary");',
  passing:
    'cf.createRequestOriginGroup({ originIds: ["primary", "replica"],\n  failoverCriteria: { statusCodes: [500, 502, 503, 504] } });',
  check: (picture) =>
    eachReadHook(picture, ({ originUpdates, originGroups }, hook, association): readonly Finding[] => [
      ...when(targetsGroup(association) && originUpdates.length > 0, () =>
        violation(
          hook.urn,
          `${hook.name} chooses the origin in place of the group or of its primary (CF-15, CF-16; ${linesOf(originUpdates)}), so ` +
            "that what takes over is not what the configuration says; call cf.createRequestOriginGroup instead",
        ),
      ),
      ...originGroups.flatMap(({ place, codes }) => {
        const missing = [503, 504].filter((code) => !codes.includes(code));
        return when(missing.length > 0, () =>
          violation(
            hook.urn,
            `the group that ${hook.name} makes (${linesOf([place])}) lacks ${missing.join(" and ")} among its codes (FO-11, FO-12); add ` +
              "them as numbers",
          ),
        );
      }),
    ]),
};
