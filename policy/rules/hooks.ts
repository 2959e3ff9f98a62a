import { type CodeFacts, codeFacts, type Place } from "../code/facts";
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
    const facts = factsOf(hook);
    return facts === undefined ? [] : check(facts, hook, association);
  });
}

/** The SDK asks several rules about the same function: it is read once. */
const read = new WeakMap<StackResource, { readonly facts: CodeFacts | undefined }>();

function factsOf(hook: StackResource): CodeFacts | undefined {
  const known = read.get(hook);
  if (known !== undefined) return known.facts;
  const code = codeOf(hook);
  const facts = code.kind === "text" ? codeFacts(code.text, code.files) : undefined;
  read.set(hook, { facts });
  return facts;
}

export function targetsGroup({ distribution, behavior }: Association): boolean {
  return distribution.targetOf(behavior).kind === "group";
}

export function isResponse({ event }: Association): boolean {
  return event.endsWith("-response");
}

/** `line 3`, `lines 3, 7`, and of another file than the one that is loaded `line 3 of lib/page.js`. */
export function linesOf(places: readonly Place[]): string {
  const files = [...new Set(places.map(({ file }) => file))];
  return files
    .map((file) => {
      const lines = [...new Set(places.filter((one) => one.file === file).map(({ line }) => line))];
      return `line${lines.length === 1 ? "" : "s"} ${lines.join(", ")}${file === undefined ? "" : ` of ${file}`}`;
    })
    .join(", ");
}

function isSame(a: Finding, b: Finding): boolean {
  return a.urn === b.urn && a.message === b.message && a.kind === b.kind;
}
