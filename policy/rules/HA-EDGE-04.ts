import { eachReadHook, linesOf, targetsGroup } from "./hooks";
import { type StackRule, violation, when } from "./rule";

export const rule: StackRule = {
  id: "HA-EDGE-04",
  title: "A request hook does not pin the request to one member",
  level: "mandatory",
  severity: "critical",
  on: "stack",
  what:
    "A function on origin-request of a behavior with an origin group changes neither the origin nor its custom headers nor " +
    "the header `host`.",
  why:
    "The hook runs again for the replica (PL-9), and sends that request to the primary too. The group fails over from the " +
    "failing bucket to the failing bucket.",
  remediation:
    "Leave request.origin and the host alone on behaviors with a group, or take the behavior out of the group.",
  failing: 'request.origin.s3.domainName = "site.s3.us-east-1.amazonaws.com";',
  passing: 'request.uri = request.uri.replace(/\\/$/, "/index.html");',
  check: (picture) =>
    eachReadHook(picture, ({ originChanges }, hook, association) =>
      when(association.event === "origin-request" && targetsGroup(association) && originChanges.length > 0, () =>
        violation(
          hook.urn,
          `${hook.name} changes the origin or the host at origin-request (${linesOf(originChanges)}), for the replica as for the ` +
            "primary (PL-9); leave request.origin and the header host alone",
        ),
      ),
    ),
};
