import { eachReadHook, isResponse, linesOf } from "./hooks";
import { type StackRule, violation, when } from "./rule";

export const rule: StackRule = {
  id: "HA-EDGE-02",
  title: "A response hook neither replaces the body nor removes the content type",
  level: "mandatory",
  severity: "high",
  on: "stack",
  what:
    "The code of a function on origin-response or viewer-response does not assign a body, does not return an object with a " +
    "status and a body, and does not remove `content-type`.",
  why:
    "A hook that dresses an error in a page of its own answers for the primary: CloudFront reads the status after the hook, " +
    "and caches the page under the object's name (LE-4). Without a content type browsers guess, or refuse by nosniff.",
  remediation: "Show error pages by customErrorResponses; let hooks change headers alone.",
  failing: 'response.body = "<h1>Sorry</h1>";',
  passing: 'response.headers["x-served-by"] = [{ value: "edge" }];',
  check: (picture) =>
    eachReadHook(picture, ({ bodies, contentTypeRemovals }, hook, association) =>
      !isResponse(association)
        ? []
        : [
            ...when(bodies.length > 0, () =>
              violation(
                hook.urn,
                `${hook.name} replaces the body at ${association.event} (${linesOf(bodies)}), so that it answers for the origin; ` +
                  "leave body alone, and show error pages by customErrorResponses (CE-1)",
              ),
            ),
            ...when(contentTypeRemovals.length > 0, () =>
              violation(
                hook.urn,
                `${hook.name} removes content-type at ${association.event} (${linesOf(contentTypeRemovals)}), so that browsers guess ` +
                  "or refuse what it is; leave the header in",
              ),
            ),
          ],
    ),
};
