import type { PolicyDocument, PolicyStatement } from "../../model/siteModel";
import { conditionsHold } from "./conditions";
import type { KeyValue } from "./context";
import { type Caller, principalMatches } from "./principal";
import { and, not, or, type Ternary } from "./ternary";
import { patternMatches } from "./variables";
import { matchesWildcard } from "./wildcard";

/** One thing that somebody wants to do. */
export interface PolicyRequest {
  readonly caller: Caller;
  /** `s3:GetObject`. */
  readonly action: string;
  /** The ARN of the bucket or of the object. */
  readonly resource: string;
  readonly valueOf: (key: string) => KeyValue;
}

export type Decision = "allow" | "explicit-deny" | "implicit-deny";

/**
 * What a bucket policy decides: an explicit deny wins, then an allow, else nobody is let in. Where a statement depends
 * on something that is not modelled, the answer errs on the closed side: it does not allow, and it does deny.
 */
export function evaluatePolicy(policy: PolicyDocument | undefined, request: PolicyRequest): Decision {
  let allowed = false;
  for (const statement of policy?.Statement ?? []) {
    const applies = statementApplies(statement, request);
    if (statement.Effect === "Deny" && applies !== false) return "explicit-deny";
    if (statement.Effect === "Allow" && applies === true) allowed = true;
  }
  return allowed ? "allow" : "implicit-deny";
}

function statementApplies(statement: PolicyStatement, { caller, action, resource, valueOf }: PolicyRequest): Ternary {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = statement;
  const known =
    NotPrincipal === undefined ? principalMatches(Principal, caller) : !principalMatches(NotPrincipal, caller);
  if (!known) return false;
  // Names of actions do not depend on case, ARNs do.
  const name = action.toLowerCase();
  const done = element(Action, NotAction, valueOf, (pattern) => matchesWildcard(pattern.toLowerCase(), name));
  if (done === false) return false;
  const meant = element(Resource, NotResource, valueOf, (pattern) => matchesWildcard(pattern, resource));
  // The dearest come last: one that is false decides.
  return meant === false ? false : and([done, meant, conditionsHold(statement.Condition, valueOf)]);
}

/** One element and its opposite; a statement that has neither applies to nothing. */
function element(
  patterns: string | readonly string[] | undefined,
  exceptions: string | readonly string[] | undefined,
  valueOf: PolicyRequest["valueOf"],
  match: (pattern: string) => boolean,
): Ternary {
  if (patterns !== undefined) return any(patterns, valueOf, match);
  return exceptions === undefined ? false : not(any(exceptions, valueOf, match));
}

/** Every read of an object comes by here: most elements are one text. */
function any(
  patterns: string | readonly string[],
  valueOf: PolicyRequest["valueOf"],
  match: (pattern: string) => boolean,
): Ternary {
  if (typeof patterns === "string") return patternMatches(patterns, valueOf, match);
  return or(patterns.map((pattern) => patternMatches(pattern, valueOf, match)));
}
