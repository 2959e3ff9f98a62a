import type { ExamineOptions, HookSource, HookVerdict } from "../../hooks/verdict";
import type { Behavior, Distribution } from "../picture/distribution";
import type { StackPicture } from "../picture/picture";
import type { StackResource } from "../picture/stackResource";
import { NotDecided } from "../picture/value";
import type { Settings } from "../settings";

/** What a rule has to say of one resource. */
export interface Finding {
  /** The resource that is to be changed. */
  readonly urn: string;
  /** What is wrong, what follows from it, what to supply. */
  readonly message: string;
  /** `violation`: against the rule; `advice`: worth knowing; `undecided`: the update will tell. */
  readonly kind: "violation" | "advice" | "undecided";
}

/** What is said of a rule in the policies, on its page and in the index. */
export interface RuleMetadata {
  /** `HA-FO-01`. */
  readonly id: string;
  /** One line: what must hold. */
  readonly title: string;
  readonly level: "mandatory" | "advisory";
  readonly severity: "low" | "medium" | "high" | "critical";
  /** What is judged exactly, with the rule ids of CloudFront's semantics. */
  readonly what: string;
  /** The incident behind it: what fails, and why nobody notices before. */
  readonly why: string;
  readonly remediation: string;
  /** A program that is refused, and one that passes. */
  readonly failing: string;
  readonly passing: string;
  /** The settings of the pack that change it. */
  readonly settings?: readonly (keyof Settings)[];
  /** Whether some of its findings are advice, which a policy of its own reports. */
  readonly advises?: boolean;
  /** What the policy that carries it is called; default the id. Two policies can carry one rule. */
  readonly policyName?: string;
}

/** Examines a piece of edge code: one verdict for each entry and event that it could serve. */
export type Examine = (source: HookSource, options: ExamineOptions) => readonly HookVerdict[];

/** What a rule gets beside the resources: what runs code, and the day on which it is asked. */
export interface Tools {
  readonly examine: Examine;
  /** `2026-12-31`, in UTC. */
  readonly today: string;
}

/** A rule that one distribution decides alone: it is judged before anything is created, with `--skip-preview` too. */
export interface DistributionRule extends RuleMetadata {
  readonly on: "distribution";
  check(distribution: Distribution, settings: Settings): readonly Finding[];
}

/** A rule that the code of one function decides alone, before it is created. */
export interface FunctionRule extends RuleMetadata {
  readonly on: "function";
  check(resource: StackResource, settings: Settings, tools: Tools): readonly Finding[];
}

/** A rule that needs several resources. */
export interface StackRule extends RuleMetadata {
  readonly on: "stack";
  check(picture: StackPicture, settings: Settings, tools: Tools): readonly Finding[];
}

export type Rule = DistributionRule | FunctionRule | StackRule;

/**
 * The findings on each of the items. What cannot be decided before the update is said for that item, and hides nothing
 * of the others.
 */
export function each<T>(urn: string, items: () => Iterable<T>, check: (item: T) => readonly Finding[]): Finding[] {
  const findings: Finding[] = [];
  decided(urn, findings, () => {
    for (const item of items()) decided(urn, findings, () => findings.push(...check(item)));
  });
  return findings;
}

function decided(urn: string, findings: Finding[], act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof NotDecided)) throw error;
    findings.push({ urn, kind: "undecided", message: error.message });
  }
}

/** The findings on every distribution of the stack. */
export function eachDistribution(
  picture: StackPicture,
  check: (distribution: Distribution) => readonly Finding[],
): readonly Finding[] {
  return picture.distributions.flatMap((distribution) => each(distribution.urn, () => [distribution], check));
}

/** The findings on every cache behavior of every distribution. */
export function eachBehavior(
  picture: StackPicture,
  check: (distribution: Distribution, behavior: Behavior) => readonly Finding[],
): readonly Finding[] {
  return eachDistribution(picture, (distribution) =>
    each(
      distribution.urn,
      () => distribution.behaviors,
      (behavior) => check(distribution, behavior),
    ),
  );
}

export function violation(urn: string, message: string): Finding {
  return { urn, message, kind: "violation" };
}

export function advice(urn: string, message: string): Finding {
  return { urn, message, kind: "advice" };
}

/** A finding when the condition holds, none else. */
export function when(condition: boolean, finding: () => Finding): readonly Finding[] {
  return condition ? [finding()] : [];
}
