import { type CodeFacts, codeFacts } from "../code/facts";
import { type Association, associationsOf, codeOf, functionsOf } from "../picture/functions";
import type { StackPicture } from "../picture/picture";
import type { StackResource } from "../picture/stackResource";
import { each, eachDistribution, type Finding } from "./rule";

/** The findings on every function of every association. */
export function eachHook(
  picture: StackPicture,
  check: (hook: StackResource, association: Association) => readonly Finding[],
): readonly Finding[] {
  const findings = eachDistribution(picture, (distribution) =>
    each(
      distribution.urn,
      () => associationsOf(distribution),
      (association) =>
        each(
          distribution.urn,
          () => functionsOf(picture, association),
          (hook) => check(hook, association),
        ),
    ),
  );
  // One function on the same event of many behaviors says the same.
  return findings.filter((one, index) => findings.findIndex((other) => isSame(one, other)) === index);
}

/** The same with what the function's code shows; code that cannot be read is HA-EDGE-01's business. */
export function eachReadHook(
  picture: StackPicture,
  check: (facts: CodeFacts, hook: StackResource, association: Association) => readonly Finding[],
): readonly Finding[] {
  return eachHook(picture, (hook, association) => {
    const code = codeOf(hook);
    const facts = code.kind === "text" ? codeFacts(code.text) : undefined;
    return facts === undefined ? [] : check(facts, hook, association);
  });
}

export function targetsGroup({ distribution, behavior }: Association): boolean {
  return distribution.targetOf(behavior).kind === "group";
}

export function isResponse({ event }: Association): boolean {
  return event.endsWith("-response");
}

/** `line 3` or `lines 3, 7`. */
export function linesOf(lines: readonly number[]): string {
  return `line${lines.length === 1 ? "" : "s"} ${lines.join(", ")}`;
}

function isSame(a: Finding, b: Finding): boolean {
  return a.urn === b.urn && a.message === b.message && a.kind === b.kind;
}
